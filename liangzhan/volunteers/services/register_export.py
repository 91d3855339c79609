"""Who took the register away, and how many rows."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.volunteers.choices import VolunteerEvent


@recorded(VolunteerEvent.EXPORTED, keep=["rows"])
def note_register_export(*, rows: int, by: Actor) -> None:
    """The register left the platform as a workbook of so many rows."""
