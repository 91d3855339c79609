"""Settings of certificates and stars: dated, by area, never constants (domain.md 6.2, 6.7)."""

from __future__ import annotations

import datetime as dt

from liangzhan.toolkit.parameters import Loaded, declare, load
from liangzhan.volunteers.rules.stars import Ladder

HOURS, QUALITY, WORKDAYS = "star.hours", "star.quality", "star.public.workdays"


def declare_certificates() -> None:
    """Called once when the platform starts."""
    declare(HOURS, [100, 300, 600, 1000, 1500], "星级志愿者：一星、二星……各满多少小时", "S", "小时")
    declare(QUALITY, 4, "星级志愿者：平均服务质量评价至少几分（1–5）", "S", "分")
    declare(WORKDAYS, 5, "星级志愿者：公示几个工作日", "S", "个工作日")


def load_ladders() -> Loaded:
    """The settings of every place, in one query."""
    return load((HOURS, QUALITY, WORKDAYS))


def ladder_of(loaded: Loaded, on: dt.date, division_code: str) -> Ladder:
    """The ladder of a place on a day, out of what was loaded."""
    hours, quality, workdays = (
        loaded.value_of(key, on=on, division_code=division_code) for key in (HOURS, QUALITY, WORKDAYS)
    )
    return Ladder(tuple(int(one) for one in hours), float(quality), int(workdays))


def ladder_at(on: dt.date, division_code: str = "") -> Ladder:
    """The same of one place."""
    return ladder_of(load_ladders(), on, division_code)
