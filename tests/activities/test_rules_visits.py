"""What a visit can be, what of it counts, until when it may be changed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.activities.rules.visits import (
    SHANGHAI,
    Visited,
    VisitFacts,
    is_household_occasion,
    is_outside,
    lines_of,
    may_change,
    overlap,
    problems_of,
    shares,
    time_problem,
)
from liangzhan.ledger.choices import OPEN_SERVICES

NOW = dt.datetime(2026, 11, 27, 17, 0, tzinfo=SHANGHAI)


def moment(hour: int, minute: int = 0, day: int = 27, month: int = 11, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def visit(**changes) -> VisitFacts:
    given = {"starts_at": moment(9), "ends_at": moment(9, 40), "mode": "HOME", "service_kind": "S10"}
    return VisitFacts(**{**given, "finding": "STEADY", "condition": "在家。", **changes})


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (moment(9), moment(9, 40), ""),
        (moment(9), moment(9), "晚于开始"),
        (moment(10), moment(9), "晚于开始"),
        (moment(23, 30, day=26), moment(0, 30), "同一天"),
        (moment(23, 30, day=26), moment(0, 0), ""),
        (moment(1), moment(13), ""),
        (moment(1), moment(13, 1), "12 小时"),
        (moment(16), moment(17, 5), ""),
        (moment(16), moment(17, 6), "不能晚于现在"),
        (moment(9, year=2025), moment(10, year=2025), ""),
        (moment(9, day=25, year=2025), moment(10, day=25, year=2025), "早于一年前"),
    ],
)
def test_time(starts, ends, words):
    found = time_problem(starts, ends, now=NOW)
    assert words in found if words else found == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"condition": " "}, "condition"),
        ({"condition": "", "finding": "ABSENT"}, None),
        ({"condition": "字" * 8000}, None),
        ({"condition": "字" * 8001}, "condition"),
        ({"needs_found": "字" * 4001}, "needs_found"),
        ({"action": "字" * 4001}, "action"),
        ({"next_on": dt.date(2026, 11, 27)}, "next_on"),
        ({"next_on": dt.date(2026, 11, 28)}, None),
        ({"next_on": dt.date(2028, 1, 1)}, "next_on"),
        ({"ends_at": moment(8)}, "time"),
    ],
)
def test_problems(changes, field):
    assert set(problems_of(visit(**changes), now=NOW)) == ({field} if field else set())


def test_a_long_text_is_told_its_length():
    assert "200,000 个字" in problems_of(visit(condition="字" * 200_000), now=NOW)["condition"]


@pytest.mark.parametrize(
    ("mode", "outside", "household"),
    [
        ("HOME", True, True),
        ("ACCOMPANY", True, False),
        ("PHONE", False, False),
        ("STATION", False, False),
        ("ONLINE", False, False),
    ],
)
def test_what_a_mode_means(mode, outside, household):
    assert (is_outside(mode), is_household_occasion(mode, "STEADY")) == (outside, household)
    assert not is_household_occasion(mode, "ABSENT")


@given(st.integers(1, 720), st.integers(1, 12))
def test_shares_add_up_and_differ_by_one_at_most(minutes, persons):
    found = shares(minutes, persons)
    assert sum(found) == minutes
    assert max(found) - min(found) <= 1
    assert len(found) == persons


def test_lines_of_a_household():
    lines = lines_of(visit(), [Visited(7, "E1", 20), Visited(8, "", 20)], served_by=3)
    told = [(line.kind, line.person, line.category, line.minutes, line.heads, line.served_by) for line in lines]
    assert told == [("VISIT", 7, "E1", 20, 0, 3), ("VISIT", 8, "", 20, 0, 3), ("VISIT_HOUSEHOLD", None, "E1", 0, 0, 3)]
    assert {(line.method, line.service_kind, line.served_on) for line in lines} == {
        ("VISIT", "S10", dt.date(2026, 11, 27))
    }
    assert {line.starts_at.tzinfo for line in lines} == {dt.UTC}


def test_lines_of_a_call_and_of_a_closed_door():
    assert [line.kind for line in lines_of(visit(mode="PHONE"), [Visited(7, "", 40)], served_by=3)] == ["VISIT"]
    assert lines_of(visit(finding="ABSENT"), [Visited(7, "", 40)], served_by=3) == ()


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ((9, 40, 10, 0), False),
        ((8, 0, 9, 0), False),
        ((9, 39, 10, 0), True),
        ((9, 10, 9, 20), True),
        ((8, 0, 11, 0), True),
    ],
)
def test_overlap(other, shared):
    start_hour, start, end_hour, end = other
    stretch = (moment(start_hour, start), moment(end_hour, end))
    assert overlap((moment(9), moment(9, 40)), stretch) is shared


def test_who_may_change():
    assert [may_change(own=a, entered=b, head=c) for a, b, c in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0))] == [
        *(1, 1, 1),
        0,
    ]


def test_sealed_services_are_not_offered():
    """社区矫正 and 戒毒康复 belong to sealed cases (domain.md 5.6, 5.8)."""
    assert {"S06", "S07"} & set(dict(OPEN_SERVICES)) == set()


def test_minutes_are_whole_and_never_none():
    assert visit(ends_at=moment(9) + dt.timedelta(seconds=20)).minutes == 1
    assert visit(ends_at=moment(9) + dt.timedelta(seconds=95)).minutes == 2
