"""Attendance and learning of a year, as an appraisal reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.credentials.queries.learning import hours_between
from liangzhan.staff.models import AppraisalCard
from liangzhan.staff.queries.attendance_year import AttendanceYear, year_of
from liangzhan.staff.rules.appraisal import Days
from liangzhan.toolkit.parameters import Loaded
from liangzhan.toolkit.templating import number


@dataclass(frozen=True)
class AttendanceOfYear:
    """A worker's year as attendance knows it: what counts for points, and all of it in words."""

    days: Days
    words: str


def attendance_of(worker_ids: Sequence[int], year: int, settings: Loaded) -> dict[int, AttendanceOfYear]:
    """{worker id: the year, over all stations of the worker}; who was never due (part-timers) is absent."""
    return {pk: _attended(one) for pk, one in year_of(worker_ids, year, settings).items() if one.days_due}


def _attended(one: AttendanceYear) -> AttendanceOfYear:
    parts = [
        f"应出勤 {one.days_due} 天",
        f"出勤 {number(one.present)} 天",
        *(f"{word} {number(count)} {unit}" for word, count, unit in (
            ("旷工", one.absent, "天"), ("迟到", one.late, "次"), ("早退", one.early, "次"), ("请假", one.leave_days, "天"),
            ("培训", one.training_days, "天"),
        ) if count),
        *([f"外勤 {one.field_minutes // 60} 小时"] if one.field_minutes >= 60 else []),
    ]  # fmt: skip
    return AttendanceOfYear(Days(one.days_due, one.absent, one.late, one.early), "，".join(parts))


def hours_of(cards: Sequence[AppraisalCard]) -> dict[int, Decimal]:
    """{card id: hours of continuing education within the days of the card}, 0 for who has none."""
    spans = {card.worker.person_id: (card.from_on, card.to_on) for card in cards}
    hours = hours_between(spans)
    return {card.pk: hours[card.worker.person_id] for card in cards}
