"""Who took records of hours away, and how many."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.volunteers.choices import VolunteerEvent


@recorded(VolunteerEvent.HOURS_EXPORTED, keep=["rows"])
def note_hours_export(*, rows: int, by: Actor) -> None:
    """Records of hours left the platform as a workbook of so many rows."""
