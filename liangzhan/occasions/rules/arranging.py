"""When an occasion may be arranged, changed, cancelled and closed."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from liangzhan.occasions.choices import OccasionState
from liangzhan.toolkit.transitions import Table

ZONE = ZoneInfo("Asia/Shanghai")
ONE_DAY = dt.timedelta(hours=24)
MOST_DAYS = 31
MOST_RADIUS_M = 5000
# A closed roll can be opened again (with a reason): mistakes are found afterwards.
STATES = Table(
    {
        OccasionState.PLANNED: (OccasionState.CANCELLED, OccasionState.CLOSED),
        OccasionState.CLOSED: (OccasionState.PLANNED,),
        OccasionState.CANCELLED: (),
    }
)

Part = tuple[dt.datetime, dt.datetime]


def parts_of(starts_at: dt.datetime, ends_at: dt.datetime) -> list[Part]:
    """The times in which one is there: one part up to 24 hours (a night duty too), else one a day by the clock.

    A training from Monday 09:00 to Wednesday 17:00 is three days from 09:00 to 17:00.
    """
    if ends_at - starts_at <= ONE_DAY:
        return [(starts_at, ends_at)]
    first, last = starts_at.astimezone(ZONE), ends_at.astimezone(ZONE)
    days = (first.date() + dt.timedelta(days=n) for n in range((last.date() - first.date()).days + 1))
    return [(dt.datetime.combine(day, first.time(), ZONE), dt.datetime.combine(day, last.time(), ZONE)) for day in days]


def time_problem(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """Can something last like this? The sentence, or ""."""
    if ends_at <= starts_at:
        return "结束时间要晚于开始时间。"
    if ends_at - starts_at <= ONE_DAY:
        return ""
    first, last = starts_at.astimezone(ZONE), ends_at.astimezone(ZONE)
    if (last.date() - first.date()).days >= MOST_DAYS:
        return f"一项日程最长 {MOST_DAYS} 天，请核对日期，或分成几项。"
    if last.time() <= first.time():
        return "跨多天的日程按每天的起止时刻签到，结束时刻要晚于开始时刻；请分成几项登记。"
    return ""


def place_problem(longitude: object, latitude: object, radius_m: int | None) -> str:
    """A radius needs a point, and a point both numbers."""
    if (longitude is None) != (latitude is None):
        return "经度和纬度要一起填写。"
    if radius_m is None:
        return ""
    if longitude is None:
        return "填写签到范围前，请先填写地点的经度和纬度。"
    if not 20 <= radius_m <= MOST_RADIUS_M:
        return f"签到范围应在 20 到 {MOST_RADIUS_M} 米之间。"
    return ""


def open_problem(state: str) -> str:
    """Is the roll still open? A cancelled or closed occasion takes nothing down any more."""
    if state == OccasionState.CANCELLED:
        return "这项日程已取消，不能签到或点名。"
    if state == OccasionState.CLOSED:
        return "这项日程的签到已确认。如需更正，请负责人先重新打开签到。"
    return ""


WEEKDAYS = "一二三四五六日"


def when_words(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """When, in words: 3月5日（周四）09:00—12:00; over several days 3月5日至3月7日，每天 09:00—17:00."""
    first, last = starts_at.astimezone(ZONE), ends_at.astimezone(ZONE)
    if ends_at - starts_at > ONE_DAY:
        return f"{day_words(first.date())}至{day_words(last.date())}，每天 {first:%H:%M}—{last:%H:%M}"
    beyond = "" if first.date() == last.date() else "次日 "
    return f"{day_words(first.date())}{first:%H:%M}—{beyond}{last:%H:%M}"


def day_words(day: dt.date) -> str:
    """3月5日（周四）."""
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"
