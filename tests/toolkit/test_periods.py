"""Days and workdays of the Chinese calendar."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.toolkit.periods import (
    acting_on,
    add_workdays,
    is_public_holiday,
    is_workday,
    moment,
    today,
    workdays_between,
)

D = dt.date
# 2020: 国庆 and 中秋 1–8 October; Sunday 27 September and Saturday 10 October are worked in exchange.


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2020, 9, 27), True),
        (D(2020, 9, 30), True),
        (D(2020, 10, 1), False),
        (D(2020, 10, 8), False),
        (D(2020, 10, 10), True),
        (D(2020, 10, 11), False),
        (D(2090, 10, 2), True),  # a Monday of a year not published: the week decides
        (D(2090, 10, 1), False),  # its Sunday
    ],
)
def test_is_workday(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (D(2020, 9, 30), 0, D(2020, 9, 30)),
        (D(2020, 9, 30), 1, D(2020, 10, 9)),
        (D(2020, 9, 30), 2, D(2020, 10, 10)),
        (D(2020, 9, 30), 3, D(2020, 10, 12)),
        (D(2020, 10, 3), 1, D(2020, 10, 9)),
    ],
)
def test_add_workdays(day, count, end):
    assert add_workdays(day, count) == end


@given(start=st.dates(D(2019, 1, 1), D(2024, 12, 31)), count=st.integers(1, 40))
def test_counting_undoes_adding(start, count):
    end = add_workdays(start, count)
    assert (workdays_between(start, end), is_workday(end)) == (count, True)


def test_nothing_between_backwards():
    assert [workdays_between(D(2020, 9, 30), day) for day in (D(2020, 9, 30), D(2020, 9, 1))] == [0, 0]


@pytest.mark.parametrize(("hour", "day"), [(15, D(2020, 10, 31)), (16, D(2020, 11, 1))])
def test_today_is_that_of_shanghai(monkeypatch, hour, day):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2020, 10, 31, hour, tzinfo=dt.UTC))
    assert today() == day


def test_a_deed_of_the_demo_is_dated_with_its_day(monkeypatch):
    now = dt.datetime(2020, 11, 3, 9, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert moment() == now
    with acting_on(D(2020, 10, 27)):
        assert (today(), moment()) == (D(2020, 10, 27), dt.datetime(2020, 10, 27, 2, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (dt.date(2020, 10, 1), True),
        (dt.date(2020, 10, 3), True),  # a Saturday within the holiday
        (dt.date(2020, 9, 27), False),  # a Sunday moved to work
        (dt.date(2020, 9, 26), False),  # a plain Saturday
        (dt.date(2020, 9, 25), False),
        (dt.date(2090, 10, 1), False),  # not published
    ],
)
def test_a_public_holiday_has_a_name(day, named):
    assert is_public_holiday(day) is named
