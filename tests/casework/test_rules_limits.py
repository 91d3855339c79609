"""What is due when: workdays of the real calendar, and the same limits read backwards for lists."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.casework.rules.limits import Limits, due_of, latest_in_time, next_contact_of
from liangzhan.toolkit.periods import add_workdays
from tests.casework.test_rules_phases import ACCEPTED, AGREED, ASSESSED, CLOSED, NEW, PLANNED

L = Limits()
MONDAY = dt.date(2026, 3, 2)


def days(count):
    return dt.timedelta(days=count)


@pytest.mark.parametrize(
    ("one", "verb", "due_on"),
    [
        (NEW, "决定是否接案", dt.date(2026, 3, 5)),
        (ACCEPTED, "签订服务同意书", dt.date(2026, 3, 5)),
        (AGREED, "完成预估", dt.date(2026, 3, 16)),
        (ASSESSED, "商定计划", dt.date(2026, 3, 9)),
        (replace(PLANNED, looked_on=MONDAY), "再次评估", dt.date(2026, 5, 31)),
    ],
)
def test_each_phase_has_its_limit(one, verb, due_on):
    on_the_day = due_of(one, L, on=due_on)
    assert (on_the_day.verb, on_the_day.due_on, on_the_day.late) == (verb, due_on, False)
    assert due_of(one, L, on=due_on + days(1)).late


@pytest.mark.parametrize(
    "one", [CLOSED, replace(NEW, state="SUSPENDED"), replace(NEW, state="NOT_ACCEPTED"), replace(NEW, state="REFERRED")]
)
def test_nothing_is_due_of_a_case_that_is_not_worked_on(one):
    assert due_of(one, L, on=dt.date(2027, 1, 1)) is None


def test_a_plan_without_a_look_has_no_date():
    assert due_of(PLANNED, L, on=MONDAY) is None


def test_limits_are_settings():
    assert due_of(NEW, replace(L, intake_days=1), on=MONDAY).due_on == dt.date(2026, 3, 3)


def test_soon_means_three_days():
    one = due_of(NEW, L, on=MONDAY)
    assert one.soon(MONDAY + days(0))
    assert not due_of(AGREED, L, on=MONDAY).soon(MONDAY)
    assert due_of(NEW, L, on=MONDAY + days(30)).soon(MONDAY + days(30))


@pytest.mark.parametrize("count", [1, 3, 5, 10])
@pytest.mark.parametrize("on", [dt.date(2026, 3, 2), dt.date(2026, 3, 8), dt.date(2026, 10, 9), dt.date(2026, 2, 24)])
def test_the_limit_read_backwards_is_the_same(on, count):
    """A case that began on this day is in time, one that began the day before is late."""
    first = latest_in_time(on, count)
    assert add_workdays(first, count) >= on
    assert add_workdays(first - days(1), count) < on


def test_the_next_contact_waits_until_one_is_held():
    one = replace(PLANNED, next_on=dt.date(2026, 3, 10), last_on=dt.date(2026, 3, 3))
    assert next_contact_of(one, on=dt.date(2026, 3, 10)).late is False
    assert next_contact_of(one, on=dt.date(2026, 3, 11)).late is True
    assert next_contact_of(replace(one, last_on=dt.date(2026, 3, 10)), on=MONDAY) is None
    assert next_contact_of(replace(one, next_on=None), on=MONDAY) is None
    assert next_contact_of(replace(one, closed_on=MONDAY), on=MONDAY) is None
    assert next_contact_of(replace(one, state="REFERRED"), on=MONDAY) is None
    assert next_contact_of(replace(one, last_on=None), on=MONDAY).due_on == dt.date(2026, 3, 10)
