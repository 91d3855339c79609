"""When somebody is to be visited again, and why."""

import datetime as dt

import pytest

from liangzhan.activities.rules.cycle import (
    Known,
    Rhythm,
    due_on,
    order_of,
    overdue_days,
    pause_problem,
    plan_problem,
    rhythm_of,
)

D = dt.date
TODAY = D(2026, 11, 27)
CATEGORIES, RISKS = {"E1": 7, "P1": 30, "O9": 0}, {2: 7, 3: 3, 4: 1}


@pytest.mark.parametrize(
    ("category", "own", "risk", "days", "why"),
    [
        ("E1", None, 1, 7, "独居老年人，每 7 天探访一次"),
        ("E1", 14, 1, 14, "本人单独安排，每 14 天探访一次"),
        ("E1", 0, 1, None, "没有定期探访要求"),
        ("E1", None, 2, 7, "独居老年人，每 7 天探访一次"),
        ("E1", None, 3, 3, "有风险，每 3 天联系一次"),
        ("P1", None, 2, 7, "有风险，每 7 天联系一次"),
        ("E1", 30, 4, 1, "有风险，每 1 天联系一次"),
        ("O9", 0, 2, 7, "有风险，每 7 天联系一次"),
        ("O9", None, 1, None, "没有定期探访要求"),
        ("", None, 1, None, "没有定期探访要求"),
    ],
)
def test_rhythm(category, own, risk, days, why):
    found = rhythm_of(
        category=category,
        category_word="独居老年人",
        own_days=own,
        risk=risk,
        by_category=CATEGORIES,
        by_risk=RISKS,
    )
    assert found == Rhythm(days, why)


@pytest.mark.parametrize(
    ("known", "days", "due"),
    [
        (Known(D(2026, 11, 1)), 7, D(2026, 11, 8)),
        (Known(D(2026, 11, 1), D(2026, 11, 20)), 7, D(2026, 11, 27)),
        (Known(D(2026, 11, 1), D(2026, 11, 20), D(2026, 11, 23)), 7, D(2026, 11, 23)),
        (Known(D(2026, 11, 1), D(2026, 11, 20), D(2026, 12, 23)), 7, D(2026, 11, 27)),
        (Known(D(2026, 11, 1), D(2026, 11, 20), D(2026, 12, 23)), None, D(2026, 12, 23)),
        (Known(D(2026, 11, 1), D(2026, 11, 20)), None, None),
        (Known(D(2026, 11, 1), D(2026, 11, 20), D(2026, 11, 20)), None, None),
        (Known(D(2026, 11, 1), D(2026, 11, 20), None, D(2026, 12, 5)), 7, D(2026, 12, 6)),
        (Known(D(2026, 11, 1), D(2026, 11, 20), None, D(2026, 11, 22)), 7, D(2026, 11, 27)),
    ],
)
def test_due(known, days, due):
    assert due_on(known, days) == due


def test_order_of_the_day():
    """High risk before all, then who waited longest, then by risk."""
    rows = {"waited": (20, 1), "yellow": (5, 2), "calm": (5, 1), "red": (0, 4), "orange": (2, 3)}
    keys = {name: order_of(overdue=late, risk=risk, person=1) for name, (late, risk) in rows.items()}
    assert sorted(rows, key=keys.get) == ["orange", "red", "waited", "yellow", "calm"]


def test_overdue():
    assert [overdue_days(TODAY - dt.timedelta(days=n), today=TODAY) for n in (3, 0, -2)] == [3, 0, -2]


@pytest.mark.parametrize(("days", "words"), [(0, ""), (366, ""), (-1, "早于今天"), (367, "超过一年")])
def test_pause(days, words):
    found = pause_problem(TODAY + dt.timedelta(days=days), today=TODAY)
    assert words in found if words else found == ""


@pytest.mark.parametrize(
    ("days", "reason", "refused"),
    [(None, "", False), (7, "", False), (14, "", True), (14, " ", True), (0, "搬走", False)],
)
def test_other_days_need_a_reason(days, reason, refused):
    assert bool(plan_problem(days=days, usual=7, reason=reason)) is refused
