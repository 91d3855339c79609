"""Leave by half days, months, corrections (2.6.1)."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.attendance import DayStatus
from liangzhan.staff.choices.leave import DayHalf, LeaveState
from liangzhan.staff.rules.attendance import AttendanceDay
from liangzhan.staff.rules.field_time import SHANGHAI, field_time_problem, shown_to
from liangzhan.staff.rules.leave import (
    decider_problem,
    end_problem,
    halves_on,
    may_withdraw,
    order_problem,
    overlap,
    workdays_of,
)
from liangzhan.staff.rules.month import (
    closing_problem,
    correction_decider_problem,
    correction_problem,
    hours_problem,
    month_end,
    next_month,
    pack_days,
    previous_month,
    second_problem,
    unpack_days,
)

AM, PM = DayHalf.MORNING, DayHalf.AFTERNOON
D = dt.date
MON, TUE, WED = D(2020, 6, 1), D(2020, 6, 2), D(2020, 6, 3)
ME, YOU, THEM = (uuid.UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("day", "first", "last", "halves"),
    [
        (MON, (MON, AM), (MON, PM), {AM, PM}),
        (MON, (MON, PM), (TUE, AM), {PM}),
        (TUE, (MON, PM), (TUE, AM), {AM}),
        (TUE, (MON, PM), (WED, AM), {AM, PM}),
        (WED, (MON, AM), (TUE, PM), set()),
        (MON, (TUE, AM), (WED, PM), set()),
    ],
)
def test_halves_on(day, first, last, halves):
    assert halves_on(day, first, last) == halves


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        (((MON, AM), (MON, AM)), ((MON, PM), (MON, PM)), False),
        (((MON, AM), (MON, PM)), ((MON, PM), (TUE, PM)), True),
        (((MON, AM), (WED, PM)), ((TUE, AM), (TUE, AM)), True),
        (((MON, AM), (TUE, AM)), ((TUE, PM), (WED, PM)), False),
    ],
)
def test_overlap_is_of_half_days(a, b, answer):
    assert overlap(a, b) is answer and overlap(b, a) is answer


HALF_DAYS = st.tuples(st.dates(D(2020, 1, 1), D(2020, 1, 9)), st.sampled_from(list(DayHalf)))


@given(HALF_DAYS, HALF_DAYS, HALF_DAYS, HALF_DAYS)
def test_overlap_means_a_shared_half(a, b, c, d):
    if order_problem(a, b) or order_problem(c, d):
        return
    days = [D(2020, 1, n) for n in range(1, 10)]
    shared = any(halves_on(day, a, b) & halves_on(day, c, d) for day in days)
    assert overlap((a, b), (c, d)) is shared


def test_order():
    assert order_problem((MON, PM), (MON, AM)) == "结束不能早于开始。"
    assert order_problem((TUE, AM), (MON, PM))
    assert not order_problem((MON, AM), (MON, AM))
    assert not order_problem((MON, AM), (MON + dt.timedelta(366), PM))
    assert "一年" in order_problem((MON, AM), (MON + dt.timedelta(367), PM))


def test_workdays_by_halves():
    works = {MON, TUE, WED}.__contains__
    assert workdays_of((MON, AM), (WED, PM), works) == 3
    assert workdays_of((MON, PM), (WED, AM), works) == 2
    assert workdays_of((MON, PM), (MON, PM), works) == Decimal("0.5")
    assert workdays_of((D(2020, 5, 30), AM), (MON, AM), works) == Decimal("0.5")
    assert workdays_of((D(2020, 5, 30), AM), (D(2020, 5, 31), PM), works) == 0


@pytest.mark.parametrize(
    ("state", "today", "answer"),
    [
        (LeaveState.WAITING, WED, True),
        (LeaveState.APPROVED, MON, True),
        (LeaveState.APPROVED, TUE, False),
        (LeaveState.REFUSED, MON, False),
        (LeaveState.WITHDRAWN, MON, False),
    ],
)
def test_may_withdraw(state, today, answer):
    assert may_withdraw(state, TUE, today) is answer


def test_ending_early():
    assert not end_problem((MON, AM), (WED, PM), (MON, AM))
    assert not end_problem((MON, AM), (WED, PM), (WED, AM))
    assert "早于请假开始" in end_problem((MON, PM), (WED, PM), (MON, AM))
    assert "早于原定" in end_problem((MON, AM), (WED, PM), (WED, PM))


def test_nobody_decides_about_himself():
    assert decider_problem(decider_person=ME, worker_person=ME)
    assert not decider_problem(decider_person=YOU, worker_person=ME)
    assert not decider_problem(decider_person=None, worker_person=ME)


@pytest.mark.parametrize(
    ("decider", "person", "wrong"),
    [(YOU, None, False), (YOU, THEM, False), (YOU, ME, True), (ME, None, True), (ME, THEM, True)],
)
def test_a_correction_takes_two(decider, person, wrong):
    assert (
        bool(correction_decider_problem(decider=decider, decider_person=person, asked_by=ME, worker_person=ME)) is wrong
    )


def test_months():
    assert month_end(D(2020, 2, 1)) == D(2020, 2, 29)
    assert next_month(D(2020, 12, 31)) == D(2021, 1, 1)
    assert previous_month(D(2020, 1, 1)) == D(2019, 12, 1)


@pytest.mark.parametrize(
    ("today", "opened", "wrong"),
    [
        (D(2020, 6, 30), None, True),
        (D(2020, 7, 1), None, False),
        (D(2020, 7, 1), D(2020, 6, 30), False),
        (D(2020, 7, 1), D(2020, 7, 1), True),
    ],
)
def test_a_month_is_confirmed_when_over(today, opened, wrong):
    assert bool(closing_problem(D(2020, 6, 1), today=today, opened_on=opened)) is wrong


def test_declared_hours():
    assert not hours_problem(0, 0) and not hours_problem(2880, 2)
    assert hours_problem(2881, 2) and hours_problem(-1, 2)


def test_the_second_look():
    assert second_problem(second=ME, second_person=None, confirmed_by=ME, workers=[])
    assert second_problem(second=YOU, second_person=THEM, confirmed_by=ME, workers=[THEM])
    assert not second_problem(second=YOU, second_person=ME, confirmed_by=ME, workers=[THEM])
    assert not second_problem(second=YOU, second_person=None, confirmed_by=ME, workers=[THEM])


@pytest.mark.parametrize(
    ("day", "status", "times", "reason", "wrong"),
    [
        (MON, DayStatus.NORMAL, True, "手机没电", False),
        (TUE, DayStatus.ABSENT, False, "核对", False),
        (WED, DayStatus.NORMAL, False, "手机没电", True),
        (MON, DayStatus.NORMAL, False, "  ", True),
        (MON, DayStatus.ABSENT, True, "核对", True),
        (MON, DayStatus.LEAVE, True, "核对", True),
        (MON, DayStatus.HOLIDAY, True, "核对", True),
    ],
)
def test_corrections(day, status, times, reason, wrong):
    assert bool(correction_problem(day=day, today=TUE, status=status, spans_given=times, reason=reason)) is wrong


def test_days_are_packed_and_unpacked():
    days = [AttendanceDay(MON, DayStatus.LATE, minutes=400, leave=Decimal("0.5")), None]
    found = unpack_days(pack_days(days))
    assert [(one.status, one.minutes, one.away) if one else None for one in found] == [
        (DayStatus.LATE, 400, Decimal("0.5")),
        None,
    ]


def at(day, hour, minute=0):
    return dt.datetime(2020, 6, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        (at(1, 9), at(1, 10), False),
        (at(1, 9), at(1, 9), True),
        (at(1, 9), at(1, 8), True),
        (at(1, 23), at(2, 0), False),
        (at(1, 23), at(2, 0, 1), True),
        (at(2, 9), at(2, 10, 5), False),
        (at(2, 9), at(2, 10, 6), True),
    ],
)
def test_time_outside(starts, ends, wrong):
    assert bool(field_time_problem(starts, ends, now=at(2, 10))) is wrong


def test_sealed_time_is_the_own_only():
    assert [shown_to(sealed=s, own=o) for s, o in ((0, 0), (0, 1), (1, 0), (1, 1))] == [True, True, False, True]
