"""The street's sheet is kept, looked at, and then imported as a job, each row once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import may
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import import_of
from liangzhan.documents.services import keep_file
from liangzhan.staff.choices.attendance import AttendanceEvent
from liangzhan.staff.models import ImportedDay
from liangzhan.staff.queries.attendance_sheet import SheetRow, planned_days
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job

TASK = "staff.tasks.attendance.import_street_sheet"


@dataclass
class SheetOutcome:
    """Days that are new, that replace older ones, that stood already; (row, column, sentence) of what was refused."""

    made: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


@recorded(AttendanceEvent.SHEET_UPLOADED)
def keep_sheet(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded sheet for the preview."""
    return keep_file(upload=workbook, title="街道考勤表", kind=FileKind.WORKBOOK, by=by)


@recorded(AttendanceEvent.SHEET_STARTED)
def start_import(*, kept: KeptFile, by: Actor) -> Job:
    """Start the import of a kept sheet; asked twice, the first job answers."""
    held = import_of(TASK, kept.uuid)
    if held is not None:
        return held
    mine = [grant for grant in by.grants if may(grant.role, Action.ATTENDANCE_MANAGE)]
    grants = [[grant.role.value, list(grant.prefixes), list(grant.stations)] for grant in mine]
    return enqueue(
        TASK,
        by=by,
        title="导入街道考勤表",
        scope_note=by.place_label,
        file_uuid=str(kept.uuid),
        grants=grants,
        unlimited=by.unlimited,
    )


@recorded(AttendanceEvent.SHEET_IMPORTED)
def import_days(*, rows: Sequence[SheetRow], by: Actor) -> SheetOutcome:
    """Import rows where the actor manages attendance. The same row again changes nothing; another word replaces.

    Rows that cannot be are refused one by one, with row, column and sentence.
    """
    plan = planned_days(rows, by.scope)
    out = SheetOutcome(refused=plan.problems)
    workers = {one.worker_id for one in plan.days}
    held = {
        (day.worker_id, day.station_id, day.on): day
        for day in ImportedDay.objects.filter(worker__in=workers, on__in={one.row.on for one in plan.days})
    }
    fresh, changed = [], []
    for one in plan.days:
        day = held.get((one.worker_id, one.station.pk, one.row.on))
        if day is None:
            fresh.append(
                ImportedDay(
                    worker_id=one.worker_id,
                    station=one.station,
                    division_code=one.station.division_code,
                    on=one.row.on,
                    status=one.row.status,
                    minutes=one.row.minutes,
                    imported_by=by,
                )
            )
        elif (day.status, day.minutes) != (one.row.status, one.row.minutes):
            day.status, day.minutes = one.row.status, one.row.minutes
            changed.append(day)
        else:
            out.same += 1
    ImportedDay.objects.bulk_create(fresh)
    ImportedDay.objects.bulk_update(changed, ["status", "minutes"])
    out.made, out.changed = len(fresh), len(changed)
    return out
