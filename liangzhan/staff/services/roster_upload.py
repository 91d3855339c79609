"""A roster of people is kept, looked at, and then imported as a job; it holds numbers, so it goes when that is done."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import may
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import import_of
from liangzhan.documents.services import keep_file
from liangzhan.staff.choices import StaffEvent
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job

TASK = "staff.tasks.roster.run_people_import"


@recorded(StaffEvent.ROSTER_UPLOADED)
def keep_people_roster(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded roster for the preview (its form has read it once: only a readable roster comes here)."""
    return keep_file(upload=workbook, title="人员名册", kind=FileKind.WORKBOOK, by=by)


@recorded(StaffEvent.ROSTER_STARTED)
def start_people_import(*, kept: KeptFile, by: Actor) -> Job:
    """Start the import of a kept roster; asked twice, the first job answers."""
    held = import_of(TASK, kept.uuid)
    if held is not None:
        return held
    grants = [
        [grant.role.value, list(grant.prefixes), list(grant.stations)]
        for grant in by.grants
        if may(grant.role, Action.STAFF_IMPORT)
    ]
    return enqueue(
        TASK,
        by=by,
        title="导入人员名册",
        scope_note=by.place_label,
        file_uuid=str(kept.uuid),
        grants=grants,
        unlimited=by.unlimited,
    )
