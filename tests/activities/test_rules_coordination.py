"""Bringing people together: two parties, words of an agreement, a day to look again, lines of the ledger."""

import datetime as dt

import pytest

from liangzhan.activities.rules.coordination import CoordinationFacts, follow_up_problem, lines_of, problems_of
from liangzhan.activities.rules.visits import SHANGHAI, Visited

NOW = dt.datetime(2026, 11, 27, 17, 0, tzinfo=SHANGHAI)
DAY = dt.date(2026, 11, 27)


def told(**changes) -> CoordinationFacts:
    given = {
        "starts_at": NOW.replace(hour=9),
        "ends_at": NOW.replace(hour=10),
        "kind": "MEDIATION",
        "topic": "NEIGHBOUR",
        "matter": "楼上漏水",
        "outcome": "NOT_AGREED",
        "heads": 2,
    }
    return CoordinationFacts(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "parties", "field"),
    [
        ({}, 0, None),
        ({"heads": 1}, 0, "heads"),
        ({"heads": 1}, 1, None),
        ({"heads": 0}, 2, None),
        ({"heads": 500}, 0, None),
        ({"heads": 501}, 0, "heads"),
        ({"matter": " "}, 0, "matter"),
        ({"matter": "字" * 4001}, 0, "matter"),
        ({"process": "字" * 8001}, 0, "process"),
        ({"outcome": "AGREED"}, 0, "agreement"),
        ({"outcome": "AGREED", "agreement": "各修一半"}, 0, None),
        ({"outcome": "TALKING"}, 0, "follow_up_on"),
        ({"outcome": "TALKING", "follow_up_on": dt.date(2026, 11, 28)}, 0, None),
        ({"ends_at": NOW.replace(hour=18)}, 0, "starts"),
    ],
)
def test_problems(changes, parties, field):
    assert set(problems_of(told(**changes), parties=parties, now=NOW)) == ({field} if field else set())


@pytest.mark.parametrize(
    ("outcome", "day", "refused"),
    [
        ("TALKING", None, True),
        ("AGREED", None, False),
        ("AGREED", DAY, True),
        ("AGREED", DAY + dt.timedelta(days=1), False),
        ("AGREED", DAY + dt.timedelta(days=366), False),
        ("AGREED", DAY + dt.timedelta(days=367), True),
    ],
)
def test_follow_up(outcome, day, refused):
    assert bool(follow_up_problem(outcome, day, on=DAY)) is refused


def test_lines():
    lines = lines_of(told(heads=3), [Visited(7, "E1", 0)], served_by=5)
    assert [(line.kind, line.person, line.heads, line.category, line.minutes, line.method) for line in lines] == [
        ("MEDIATION", 7, 0, "E1", 30, "COMMUNITY"),
        ("MEDIATION", None, 3, "", 30, "COMMUNITY"),
    ]
    assert sum(line.minutes for line in lines_of(told(), [Visited(7, "", 0), Visited(8, "", 0)], served_by=5)) == 60
