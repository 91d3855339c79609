"""The eight scores are checked and kept: for the services that hold the case already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.casework.choices import ScaleMoment
from liangzhan.casework.models import Case, ScaleScore
from liangzhan.casework.rules.papers import day_problem
from liangzhan.casework.rules.scale import packed, scores_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


def write_scores(
    case: Case, *, moment: str, scores: Sequence[int | None], on: dt.date, by: Actor, form_key: UUID | None = None
) -> ScaleScore:
    """Check and keep; raises RuleBroken naming the field."""
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
