"""C-06: how far the objectives have come, and what changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.models import Case, Review
from liangzhan.casework.opened import begin, sent_before
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.rules.papers import day_problem, progress_problems
from liangzhan.casework.scoring import write_scores
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.REVIEWED, keep=["on", "moment"])
def save_review(
    *,
    case: Case,
    on: dt.date,
    progress: Mapping[str, int | None],
    findings: str,
    by: Actor,
    plan_changes: str = "",
    moment: str = "",
    scores: Sequence[int | None] = (),
    form_key: UUID | None = None,
) -> Review:
    """Keep a stage review: progress of every objective of the plan in force, findings, and the scale where it was taken
    (`moment` STAGE or POST). Raises RuleBroken naming the field."""
    case, now = begin(case, "review")
    if found := sent_before(Review, form_key, case=case):
        return found
    if now.planned_on is None:
        raise RuleBroken("还没有服务对象同意的计划，请先商定计划。")
    if problem := day_problem(on, earliest=case.opened_on, today=today()):
        raise RuleBroken(problem, field="on")
    if not findings.strip():
        raise RuleBroken("请写明评估发现。", field="findings")
    row = Review.objects.create(
        case=case,
        on=on,
        progress=_progress(case, progress),
        findings=findings.strip(),
        plan_changes=plan_changes.strip(),
        form_key=form_key,
        saved_by=by,
    )
    if any(one is not None for one in scores):
        write_scores(case, moment=moment, scores=scores, on=on, by=by)
    return row


def _progress(case: Case, told: Mapping[str, int | None]) -> dict[str, int | None]:
    """The progress of the objectives of the plan in force; others that were sent are left out."""
    known = [str(one.uuid) for one in objectives_in_force(case)]
    for one, sentence in progress_problems({key: told.get(key) for key in known}, known).items():
        raise RuleBroken(sentence, field=f"progress_{known.index(one) + 1}")
    return {one: told[one] for one in known}
