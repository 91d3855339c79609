"""The roll leaves the platform as a workbook: a deed on record, in the background when it is long."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import may
from liangzhan.audit.services import recorded
from liangzhan.staff.choices import StaffEvent
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job

TASK = "staff.tasks.export.run_roll_export"
AT_ONCE = 2000  # rows that are written while the reader waits


@recorded(StaffEvent.EXPORTED, keep=["filters", "rows"])
def note_export(*, filters: str, rows: int, by: Actor) -> None:
    """Somebody took the roll away: which filters, how many rows."""


@recorded(StaffEvent.EXPORTED, keep=["filters"])
def start_export(*, filters: str, chosen: dict[str, str], by: Actor) -> Job:
    """Write a long roll in the background, with the filters and the reach that the reader has now."""
    grants = [
        [grant.role.value, list(grant.prefixes), list(grant.stations)]
        for grant in by.grants
        if may(grant.role, Action.STAFF_EXPORT)
    ]
    return enqueue(TASK, by=by, title="导出人员名册", scope_note=by.place_label, chosen=chosen, grants=grants)
