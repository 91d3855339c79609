"""Taking visits away as a workbook is a deed as well."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import VisitEvent
from liangzhan.audit.services import recorded


@recorded(VisitEvent.EXPORTED, keep=["filters", "rows"])
def note_export(*, filters: dict[str, str], rows: int, by: Actor) -> None:
    """Somebody exported so many visits, filtered like this."""
