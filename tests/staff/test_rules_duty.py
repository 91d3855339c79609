"""When a post is due (2.6.1): weeks, single days, 调休, spans of a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.attendance import DayKind
from liangzhan.staff.rules.duty import (
    DutyFacts,
    Week,
    breaks_of,
    expected_on,
    merged,
    minutes_of,
    span_problems,
    without,
)

MONDAY = dt.date(2020, 6, 1)
SATURDAY = dt.date(2020, 6, 6)
DESK = ((510, 720), (810, 1050))
OPENING = {day: DESK for day in range(1, 7)}  # open on Saturdays too
OWN = Week(MONDAY, None, {2: ((600, 900),), 6: ((540, 720),)})
STATION = Week(dt.date(2020, 1, 1), dt.date(2020, 6, 30), {1: ((480, 960),)})
POST = DutyFacts(dt.date(2020, 1, 1), opening=OPENING)
WORK, FREE, FEAST = DayKind.WORKDAY, DayKind.WEEKEND, DayKind.HOLIDAY


def post(**fields):
    return DutyFacts(**{"starts_on": dt.date(2020, 1, 1), "opening": OPENING, **fields})


@pytest.mark.parametrize(
    ("facts", "day", "kind", "spans"),
    [
        (post(), MONDAY, WORK, DESK),
        (post(), SATURDAY, FREE, ()),  # opening hours make nobody work on a weekend
        (post(), SATURDAY, WORK, DESK),  # 调休
        (post(opening={1: DESK}), SATURDAY, WORK, DESK),  # a moved workday without hours of its own: the first named
        (post(opening={}), SATURDAY, WORK, ()),
        (post(opening={1: DESK}), MONDAY + dt.timedelta(1), WORK, ()),  # closed on Tuesdays stays closed
        (post(), MONDAY, FEAST, ()),
        (post(clocks=False), MONDAY, WORK, ()),
        (post(starts_on=SATURDAY), MONDAY, WORK, ()),
        (post(starts_on=MONDAY), MONDAY, WORK, DESK),
        (post(ends_on=MONDAY), MONDAY, WORK, DESK),
        (post(ends_on=MONDAY), MONDAY + dt.timedelta(1), WORK, ()),
        (post(station=[STATION]), MONDAY, WORK, ((480, 960),)),
        (post(station=[STATION]), dt.date(2020, 7, 6), WORK, DESK),  # the station's week has ended
        (post(station=[STATION], own=[OWN]), MONDAY, WORK, ()),  # the post's own week wins, Monday is not in it
        (post(station=[STATION], own=[OWN]), dt.date(2020, 5, 25), WORK, ((480, 960),)),  # not begun yet
        (post(own=[OWN]), SATURDAY, FREE, ((540, 720),)),  # a week may name the weekend
        (post(own=[OWN]), SATURDAY, FEAST, ()),
        (post(own=[OWN, Week(SATURDAY, None, {6: ((60, 120),)})]), SATURDAY, FREE, ((60, 120),)),  # the later one
        (post(shifts={SATURDAY: ((540, 1020),)}), SATURDAY, FREE, ((540, 1020),)),
        (post(shifts={SATURDAY: ((540, 1020),)}), SATURDAY, FEAST, ((540, 1020),)),
        (post(shifts={MONDAY: ()}), MONDAY, WORK, ()),
        (post(shifts={MONDAY: ((1, 2),)}, clocks=False), MONDAY, WORK, ()),
    ],
)
def test_expected_on(facts, day, kind, spans):
    assert expected_on(facts, day, kind) == spans


@pytest.mark.parametrize(
    ("spans", "count"),
    [
        ([(0, 1440)], 0),
        ([(510, 720), (720, 900)], 0),
        ([(510, 510)], 1),
        ([(600, 500)], 1),
        ([(-1, 5)], 1),
        ([(5, 1441)], 1),
        ([(500, 700), (699, 800)], 1),
        ([], 0),
    ],
)
def test_span_problems(spans, count):
    assert len(span_problems(spans)) == count


def test_pauses_between_the_spans():
    assert breaks_of(((810, 1050), (510, 720))) == [(720, 810)]
    assert breaks_of(((510, 720),)) == []


SPANS = st.lists(st.tuples(st.integers(-60, 1500), st.integers(-60, 1500)), max_size=8)


@given(SPANS, SPANS)
def test_spans_are_sets_of_minutes(some, others):
    def minutes(spans):
        return {minute for a, b in spans for minute in range(max(a, 0), min(b, 1440))}

    assert minutes_of(some) == len(minutes(some))
    assert minutes(without(some, others)) == minutes(some) - minutes(others)
    assert all(a[1] < b[0] for a, b in zip(merged(some), merged(some)[1:], strict=False))
