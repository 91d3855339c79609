"""A month as a table of words and signs: one shape for the page, the print and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from liangzhan.staff.choices.attendance import DayStatus
from liangzhan.staff.models import MonthLine
from liangzhan.staff.queries.attendance_facts import hours_of_minutes
from liangzhan.staff.queries.month import Month, WorkerMonth
from liangzhan.staff.rules.attendance import AttendanceDay
from liangzhan.staff.rules.month import FrozenDay, unpack_days

SIGNS = {
    DayStatus.NORMAL: "√",
    DayStatus.LATE: "迟",
    DayStatus.EARLY: "早",
    DayStatus.ABSENT: "旷",
    DayStatus.LEAVE: "假",
    DayStatus.FIELD: "外",
    DayStatus.TRIP: "差",
    DayStatus.TRAINING: "训",
    DayStatus.HOLIDAY: "",
    DayStatus.PENDING: "·",
    DayStatus.AWAITED: "待",
    DayStatus.UNKEPT: "未",
}
TONES = {
    DayStatus.NORMAL: "met",
    DayStatus.FIELD: "met",
    DayStatus.TRIP: "met",
    DayStatus.TRAINING: "met",
    DayStatus.LATE: "wait",
    DayStatus.EARLY: "wait",
    DayStatus.ABSENT: "miss",
}
HALF_SIGN = "½"
MISSED_SIGN, MISSED = "缺", "未签到"  # what becomes 旷工 when the month is confirmed, not before


@dataclass(frozen=True)
class Cell:
    """One day of one worker: a sign for the grid, words for a reader, a tone."""

    sign: str
    word: str
    tone: str


@dataclass(frozen=True)
class Row:
    """One worker: days in order, sums by name; hours with one place."""

    worker_id: int
    name: str
    part_time: bool
    cells: list[Cell]
    sums: dict[str, Any]


def cell_of(one: AttendanceDay | FrozenDay | None, *, confirmed: bool = False) -> Cell:
    """How a day is shown; outside the post: a slash. 旷工 is said of a confirmed month only, or where a paper says it."""
    if one is None:
        return Cell("/", "不在岗", "none")
    sign, word = SIGNS[one.status], str(one.status.label)
    if one.status == DayStatus.ABSENT and not (confirmed or isinstance(one, FrozenDay) or one.said):
        sign, word = MISSED_SIGN, MISSED
    away = one.away if isinstance(one, FrozenDay) else one.leave + one.trip
    half = away == Decimal("0.5") and one.status not in (DayStatus.LEAVE, DayStatus.TRIP)
    tone = "wait" if word == MISSED else TONES.get(one.status, "none")
    return Cell(sign + (HALF_SIGN if half else ""), word + ("，请假半天" if half else ""), tone)


def live_rows(month: Month) -> list[Row]:
    """The month as it reads now."""
    return [_live(row) for row in month.rows]


def _live(row: WorkerMonth) -> Row:
    sums = _sums(row.totals, None)
    return Row(row.worker.pk, row.worker.display_name, row.part_time, [cell_of(day) for day in row.days], sums)


def frozen_rows(lines: Iterable[MonthLine]) -> list[Row]:
    """The month as it was confirmed."""
    return [
        Row(
            line.worker_id,
            line.label,
            line.part_time,
            [cell_of(day) for day in unpack_days(line.days)],
            _sums(line, line.declared_minutes),
        )
        for line in lines
    ]


def _sums(held: Any, declared: int | None) -> dict[str, Any]:
    names = ("days_due", "present", "late", "early", "absent", "leave_days", "trip_days", "training_days")
    hours = hours_of_minutes(held.minutes if declared is None else declared)
    return {
        **{name: plain(getattr(held, name)) for name in names},
        "field_hours": hours_of_minutes(held.field_minutes),
        "hours": hours,
    }


def plain(value: Any) -> Any:
    """1.0 → 1, 0.5 stays."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else value


SUM_TITLES = (
    ("days_due", "应到"),
    ("present", "出勤"),
    ("late", "迟到"),
    ("early", "早退"),
    ("absent", "旷工"),
    ("leave_days", "请假"),
    ("trip_days", "出差"),
    ("training_days", "培训"),
    ("field_hours", "外勤"),
    ("hours", "工时"),
)
LEGEND = (
    "；".join(f"{sign} {status.label}" for status, sign in SIGNS.items() if sign)
    + f"；{MISSED_SIGN} {MISSED}（确认后为旷工）；{HALF_SIGN} 另有半天请假；/ 不在岗；空白 休息"
)


def sum_titles(*, confirmed: bool) -> list[tuple[str, str]]:
    """Names and titles of the sums: what a confirmed month calls 旷工 is 未签到 before."""
    return [(name, MISSED if name == "absent" and not confirmed else title) for name, title in SUM_TITLES]


def day_titles(days: Iterable[dt.date]) -> list[tuple[int, str]]:
    """(number, weekday in one character) of each day."""
    return [(day.day, "一二三四五六日"[day.weekday()]) for day in days]
