"""How cases ended, for reports: I09 (goals), I13 (social functioning), satisfaction (I25)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from liangzhan.casework.choices import ScaleMoment
from liangzhan.casework.models import Closing, ScaleScore


@dataclass(frozen=True)
class Outcome:
    """One closed case. `pre` and `post` are totals of the scale (8–40); None where nothing was taken or asked."""

    station_id: int
    closed_on: dt.date
    formal: bool
    goal_percent: int | None
    pre: int | None
    post: int | None
    satisfaction: int | None


@dataclass(frozen=True)
class OutcomeSums:
    """Over many cases; sums and counts, so that a level above can add them up."""

    closed: int
    with_goals: int
    goal_sum: int
    with_scores: int
    improved: int
    asked: int
    satisfaction_sum: int


def outcomes(
    start: dt.date,
    end: dt.date,
    *,
    stations: Collection[int] | None = None,
    code_prefix: str = "",
    sealed: bool = False,
    where: Q | None = None,
) -> list[Outcome]:
    """Cases closed from `start` to `end` (both included) and not reopened since, of these stations or this area.

    `where` is a condition on the case (its `division_code`, `station_id` behind case__). Sealed cases are left out unless
    asked for, by whom a law entitles to them (domain.md 5.8). One query.
    """
    scores = ScaleScore.objects.filter(case=OuterRef("case"), moment=ScaleMoment.PRE)
    rows = Closing.objects.filter(approved_on__gte=start, approved_on__lte=end, voided_on__isnull=True)
    if not sealed:
        rows = rows.filter(case__sealed=False)
    if stations is not None:
        rows = rows.filter(case__station__in=list(stations))
    if code_prefix:
        rows = rows.filter(case__division_code__startswith=code_prefix)
    if where is not None:
        rows = rows.filter(where)
    rows = rows.annotate(pre=Subquery(scores.order_by("on", "id").values("total")[:1]))
    columns = ("case__station_id", "approved_on", "case__formal", "goal_percent", "pre", "score__total", "satisfaction")
    return [Outcome(*row) for row in rows.order_by("approved_on", "id").values_list(*columns)]


def sums_of(rows: Iterable[Outcome]) -> OutcomeSums:
    """Sums for the indicators: goal attainment is goal_sum / with_goals, improvement improved / with_scores."""
    found = list(rows)
    goals = [one.goal_percent for one in found if one.goal_percent is not None]
    pairs = [(one.pre, one.post) for one in found if one.pre is not None and one.post is not None]
    marks = [one.satisfaction for one in found if one.satisfaction is not None]
    return OutcomeSums(
        closed=len(found),
        with_goals=len(goals),
        goal_sum=sum(goals),
        with_scores=len(pairs),
        improved=sum(post > pre for pre, post in pairs),
        asked=len(marks),
        satisfaction_sum=sum(marks),
    )
