"""Long work of attendance: the street's sheet in chunks; the check-in of the day, every morning."""

from __future__ import annotations

import datetime as dt
import uuid as uuid_module
from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import keep_bytes
from liangzhan.staff.imports.attendance import read_sheet, refuse_rows
from liangzhan.staff.queries.attendance_sheet import SheetRow
from liangzhan.staff.queries.duty import stations_that_clock
from liangzhan.staff.services.attendance_sheet import import_days
from liangzhan.staff.services.duty import open_duty_day
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook

CHUNK = 500
HABIT_DAYS = 14


def import_street_sheet(job: JobHandle, *, file_uuid: str, grants: list[list[Any]], unlimited: bool) -> dict[str, Any]:
    """Read the kept sheet, import it in chunks, keep a workbook of what was refused."""
    by = _importer(job, grants, unlimited)
    table, rows = read_sheet(open_file(KeptFile.objects.get(uuid=file_uuid)))
    counts = {"made": 0, "changed": 0, "same": 0}
    for at in range(0, len(rows), CHUNK):
        found = job.step(f"rows-{at}", partial(_import_chunk, rows[at : at + CHUNK], by))
        for name in counts:
            counts[name] += found[name]
        refuse_rows(table, found["refused"])
        job.progress(min(at + CHUNK, len(rows)), len(rows), f"已处理 {min(at + CHUNK, len(rows))} 行")
    wrong = sum(1 for row in table.rows if row.problems)
    if not table.ok:
        job.attach(uuid_module.UUID(job.step("errors", partial(_keep_errors, table, by))))
    return {**counts, "refused": wrong, "rows": len(table.rows)}


def _import_chunk(rows: list[SheetRow], by: Actor) -> dict[str, Any]:
    return vars(import_days(rows=rows, by=by))


def _keep_errors(table: Any, by: Actor) -> str:
    return str(keep_bytes(content=error_workbook(table), title="街道考勤表问题清单", media_type=XLSX, by=by).uuid)


def _importer(job: JobHandle, grants: list[list[Any]], unlimited: bool) -> Actor:
    """The user who asked for it, reaching what he could reach at that moment."""
    facts = tuple(GrantFact(role=Role(r), prefixes=tuple(p), stations=tuple(s)) for r, p, s in grants)
    return Actor(uuid=job.actor.uuid, label=job.actor.label, grants=facts, unlimited=unlimited)


def open_duty_days(job: JobHandle) -> dict[str, int]:
    """Every morning: the check-in of stations that used it in the last two weeks, so that nobody has to open it."""
    on, opened = today(), 0
    for station in stations_that_clock(on - dt.timedelta(days=HABIT_DAYS), on):
        opened += job.step(f"station-{station.pk}", partial(_open, station, on))
    return {"opened": opened}


def _open(station: Any, on: dt.date) -> int:
    try:
        open_duty_day(station=station, on=on, by=Actor.system("每日签到"))
    except RuleBroken:  # nobody works there any more, or the street keeps attendance now: nothing to open
        return 0
    return 1
