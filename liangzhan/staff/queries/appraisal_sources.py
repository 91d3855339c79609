"""Attendance and learning of a year, as an appraisal reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from liangzhan.credentials.choices import LearningState
from liangzhan.credentials.models import Learning
from liangzhan.staff.models import AppraisalCard
from liangzhan.staff.rules.appraisal import Days


@dataclass(frozen=True)
class AttendanceOfYear:
    """A worker's year as attendance knows it: what counts for points, and all of it in words."""

    days: Days
    words: str


def attendance_of(worker_ids: Sequence[int], year: int) -> dict[int, AttendanceOfYear]:
    """{worker id: the year}; who did not clock (part-timers) is absent."""
    return {}


def hours_of(cards: Sequence[AppraisalCard]) -> dict[int, Decimal]:
    """{card id: hours of continuing education within the days of the card}, 0 for who has none."""
    found = {}
    for card in cards:
        rows = Learning.objects.filter(
            person_id=card.worker.person_id,
            state=LearningState.COUNTED,
            completed_on__gte=card.from_on,
            completed_on__lte=card.to_on,
        )
        found[card.pk] = rows.aggregate(n=Sum("hours"))["n"] or Decimal(0)
    return found
