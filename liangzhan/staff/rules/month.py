"""A station's month: what it may be confirmed on, how it is packed, who the second person is (clause 2.6.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from liangzhan.staff.choices.attendance import CorrectionState, DayStatus
from liangzhan.staff.rules.attendance import AttendanceDay
from liangzhan.toolkit.transitions import Table

CORRECTION = Table(
    {
        CorrectionState.WAITING: (CorrectionState.ACCEPTED, CorrectionState.REFUSED, CorrectionState.WITHDRAWN),
        CorrectionState.ACCEPTED: (),
        CorrectionState.REFUSED: (),
        CorrectionState.WITHDRAWN: (),
    }
)


def month_end(month_on: dt.date) -> dt.date:
    """The last day of the month."""
    return next_month(month_on) - dt.timedelta(days=1)


def next_month(month_on: dt.date) -> dt.date:
    """The first day of the month after."""
    return (month_on.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def previous_month(day: dt.date) -> dt.date:
    """The first day of the month before the day's."""
    return (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def closing_problem(month_on: dt.date, *, today: dt.date, opened_on: dt.date | None) -> str:
    """Why a month cannot be confirmed, or "": it must be over, and the station must have been there."""
    if month_end(month_on) >= today:
        return f"{month_on.year} 年 {month_on.month} 月还没有结束，结束后再确认。"
    if opened_on is not None and month_end(month_on) < opened_on:
        return "那时还没有人员在本站上岗。"
    return ""


def hours_problem(minutes: int, days: int) -> str:
    """Can a part-timer have worked this long in so many days of the month? "" when he can."""
    if minutes < 0:
        return "工时不能小于 0。"
    return f"工时超过了本月在岗 {days} 天的总时长，请核对。" if minutes > days * 1440 else ""


def second_problem(*, second: UUID, second_person: UUID | None, confirmed_by: UUID, workers: Iterable[UUID]) -> str:
    """The second look is by somebody else: neither who confirmed, nor anybody who stands on the sheet."""
    if second == confirmed_by or (second_person is not None and second_person in set(workers)):
        return "复核要由另外的人办理：两委、乡镇（街道）或督导。"
    return ""


def correction_problem(*, day: dt.date, today: dt.date, status: str, spans_given: bool, reason: str) -> str:
    """Why a correction cannot be asked, or "": a day to come is no mistake yet; without a reason nobody can judge."""
    if day > today:
        return "只能更正今天和以前的考勤；以后的日子请用请假或单日班次。"
    if not reason.strip():
        return "请写明更正的理由。"
    if spans_given and status in (DayStatus.ABSENT, DayStatus.LEAVE, DayStatus.HOLIDAY):
        return "旷工、请假和休息不填写上下班时间。"
    return ""


def correction_decider_problem(
    *, decider: UUID, decider_person: UUID | None, asked_by: UUID, worker_person: UUID
) -> str:
    """Two persons: neither who asked nor the worker concerned decides a correction."""
    if decider == asked_by:
        return "申请人不能审核自己提出的更正，请由两委、乡镇（街道）或督导审核。"
    if decider_person is not None and decider_person == worker_person:
        return "不能审核本人的考勤更正，请由两委、乡镇（街道）或督导审核。"
    return ""


@dataclass(frozen=True)
class FrozenDay:
    """One day as it stands on a confirmed sheet; `away` are days of leave or trip (0, 0.5, 1)."""

    status: DayStatus
    minutes: int
    away: Decimal


def pack_days(days: Sequence[AttendanceDay | None]) -> str:
    """The days of a month as one text: status:minutes:days away, "-" for a day outside the post."""
    return ",".join(f"{one.status}:{one.minutes}:{one.leave + one.trip}" if one else "-" for one in days)


def unpack_days(text: str) -> list[FrozenDay | None]:
    """What `pack_days` packed."""
    found: list[FrozenDay | None] = []
    for part in text.split(","):
        if part == "-":
            found.append(None)
        else:
            status, minutes, away = part.split(":")
            found.append(FrozenDay(DayStatus(status), int(minutes), Decimal(away)))
    return found
