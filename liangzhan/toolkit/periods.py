"""Days and workdays. Workdays follow the real Chinese calendar with 调休 where it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import chinese_calendar
from django.utils import timezone

_ACTING_ON: ContextVar[dt.date | None] = ContextVar("acting_on", default=None)


def today() -> dt.date:
    """The date in Asia/Shanghai."""
    return _ACTING_ON.get() or timezone.localdate()


def moment() -> dt.datetime:
    """The moment a deed is written down with: now; ten in the morning of the day that `acting_on` names."""
    day = _ACTING_ON.get()
    return timezone.now() if day is None else timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


@contextmanager
def acting_on(day: dt.date) -> Iterator[None]:
    """Let `today()` be another day inside: how the demo province builds its past through the services. Nobody else may."""
    token = _ACTING_ON.set(day)
    try:
        yield
    finally:
        _ACTING_ON.reset(token)


def is_workday(day: dt.date) -> bool:
    """A working day by the published calendar; Monday to Friday in years that are not published yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def is_public_holiday(day: dt.date) -> bool:
    """A free day that has a name in the published calendar (a plain weekend has none); False in unpublished years."""
    try:
        free, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return False
    return bool(free and name)


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later (earlier when negative); 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


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
