"""社会功能量表, before, during and after the service (clause 3.1.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, ScaleMoment
from liangzhan.casework.models import Case, ScaleScore
from liangzhan.casework.rules.papers import day_problem
from liangzhan.casework.rules.scale import packed, scores_problem
from liangzhan.casework.services.opened import begin, sent_before
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.SCALE, keep=["moment", "on"])
def save_scores(
    *, case: Case, moment: str, scores: Sequence[int | None], on: dt.date, by: Actor, form_key: UUID | None = None
) -> ScaleScore:
    """Keep the eight scores of one moment. Those before the service are taken once; later ones as often as needed.

    After a withdrawal the scores after the service may still be taken: they belong to the closing.
    """
    case, _ = begin(case, "closing" if moment == ScaleMoment.POST else "scale")
    if found := sent_before(ScaleScore, form_key, case=case):
        return found
    return write_scores(case, moment=moment, scores=scores, on=on, by=by, form_key=form_key)


def write_scores(
    case: Case, *, moment: str, scores: Sequence[int | None], on: dt.date, by: Actor, form_key: UUID | None = None
) -> ScaleScore:
    """For services of this room that hold the case already: check and keep."""
    if moment not in ScaleMoment.values:
        raise RuleBroken("请选择评分时点。", field="moment")
    if problem := scores_problem(scores):
        raise RuleBroken(problem, field="scores")
    if problem := day_problem(on, earliest=case.opened_on, today=today()):
        raise RuleBroken(problem, field="on")
    if moment == ScaleMoment.PRE and ScaleScore.objects.filter(case=case, moment=moment).exists():
        raise RuleBroken("服务前的评分已经有了；服务中再评的，请选“服务中”。", field="moment")
    given = [int(one) for one in scores if one is not None]
    return ScaleScore.objects.create(
        case=case, moment=moment, on=on, items=packed(given), total=sum(given), form_key=form_key, saved_by=by
    )
