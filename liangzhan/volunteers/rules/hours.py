"""What counts as an hour of service and what does not (Order 67 §7, §11, §19; domain.md 6.7). Pure: days are passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

HELD = frozenset({"ONGOING", "ENDED", "CONFIRMING", "ARCHIVED"})
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Limits:
    """The numbers of domain.md 6.7 as they stand on the day: most minutes of a day; warnings; workdays to record."""

    day_minutes: int
    warn_day_minutes: int
    warn_month_minutes: int
    device_persons: int
    late_workdays: int


def service_minutes(starts_at: dt.datetime, ends_at: dt.datetime, break_minutes: int = 0) -> int:
    """Whole minutes = out − in − breaks, never below 0; travel is not part of it."""
    return max(0, int((ends_at - starts_at).total_seconds()) // 60 - break_minutes)


def hours_text(minutes: int) -> str:
    """Hours to 0.1, rounded down, of minutes that have been summed before: 95 → "1.5"."""
    tenths = minutes // 6
    return f"{tenths // 10}.{tenths % 10}"


def span_problem(starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, break_minutes: int = 0) -> str:
    """Why this stay cannot be a record, or "" (out before in, in the future, nothing left after the break)."""
    if ends_at <= starts_at:
        return "签退时间早于或等于签到时间，请核对两个时间。"
    if ends_at > now:
        return "结束时间还没有到，请在服务结束后再记录。"
    if service_minutes(starts_at, ends_at, break_minutes) == 0:
        return "扣除休息后不足一分钟，不能记录为服务时长。"
    return ""


def overlap_problem(span: Span, others: Iterable[Span]) -> str:
    """Why one person cannot have served at this time, or "": he was elsewhere. Touching spans do not overlap."""
    if any(span[0] < ends and starts < span[1] for starts, ends in others):
        return "这段时间与本人另一条服务记录重叠，一个人不能同时在两处服务。"
    return ""


def within_problem(span: Span, held: Span, margin_minutes: int) -> str:
    """Why a stay entered afterwards does not belong to an activity, or "": it begins or ends far outside of it."""
    margin = dt.timedelta(minutes=margin_minutes)
    if span[0] < held[0] - margin or span[1] > held[1] + margin:
        return "时间超出这项活动的时间，请核对活动和起止时间。"
    return ""


def day_problem(minutes: int, already: int, limits: Limits) -> str:
    """Why the day would be too long, or "". `already` minutes of the same person on the same day."""
    if minutes + already > limits.day_minutes:
        return f"本人当天的服务时长合计将超过 {limits.day_minutes // 60} 小时，请核对起止时间。"
    return ""


def registered_problem(served_on: dt.date, registered_on: dt.date | None) -> str:
    """Why a day cannot count, or "": service before the registration was confirmed."""
    if registered_on is None:
        return "本人还没有确认登记为志愿者，不能记录时长。"
    return "服务日期早于本人登记为志愿者的日期。" if served_on < registered_on else ""


@dataclass(frozen=True)
class Claim:
    """One stay that wants to be a record: in and out, its day, breaks, when the person registered (None: not yet)."""

    span: Span
    served_on: dt.date
    break_minutes: int
    registered_on: dt.date | None

    @property
    def minutes(self) -> int:
        return service_minutes(*self.span, self.break_minutes)


def claim_problem(
    claim: Claim, *, now: dt.datetime, others: Iterable[Span], already: int, limits: Limits
) -> tuple[str, str]:
    """(field, sentence) of the first rule that refuses this stay, or ("", ""): the same for one record and for thousands.

    `others` are the person's other stays (only near ones matter), `already` the minutes of the same day.
    """
    checks = (
        ("ends_at", lambda: span_problem(*claim.span, now, claim.break_minutes)),
        ("starts_at", lambda: registered_problem(claim.served_on, claim.registered_on)),
        ("starts_at", lambda: overlap_problem(claim.span, others)),
        ("ends_at", lambda: day_problem(claim.minutes, already, limits)),
    )
    return next(((name, problem) for name, check in checks if (problem := check())), ("", ""))


def activity_problem(state: str) -> str:
    """Why an activity in this state has no hours, or "": never approved, not begun, or cancelled."""
    return "" if state in HELD else "活动没有经过审核或没有开展，不能记录时长。"


def day_warning(minutes: int, limits: Limits) -> str:
    """What to look at in a day of so many minutes, or ""."""
    if minutes > limits.warn_day_minutes:
        return f"当天合计 {hours_text(minutes)} 小时，超过 {limits.warn_day_minutes // 60} 小时，请核对。"
    return ""


def month_warning(minutes: int, limits: Limits) -> str:
    """What to look at in a month of so many minutes, or ""."""
    if minutes > limits.warn_month_minutes:
        return f"当月合计 {hours_text(minutes)} 小时，超过 {limits.warn_month_minutes // 60} 小时，请核对。"
    return ""


def device_warning(persons: int, limits: Limits) -> str:
    """What to look at when one device checked in so many persons at one activity, or ""."""
    return f"同一台设备为 {persons} 人签到，请核对。" if persons > limits.device_persons else ""


def late_warning(workdays: int, limits: Limits) -> str:
    """What to look at when the record came so many workdays after the activity, or "" (Order 67 §11)."""
    if workdays > limits.late_workdays:
        return f"活动结束 {workdays} 个工作日后才记录，规定为 {limits.late_workdays} 个工作日内。"
    return ""
