"""Taking lists of this room away as a workbook is a deed as well."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedEvent


@recorded(NeedEvent.EXPORTED, keep=["filters", "rows", "what"])
def note_export(*, filters: dict[str, str], rows: int, by: Actor, what: str = "needs") -> None:
    """Somebody exported so many rows, filtered like this."""
