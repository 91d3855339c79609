"""Taking the list away is a deed as well."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent


@recorded(CaseEvent.EXPORTED, keep=["rows"])
def note_export(*, rows: int, by: Actor) -> None:
    """The list of cases was taken away as a workbook (case numbers, no names)."""
