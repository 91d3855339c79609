"""Settings of hours: dated, by area, never constants (domain.md 6.7; Order 67 §11)."""

from __future__ import annotations

import datetime as dt

from liangzhan.toolkit.parameters import Loaded, declare, load, values_of
from liangzhan.volunteers.rules.anomalies import Thresholds
from liangzhan.volunteers.rules.hours import Limits

MARGIN = "checkin.out.minutes"  # of `occasions`: how long after the end one may check out
_LIMITS = {
    "day_minutes": ("hours.day.minutes", 720, "志愿服务一天最多记录多少分钟", "分钟"),
    "warn_day_minutes": ("hours.day.warn", 480, "志愿服务一天超过多少分钟要核对", "分钟"),
    "warn_month_minutes": ("hours.month.warn", 3600, "志愿服务一个月超过多少分钟要核对", "分钟"),
    "device_persons": ("hours.device.persons", 3, "同一台设备最多为几人签到", "人"),
    "late_workdays": ("hours.record.workdays", 10, "活动结束后几个工作日内记录时长", "个工作日"),
}
# Where a pattern begins to be odd. Device and long day are the limits above: one number, one place.
_ODD = {
    "same_minutes_persons": (6, "几人各自签到而时间完全相同要核对", "人"),
    "speed_km_h": (60, "两次服务之间每小时走多少公里以上要核对", "公里"),
    "night_from": (22, "几点以后开始的服务要核对", "时"),
    "night_until": (5, "几点以前开始的服务要核对", "时"),
    "together_times": (5, "几个人单独一起出现几次要核对", "次"),
    "vouched_times": (6, "只有负责人一人的说法几次要核对", "次"),
    "vouched_persons": (20, "只有负责人一人的说法涉及几人要核对", "人"),
    "back_bundle": (8, "同一天补录几条要核对", "条"),
    "sudden_minutes": (1200, "短期内累计多少分钟要核对", "分钟"),
    "sudden_days": (14, "“短期内”是几天", "天"),
    "outside_times": (2, "同一活动几人在范围外签到要核对", "人"),
    "strangers": (3, "几人不在名单上而只有负责人说法要核对", "人"),
}
WINDOW = "hours.odd.window_days"


def declare_hours() -> None:
    """Called once when the platform starts."""
    for key, default, label, unit in _LIMITS.values():
        declare(key, default, label, "D", unit)
    for name, (default, label, unit) in _ODD.items():
        declare(_odd(name), default, f"异常核对：{label}", "D", unit)
    declare(WINDOW, 120, "异常核对：每夜回看多少天的记录", "D", "天")


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


def thresholds_at(on: dt.date, division_code: str = "") -> Thresholds:
    """Where patterns begin to be odd at a place on a day, in two queries."""
    found = values_of([_odd(name) for name in _ODD], on=on, division_code=division_code)
    limits = limits_at(on, division_code)
    return Thresholds(
        device_persons=limits.device_persons,
        long_day_minutes=limits.warn_day_minutes,
        **{name: int(found[_odd(name)]) for name in _ODD},
    )


def _odd(name: str) -> str:
    return f"hours.odd.{name}"
