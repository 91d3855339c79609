"""Days and workdays. Workdays follow the real Chinese calendar with 调休 where it is known."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
from django.utils import timezone


def today() -> dt.date:
    """The date in Asia/Shanghai."""
    return timezone.localdate()


def is_workday(day: dt.date) -> bool:
    """A working day by the published calendar; Monday to Friday in years that are not published yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_workdays(day: dt.date, count: int) -> dt.date:
    """The day `count` workdays after `day` (not counting `day` itself)."""
    while count > 0:
        day += dt.timedelta(days=1)
        if is_workday(day):
            count -= 1
    return day


def workdays_between(start: dt.date, end: dt.date) -> int:
    """Workdays after `start` up to and including `end`; 0 when end ≤ start."""
    days = (start + dt.timedelta(days=n) for n in range(1, max((end - start).days, 0) + 1))
    return sum(1 for day in days if is_workday(day))
