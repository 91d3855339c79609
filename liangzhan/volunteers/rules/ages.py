"""Age gates of volunteering (domain.md 6.5; 民法典 §19–20, PIPL §31, 志愿服务条例 §15). Pure: the limits are an argument."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localtime

from liangzhan.people.rules.identity import age_on
from liangzhan.volunteers.choices import RiskLevel


@dataclass(frozen=True)
class Gates:
    """Settings of a place on a day [D]: years, hours of the night, hours a day of a minor."""

    adult: int = 18
    accompanied_under: int = 14
    alone_from: int = 8
    night_from: int = 22
    night_until: int = 6
    day_hours: int = 4


def age_gate(
    born_on: dt.date | None,
    on: dt.date,
    risk_level: str,
    starts_at: dt.datetime | None,
    ends_at: dt.datetime | None,
    guardian_agreed: bool,
    guardian_present: bool,
    gates: Gates | None = None,
) -> str:
    """Why somebody of this age may not serve there, in a sentence, or "". An unknown birth date blocks where risk is HIGH."""
    limits = gates or Gates()
    if born_on is None:
        return "没有登记出生日期，不能参加风险高的活动。" if risk_level == RiskLevel.HIGH else ""
    age = age_on(born_on, on)
    if age >= limits.adult:
        return ""
    return _minor(age, risk_level, guardian_agreed, guardian_present, limits) or _hours(starts_at, ends_at, limits)


def _minor(age: int, risk: str, agreed: bool, present: bool, limits: Gates) -> str:
    if risk == RiskLevel.HIGH:
        return f"未满 {limits.adult} 周岁的，不能参加风险高的活动。"
    if age < limits.alone_from and not present:
        return f"未满 {limits.alone_from} 周岁的，要有监护人陪同。"
    if age < limits.accompanied_under and not (agreed and present):
        return f"未满 {limits.accompanied_under} 周岁的，要有监护人同意并陪同。"
    if risk == RiskLevel.MEDIUM and not agreed:
        return f"未满 {limits.adult} 周岁的，参加这次活动要有监护人同意。"
    return ""


def _hours(starts_at: dt.datetime | None, ends_at: dt.datetime | None, limits: Gates) -> str:
    """No nights, and no more than some hours a day."""
    if starts_at is None or ends_at is None:
        return ""
    if ends_at - starts_at > dt.timedelta(hours=limits.day_hours):
        return f"未满 {limits.adult} 周岁的，一天服务不超过 {limits.day_hours} 小时。"
    if _touches_night(localtime(starts_at), localtime(ends_at), limits):
        return f"未满 {limits.adult} 周岁的，不参加 {limits.night_from} 时至次日 {limits.night_until} 时的活动。"
    return ""


def _touches_night(start: dt.datetime, end: dt.datetime, limits: Gates) -> bool:
    night = start.replace(hour=limits.night_from, minute=0, second=0, microsecond=0)
    morning = start.replace(hour=limits.night_until, minute=0, second=0, microsecond=0)
    return start < morning or end > night
