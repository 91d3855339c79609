"""Settings of hours: dated, by area, never constants (domain.md 6.7; Order 67 §11)."""

from __future__ import annotations

import datetime as dt

from liangzhan.toolkit.parameters import Loaded, declare, load, values_of
from liangzhan.volunteers.rules.hours import Limits

MARGIN = "checkin.out.minutes"  # of `occasions`: how long after the end one may check out
_LIMITS = {
    "day_minutes": ("hours.day.minutes", 720, "志愿服务一天最多记录多少分钟", "分钟"),
    "warn_day_minutes": ("hours.day.warn", 480, "志愿服务一天超过多少分钟要核对", "分钟"),
    "warn_month_minutes": ("hours.month.warn", 3600, "志愿服务一个月超过多少分钟要核对", "分钟"),
    "device_persons": ("hours.device.persons", 3, "同一台设备最多为几人签到", "人"),
    "late_workdays": ("hours.record.workdays", 10, "活动结束后几个工作日内记录时长", "个工作日"),
}


def declare_hours() -> None:
    """Called once when the platform starts."""
    for key, default, label, unit in _LIMITS.values():
        declare(key, default, label, "D", unit)


def limits_at(on: dt.date, division_code: str = "") -> Limits:
    """The limits of a place on a day. One query."""
    keys = {name: key for name, (key, *_) in _LIMITS.items()}
    found = values_of(keys.values(), on=on, division_code=division_code)
    return Limits(**{name: int(found[key]) for name, key in keys.items()})


def load_limits() -> Loaded:
    """What `limits_of` reads: one query for a batch of many days and places."""
    return load([MARGIN, *(key for key, *_ in _LIMITS.values())])


def limits_of(loaded: Loaded, on: dt.date, division_code: str) -> tuple[Limits, int]:
    """The same as `limits_at` without a query, and how many minutes a stay may reach beyond its activity."""

    def at(key: str) -> int:
        return int(loaded.value_of(key, on=on, division_code=division_code))

    return Limits(**{name: at(key) for name, (key, *_) in _LIMITS.items()}), at(MARGIN)
