"""What may be written of a need, and how it moves."""

import datetime as dt

import pytest

from liangzhan.needs.choices import NeedState as S
from liangzhan.needs.rules.needs import (
    NEED_TABLE,
    answer_due,
    day_problem,
    move_problems,
    need_problems,
    raised_problem,
    response_days,
)

DAY = dt.date(2026, 5, 4)
GOOD = {
    "category": "S10",
    "description": "想有人陪着说话",
    "source": "DOOR",
    "group": "ELDER",
    "urgency": 2,
    "importance": 3,
    "persons_concerned": 1,
    "named": False,
}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"category": "PUBLIC_AFFAIR"}, set()),
        ({"category": "S11"}, {"category"}),
        ({"category": "S06"}, set()),
        ({"category": "S06", "named": True}, {"category"}),
        ({"category": "S07", "named": True}, {"category"}),
        ({"category": "S05", "named": True}, set()),
        ({"source": "NEWS"}, {"source"}),
        ({"group": ""}, {"group"}),
        ({"description": "  "}, {"description"}),
        ({"description": "字" * 4000}, set()),
        ({"description": "字" * 4001}, {"description"}),
        ({"urgency": 0}, {"urgency"}),
        ({"urgency": 4}, set()),
        ({"urgency": 5}, {"urgency"}),
        ({"importance": 0}, {"importance"}),
        ({"importance": 6}, {"importance"}),
        ({"persons_concerned": 0}, {"persons_concerned"}),
        ({"persons_concerned": 100_000}, set()),
        ({"persons_concerned": 100_001}, {"persons_concerned"}),
    ],
)
def test_what_may_stand(changes, fields):
    assert set(need_problems(**{**GOOD, **changes})) == fields


@pytest.mark.parametrize(
    ("day", "problem"), [(DAY, False), (DAY + dt.timedelta(days=1), True), (dt.date(2014, 12, 31), True)]
)
def test_the_day(day, problem):
    assert bool(raised_problem(day, today=DAY)) is problem


def test_the_table():
    assert {(a, b) for a, to in NEED_TABLE.moves.items() for b in to} == {
        *((S.NEW, to) for to in (S.VERIFIED, S.PLANNED, S.SERVED, S.REFERRED, S.REJECTED)),
        *((S.VERIFIED, to) for to in (S.PLANNED, S.SERVED, S.REFERRED, S.REJECTED)),
        *((S.PLANNED, to) for to in (S.SERVED, S.REFERRED, S.REJECTED)),
        *((S.SERVED, to) for to in (S.PLANNED, S.CLOSED)),
        *((S.REFERRED, to) for to in (S.VERIFIED, S.CLOSED)),
        (S.REJECTED, S.VERIFIED),
        (S.CLOSED, S.VERIFIED),
    }


@pytest.mark.parametrize(
    ("move", "said", "fields"),
    [
        ((S.NEW, S.VERIFIED), {}, set()),
        ((S.NEW, S.SERVED), {}, set()),
        ((S.NEW, S.REJECTED), {}, {"reason"}),
        ((S.NEW, S.REJECTED), {"reason": "不属于本站"}, set()),
        ((S.VERIFIED, S.REFERRED), {}, {"reason", "referred_to"}),
        ((S.VERIFIED, S.REFERRED), {"reason": "属于民政救助"}, {"referred_to"}),
        ((S.VERIFIED, S.REFERRED), {"reason": "属于民政救助", "referred_to": "街道民政"}, set()),
        ((S.SERVED, S.PLANNED), {}, {"reason"}),
        ((S.REFERRED, S.VERIFIED), {}, {"reason"}),
        ((S.REJECTED, S.VERIFIED), {"reason": "有了新的志愿者"}, set()),
        ((S.CLOSED, S.VERIFIED), {}, {"reason"}),
        ((S.SERVED, S.CLOSED), {}, {"outcome"}),
        ((S.SERVED, S.CLOSED), {"outcome": "每周有人来，老人满意"}, set()),
    ],
)
def test_what_a_move_says(move, said, fields):
    told = {"reason": "", "referred_to": "", "outcome": "", **said}
    assert set(move_problems(*move, **told)) == fields


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (DAY, False),
        (DAY - dt.timedelta(days=1), True),
        (DAY + dt.timedelta(days=9), False),
        (DAY + dt.timedelta(days=10), True),
    ],
)
def test_the_day_of_a_deed(day, problem):
    assert bool(day_problem(day, raised_on=DAY, today=DAY + dt.timedelta(days=9))) is problem


def test_days():
    days = {"urgency_1": 60, "urgency_2": 30, "urgency_3": 7, "urgency_4": 1}
    assert [answer_due(DAY, one, days) for one in (1, 4)] == [dt.date(2026, 7, 3), dt.date(2026, 5, 5)]
    assert response_days(DAY, None) is None
    assert response_days(DAY, dt.date(2026, 5, 7)) == 3
