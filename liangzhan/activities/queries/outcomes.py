"""What groups and activities brought, for reports above: numbers from the ledger, satisfaction from the ratings (I25)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.activities.models import RatingSheet
from liangzhan.activities.rules.activity_ratings import Satisfaction, added, satisfaction_of
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.queries.figures import Asked, figure

NUMBERS = tuple(f"{way}_{score}" for way in ("online", "paper") for score in range(1, 6))


@dataclass(frozen=True)
class Outcomes:
    """Groups opened, sessions, 人次 of groups; activities, 人次 of activities; satisfaction (None below ten answers)."""

    groups: int
    sessions: int
    group_attendances: int
    activities: int
    activity_attendances: int
    satisfaction: Satisfaction


def outcomes_of(
    scope: Scope,
    *,
    prefixes: tuple[str, ...],
    start: dt.date,
    end: dt.date,
    action: Action = Action.ACTIVITY_VIEW,
) -> Outcomes:
    """Of an area (code prefixes) and a period, both ends included, within the reader's scope."""

    def counted(kind: EntryKind) -> int:
        asked = Asked(prefixes=prefixes, start=start, end=end, kinds=(kind.value,))
        return figure(asked, scope=scope, action=action).entries

    def times(kind: EntryKind) -> int:
        asked = Asked(prefixes=prefixes, start=start, end=end, kinds=(kind.value,))
        return figure(asked, scope=scope, action=action).times

    return Outcomes(
        groups=counted(EntryKind.GROUP_OPENED),
        sessions=counted(EntryKind.GROUP_SESSION),
        group_attendances=times(EntryKind.GROUP_ATTENDANCE),
        activities=counted(EntryKind.ACTIVITY_HELD),
        activity_attendances=times(EntryKind.ACTIVITY_ATTENDANCE),
        satisfaction=satisfaction_within(scope, prefixes=prefixes, start=start, end=end, action=action),
    )


def satisfaction_within(
    scope: Scope,
    *,
    prefixes: tuple[str, ...],
    start: dt.date,
    end: dt.date,
    action: Action = Action.ACTIVITY_VIEW,
) -> Satisfaction:
    """Mean, n and share of 4 and 5 over everything rated in the period; sums are added, never means."""
    where = Q(pk__in=[])
    for prefix in prefixes:
        where |= code_range("division_code", prefix) if prefix else Q()
    return satisfaction_of(rating_counts(scope, where, start=start, end=end, action=action))


def rating_counts(
    scope: Scope, where: Q, *, start: dt.date, end: dt.date, action: Action = Action.ACTIVITY_VIEW
) -> dict[int, int]:
    """{score 1–5: how many gave it} on the rating sheets that meet the condition; what levels above add up. One query."""
    rows = RatingSheet.objects.within(scope, action).filter(where, held_on__gte=start, held_on__lte=end)
    return added(
        {score: row[f"online_{score}"] + row[f"paper_{score}"] for score in range(1, 6)}
        for row in rows.order_by().values(*NUMBERS)
    )
