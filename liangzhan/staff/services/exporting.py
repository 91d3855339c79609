"""Taking people's data away as a workbook is a deed and leaves a record."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff.choices import AppraisalEvent, TalentEvent
from liangzhan.staff.models import AppraisalYear


@recorded(AppraisalEvent.EXPORTED, keep=["rows"])
def note_appraisal_export(*, appraisal: AppraisalYear, rows: int, by: Actor) -> AppraisalYear:
    """The appraisal of a station and year was taken away."""
    return appraisal


@recorded(TalentEvent.LISTS_EXPORTED, keep=["filters", "rows"])
def note_allowance_export(*, filters: str, rows: int, by: Actor) -> None:
    """Allowance lists were taken away."""


@recorded(TalentEvent.STATISTICS_EXPORTED, keep=["filters"])
def note_statistics_export(*, filters: str, by: Actor) -> None:
    """Statistics of talent were taken away."""
