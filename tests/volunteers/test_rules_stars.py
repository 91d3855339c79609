"""Stars: thresholds, quality, consent, publicity; nothing is automatic."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.volunteers.rules.stars import (
    STAR_STATES,
    Ladder,
    Standing,
    decide_problem,
    next_star,
    proposal_problems,
    publish_problem,
    standing_problems,
    star_words,
    stars_reached,
)

LADDER = Ladder((100, 300, 600, 1000, 1500), 4, 5)
GOOD = Standing(active=True, minutes=6000, quality=4.0)
DAY = dt.date(2020, 6, 30)


@pytest.mark.parametrize(
    ("minutes", "stars"), [(0, 0), (5999, 0), (6000, 1), (17999, 1), (18000, 2), (36000, 3), (60000, 4), (90000, 5)]
)
def test_thresholds(minutes, stars):
    assert stars_reached(minutes, LADDER) == stars


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({}, ""),
        ({"active": False}, "在册"),
        ({"quality": None}, "还没有服务质量评价"),
        ({"quality": 3.94}, "3.9"),
        ({"open_disputes": True}, "异议"),
        ({"open_complaints": True}, "异常"),
    ],
)
def test_quality_counts_beside_time(change, word):
    found = standing_problems(replace(GOOD, **change), LADDER)
    assert (word in "".join(found)) and bool(found) == bool(word)


def test_what_may_be_proposed():
    assert proposal_problems(1, GOOD, LADDER) == []
    assert "300 小时" in proposal_problems(2, GOOD, LADDER)[0]
    assert proposal_problems(6, GOOD, LADDER) == proposal_problems(0, GOOD, LADDER) == ["没有这个星级。"]
    assert next_star(6000, [], LADDER) == 1 and next_star(6000, [1], LADDER) == 0
    assert next_star(40000, [1], LADDER) == 3 and next_star(10, [], LADDER) == 0
    assert star_words(2) == "二星级志愿者"


def test_publicity_and_decision():
    assert publish_problem(agreed=True) == "" and "同意" in publish_problem(agreed=False)
    given = {"today": DAY, "reason": "", "objections": "", "public_ends_on": DAY - dt.timedelta(1)}
    assert decide_problem(granted=True, **given) == ""
    assert "公示期" in decide_problem(granted=True, **{**given, "public_ends_on": DAY})
    assert "公示期" in decide_problem(granted=True, **{**given, "public_ends_on": None})
    assert "理由" in decide_problem(granted=False, **given)
    assert decide_problem(granted=False, **{**given, "reason": "x", "public_ends_on": None}) == ""
    assert "意见" in decide_problem(granted=True, **{**given, "objections": "x"})
    assert decide_problem(granted=True, **{**given, "objections": "x", "reason": "已核实"}) == ""
    assert not STAR_STATES.allows("PROPOSED", "GRANTED") and STAR_STATES.allows("PUBLIC", "GRANTED")
