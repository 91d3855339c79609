"""Attendance and learning of a year, as an appraisal reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.credentials.queries.learning import hours_between
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
    spans = {card.worker.person_id: (card.from_on, card.to_on) for card in cards}
    hours = hours_between(spans)
    return {card.pk: hours[card.worker.person_id] for card in cards}
