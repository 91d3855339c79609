"""What a day was (2.6.1): the whole table of examples, and what holds whatever happened."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.attendance import AttendanceMode, DayStatus
from liangzhan.staff.choices.leave import DayHalf
from liangzhan.staff.rules.attendance import BOTH, DayFacts, SaidDay, attendance_day, released, totals_of

DAY = dt.date(2020, 6, 3)
DESK = ((510, 720), (810, 1050))  # 8:30–12:00, 13:30–17:30: 450 minutes
AM, PM = frozenset({DayHalf.MORNING}), frozenset({DayHalf.AFTERNOON})
S = DayStatus


def facts(**given):
    return DayFacts(**{"day": DAY, "expected": DESK, **given})


def read(one, *, mode=AttendanceMode.PLATFORM, grace=10, today=DAY + dt.timedelta(1), now=0):
    return attendance_day(one, mode=mode, grace=grace, today=today, now=now)


FULL = ((500, 1060),)
TABLE = [
    # nothing known, the day is over
    ({}, S.ABSENT, {"due_minutes": 450, "minutes": 0, "scheduled_in": 510, "scheduled_out": 1050}),
    ({"expected": ()}, S.HOLIDAY, {"due_minutes": 0, "scheduled_in": None, "scheduled_out": None}),
    # in the house: the pause at noon is no work
    ({"presences": FULL}, S.NORMAL, {"minutes": 470, "first_in": 500, "last_out": 1060}),
    ({"presences": ((520, 720), (810, 1050))}, S.NORMAL, {"late_minutes": 0}),  # within the grace
    ({"presences": ((521, 1050),)}, S.LATE, {"late_minutes": 11}),
    ({"presences": ((510, 1040),)}, S.NORMAL, {"early_minutes": 0}),
    ({"presences": ((510, 1039),)}, S.EARLY, {"early_minutes": 11}),
    ({"presences": ((600, 900),)}, S.LATE, {"late_minutes": 90, "early_minutes": 150}),
    ({"presences": ((1060, 1200),)}, S.ABSENT, {"minutes": 140}),  # after hours is no attendance
    ({"presences": ((400, 510),)}, S.ABSENT, {}),
    # forgotten check-out: coming is judged, going is not
    ({"open_from": 505}, S.NORMAL, {"open_stay": True, "minutes": 0, "first_in": 505, "last_out": None}),
    ({"open_from": 540}, S.LATE, {"late_minutes": 30}),
    ({"open_from": 1049}, S.LATE, {"late_minutes": 539}),
    ({"open_from": 1050}, S.ABSENT, {"open_stay": True}),
    ({"presences": ((505, 720),), "open_from": 815}, S.NORMAL, {"minutes": 215, "early_minutes": 0}),
    # field work counts like presence, once
    ({"field": ((510, 1050),)}, S.FIELD, {"field_minutes": 540, "minutes": 540, "first_in": None}),
    ({"field": ((510, 600),), "presences": ((600, 1050),)}, S.NORMAL, {"field_minutes": 90, "minutes": 450}),
    ({"field": ((600, 700),), "presences": ((510, 1050),)}, S.NORMAL, {"field_minutes": 100, "minutes": 450}),
    ({"field": ((720, 810),), "presences": ((510, 1050),)}, S.NORMAL, {"minutes": 540}),  # a visit at noon is work
    ({"field": ((600, 700), (650, 720))}, S.LATE, {"field_minutes": 120, "late_minutes": 90, "early_minutes": 330}),
    # training
    ({"training": ((510, 1050),)}, S.TRAINING, {"training_minutes": 540}),
    ({"training": ((510, 780),), "field": ((780, 1050),)}, S.FIELD, {}),
    ({"training": ((510, 781),), "field": ((781, 1050),)}, S.TRAINING, {}),
    # leave and trips
    ({"leave": BOTH}, S.LEAVE, {"leave": Decimal(1), "trip": Decimal(0)}),
    ({"trip": BOTH}, S.TRIP, {"trip": Decimal(1), "leave": Decimal(0)}),
    ({"leave": AM, "trip": PM}, S.LEAVE, {"leave": Decimal("0.5"), "trip": Decimal("0.5")}),
    ({"leave": BOTH, "trip": BOTH}, S.LEAVE, {"leave": Decimal(1), "trip": Decimal(0)}),
    ({"leave": AM, "presences": ((805, 1050),)}, S.NORMAL, {"leave": Decimal("0.5"), "late_minutes": 0}),
    ({"leave": AM, "presences": ((830, 1050),)}, S.LATE, {"late_minutes": 20}),
    ({"leave": PM, "presences": ((510, 700),)}, S.EARLY, {"early_minutes": 20}),
    ({"leave": AM}, S.ABSENT, {"leave": Decimal("0.5")}),
    ({"leave": BOTH, "expected": ()}, S.HOLIDAY, {"leave": Decimal(0)}),
    ({"trip": BOTH, "expected": ()}, S.TRIP, {"trip": Decimal(0)}),
    ({"leave": AM, "expected": ((780, 1050),)}, S.ABSENT, {"leave": Decimal(0)}),  # nothing was due that morning
    ({"leave": PM, "expected": ((780, 1050),)}, S.LEAVE, {"leave": Decimal(1)}),
    ({"leave": BOTH, "presences": FULL}, S.LEAVE, {"minutes": 470}),
    # a day of rest on which somebody worked
    ({"expected": (), "presences": ((540, 720),)}, S.NORMAL, {"minutes": 180, "due_minutes": 0}),
    ({"expected": (), "field": ((540, 720),)}, S.FIELD, {}),
    ({"expected": (), "training": ((540, 720),)}, S.TRAINING, {}),
    ({"expected": (), "open_from": 540}, S.NORMAL, {}),
    # no check-in stood open: nobody is called absent or late
    ({"kept": False}, S.UNKEPT, {"minutes": 0, "due_minutes": 450}),
    ({"kept": False, "leave": BOTH}, S.LEAVE, {"leave": Decimal(1)}),
    ({"kept": False, "leave": AM}, S.UNKEPT, {"leave": Decimal("0.5")}),
    ({"kept": False, "field": ((600, 700),)}, S.FIELD, {"late_minutes": 0, "early_minutes": 0, "minutes": 100}),
    ({"kept": False, "training": ((600, 700),)}, S.TRAINING, {"late_minutes": 0}),
    ({"kept": False, "presences": ((600, 700),)}, S.NORMAL, {"late_minutes": 0}),
    ({"kept": False, "correction": SaidDay(S.NORMAL)}, S.NORMAL, {"minutes": 450}),
    ({"kept": False, "expected": ()}, S.HOLIDAY, {}),
    # corrections: what was said, and what stands behind it
    ({"correction": SaidDay(S.NORMAL)}, S.NORMAL, {"minutes": 450}),
    (
        {"correction": SaidDay(S.NORMAL, 400), "presences": ((510, 600),)},
        S.NORMAL,
        {"minutes": 400, "early_minutes": 0},
    ),
    ({"correction": SaidDay(S.LATE), "presences": ((600, 1050),)}, S.LATE, {"late_minutes": 90}),
    ({"correction": SaidDay(S.EARLY), "presences": ((510, 900),)}, S.EARLY, {"early_minutes": 150}),
    ({"correction": SaidDay(S.ABSENT), "presences": FULL}, S.ABSENT, {"minutes": 0, "leave": Decimal(0)}),
    ({"correction": SaidDay(S.LEAVE)}, S.LEAVE, {"leave": Decimal(1)}),
    ({"correction": SaidDay(S.LEAVE), "leave": AM}, S.LEAVE, {"leave": Decimal("0.5")}),
    ({"correction": SaidDay(S.NORMAL), "leave": AM}, S.NORMAL, {"leave": Decimal("0.5")}),
    ({"correction": SaidDay(S.NORMAL), "leave": BOTH}, S.NORMAL, {"leave": Decimal(0)}),
    ({"correction": SaidDay(S.TRIP)}, S.TRIP, {"trip": Decimal(1), "minutes": 450}),
    ({"correction": SaidDay(S.HOLIDAY), "leave": AM}, S.HOLIDAY, {"leave": Decimal(0), "minutes": 0}),
    (
        {"correction": SaidDay(S.NORMAL, span=(510, 1050))},
        S.NORMAL,
        {"minutes": 450, "first_in": 510, "last_out": 1050},
    ),
    ({"correction": SaidDay(S.NORMAL, span=(600, 700)), "field": ((690, 760),)}, S.NORMAL, {"minutes": 160}),
    ({"correction": SaidDay(S.NORMAL, 9999)}, S.NORMAL, {"minutes": 1440}),
]


@pytest.mark.parametrize(("known", "status", "expected"), TABLE)
def test_the_day(known, status, expected):
    day = read(facts(**known))
    assert (day.status, {name: getattr(day, name) for name in expected}) == (status, expected)


@pytest.mark.parametrize(
    ("known", "now", "status"),
    [
        ({}, 0, S.PENDING),
        ({}, 1049, S.PENDING),
        ({}, 1050, S.ABSENT),
        ({"presences": ((510, 720),)}, 730, S.NORMAL),  # the afternoon is still to come
        ({"presences": ((510, 720),)}, 1050, S.EARLY),
        ({"open_from": 510}, 600, S.NORMAL),
        ({"open_from": 540}, 541, S.LATE),
        ({"leave": PM, "presences": ((510, 600),)}, 700, S.NORMAL),
        ({"leave": PM, "presences": ((510, 600),)}, 720, S.EARLY),
    ],
)
def test_today_is_not_over(known, now, status):
    assert read(facts(**known), today=DAY, now=now).status == status


@pytest.mark.parametrize(("now", "status"), [(1049, S.PENDING), (1050, S.UNKEPT)])
def test_today_without_a_check_in(now, status):
    assert read(facts(kept=False), today=DAY, now=now).status == status


def test_a_day_to_come_is_no_absence():
    assert read(facts(), today=DAY - dt.timedelta(1), now=1400).status == S.PENDING


@pytest.mark.parametrize(
    ("known", "status", "minutes"),
    [
        ({}, S.AWAITED, 0),
        ({"expected": ()}, S.HOLIDAY, 0),
        ({"field": ((540, 600),)}, S.AWAITED, 60),
        ({"imported": SaidDay(S.ABSENT)}, S.ABSENT, 0),
        ({"imported": SaidDay(S.NORMAL)}, S.NORMAL, 450),
        ({"imported": SaidDay(S.LATE, 430)}, S.LATE, 430),
        ({"imported": SaidDay(S.ABSENT), "correction": SaidDay(S.NORMAL)}, S.NORMAL, 450),
    ],
)
def test_where_the_street_keeps_attendance(known, status, minutes):
    day = read(facts(**known), mode=AttendanceMode.STREET)
    assert (day.status, day.minutes) == (status, minutes)


def test_the_street_is_not_asked_where_we_keep_attendance():
    assert read(facts(imported=SaidDay(S.NORMAL))).status == S.ABSENT


def test_old_facts_stay_visible():
    day = read(facts(correction=SaidDay(S.NORMAL), presences=((600, 1050),)))
    assert day.corrected and day.before.status == S.LATE and not day.before.corrected
    assert not read(facts()).corrected


@pytest.mark.parametrize(
    ("spans", "halves", "left"),
    [
        (DESK, frozenset(), list(DESK)),
        (DESK, AM, [(810, 1050)]),
        (DESK, PM, [(510, 720)]),
        (((510, 1050),), AM, [(720, 1050)]),
        (((510, 1050),), PM, [(510, 720)]),
        (((510, 1050),), BOTH, []),
        (((510, 600), (610, 700), (710, 800)), AM, [(610, 700), (710, 800)]),
    ],
)
def test_released(spans, halves, left):
    assert released(spans, halves) == left


def test_sums():
    days = [
        read(facts(**known))
        for known in (
            {"presences": FULL},
            {"presences": ((600, 900),)},
            {"leave": AM, "presences": ((805, 1050),)},
            {"leave": AM},
            {"leave": BOTH},
            {"trip": BOTH},
            {"training": ((510, 1050),)},
            {"expected": (), "presences": ((540, 600),)},
            {"expected": ()},
            {"kept": False},
            {"kept": False, "leave": AM},
        )
    ]
    days.append(read(facts(), mode=AttendanceMode.STREET))
    sums = totals_of(days)
    assert (sums.days_due, sums.present, sums.late, sums.early) == (7, Decimal("4.5"), 1, 1)
    assert (sums.absent, sums.leave_days, sums.trip_days) == (Decimal("0.5"), Decimal("2.5"), Decimal(1))
    assert sums.training_days == 1
    assert sums.present + sums.absent + sums.leave_days == sums.days_due + Decimal("0.5")  # beside an unknown half
    assert sums.minutes == sum(day.minutes for day in days)


STAYS = st.lists(st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda s: tuple(sorted(s))), max_size=4)
HALVES = st.sets(st.sampled_from(list(DayHalf))).map(frozenset)
SAID = st.none() | st.builds(SaidDay, st.sampled_from(list(DayStatus)), st.none() | st.integers(-5, 3000))
ANY_DAY = st.builds(
    DayFacts,
    day=st.just(DAY),
    expected=st.sampled_from([(), DESK, ((510, 1050),)]),
    presences=STAYS.map(tuple),
    open_from=st.none() | st.integers(0, 1439),
    field=STAYS.map(tuple),
    training=STAYS.map(tuple),
    leave=HALVES,
    trip=HALVES,
    correction=SAID,
    imported=SAID,
    kept=st.booleans(),
)
MODES = st.sampled_from(list(AttendanceMode))


@given(ANY_DAY, MODES, st.integers(0, 60), st.integers(-1, 1), st.integers(0, 1440))
def test_minutes_are_those_of_one_day(one, mode, grace, ahead, now):
    day = read(one, mode=mode, grace=grace, today=DAY + dt.timedelta(ahead), now=now)
    for name in ("minutes", "field_minutes", "training_minutes", "late_minutes", "early_minutes", "due_minutes"):
        assert 0 <= getattr(day, name) <= 1440, name
    assert 0 <= day.leave + day.trip <= 1 or day.corrected or one.imported
    assert day.leave in (0, Decimal("0.5"), 1) and day.trip in (0, Decimal("0.5"), 1)


@given(ANY_DAY, MODES, st.randoms())
def test_the_order_of_facts_makes_no_difference(one, mode, rng):
    def shuffled(spans):
        found = list(spans)
        rng.shuffle(found)
        return tuple(found)

    names = ("expected", "presences", "field", "training")
    assert read(one, mode=mode) == read(replace(one, **{n: shuffled(getattr(one, n)) for n in names}), mode=mode)


@given(STAYS, STAYS)
def test_what_overlaps_counts_once(stays, visits):
    both = read(facts(presences=tuple(stays), field=tuple(visits), expected=()))
    alone = read(facts(presences=tuple([*stays, *visits]), expected=()))
    assert both.minutes == alone.minutes
