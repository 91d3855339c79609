"""What counts as linked (I20), when a resource is stale, what a sum must rest on."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from liangzhan.ledger.rules.lines import Line
from liangzhan.needs.rules.projects import ProjectFacts, finish_problem, first_service_days, project_problems, reached
from liangzhan.needs.rules.resources import (
    ResourceFacts,
    UseFacts,
    counts_as_linked,
    is_stale,
    lines_of,
    months_before,
    resource_problems,
    use_problems,
    value_problems,
)

DAY = dt.date(2026, 3, 31)
GOOD = ResourceFacts("PLACE", "活动室", "居委会", "INSIDE")
USE = UseFacts(DAY, "老年人书画活动")
PROJECT = ProjectFacts("银龄陪伴", "SERVICE", "二十位独居老人每周有人探访", "陈社工", DAY, dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"kind": "GOLD"}, {"kind"}),
        ({"side": ""}, {"side"}),
        ({"name": " "}, {"name"}),
        ({"owner": ""}, {"owner"}),
        ({"longitude": Decimal(123)}, {"latitude"}),
        ({"longitude": Decimal(123), "latitude": Decimal(41)}, set()),
        ({"value_fen": 100}, {"value_basis"}),
    ],
)
def test_a_resource(changes, fields):
    assert set(resource_problems(replace(GOOD, **changes))) == fields


@pytest.mark.parametrize(
    ("fen", "basis", "note", "field"),
    [
        (0, "NONE", "", None),
        (-1, "CASH", "", "value_fen"),
        (10_000_000_000, "CASH", "", None),
        (10_000_000_001, "CASH", "", "value_fen"),
        (1, "NONE", "", "value_basis"),
        (1, "GUESS", "", "value_basis"),
        (0, "CASH", "", "value_fen"),
        (0, "PRICE", "价目表", "value_fen"),
        (0, "VOLUNTEER", "", None),
        (500, "CASH", "", None),
        (500, "FAIR_VALUE", " ", "value_note"),
        (500, "PRICE", "", "value_note"),
        (500, "PRICE", "理发店价目表", None),
        (500, "GOVERNMENT", "", None),
    ],
)
def test_a_sum_says_what_it_rests_on(fen, basis, note, field):
    assert set(value_problems(fen, basis, note)) == ({field} if field else set())


@pytest.mark.parametrize(
    ("fen", "basis", "linked"),
    [
        (1, "CASH", True),
        (1, "FAIR_VALUE", True),
        (1, "PRICE", True),
        (1, "GOVERNMENT", False),
        (1, "VOLUNTEER", False),
        (0, "CASH", False),
    ],
)
def test_government_purchase_and_volunteers_time_never_count(fen, basis, linked):
    assert counts_as_linked(fen, basis) is linked
    facts = replace(USE, value_fen=fen, value_basis=basis, service_kind="S01")
    line = Line(kind="RESOURCE_LINKED", served_on=DAY, fen=fen, service_kind="S01")
    assert lines_of(facts) == ((line,) if linked else ())


@pytest.mark.parametrize(
    ("changes", "valid_to", "fields"),
    [
        ({}, None, set()),
        ({}, DAY, set()),
        ({}, dt.date(2026, 3, 30), {"on"}),
        ({"on": dt.date(2026, 4, 1)}, None, {"on"}),
        ({"purpose": ""}, None, {"purpose"}),
        ({"service_kind": "S06"}, None, {"service_kind"}),
        ({"value_fen": 1}, None, {"value_basis"}),
    ],
)
def test_a_use(changes, valid_to, fields):
    assert set(use_problems(replace(USE, **changes), valid_to=valid_to, today=DAY)) == fields


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (DAY, 1, dt.date(2026, 2, 28)),
        (DAY, 12, dt.date(2025, 3, 31)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_stale():
    assert not is_stale(dt.date(2025, 3, 31), today=DAY, months=12)
    assert is_stale(dt.date(2025, 3, 30), today=DAY, months=12)


@pytest.mark.parametrize(
    ("changes", "count", "fields"),
    [
        ({}, 1, set()),
        ({}, 0, {"needs"}),
        ({"name": ""}, 1, {"name"}),
        ({"goals": " "}, 1, {"goals"}),
        ({"responsible": ""}, 1, {"responsible"}),
        ({"kind": "ART"}, 1, {"kind"}),
        ({"ends_on": DAY}, 1, set()),
        ({"ends_on": dt.date(2026, 3, 30)}, 1, {"ends_on"}),
        ({"ends_on": dt.date(2031, 12, 31)}, 1, set()),
        ({"ends_on": dt.date(2032, 1, 1)}, 1, {"ends_on"}),
    ],
)
def test_a_project(changes, count, fields):
    assert set(project_problems(replace(PROJECT, **changes), need_count=count)) == fields


def test_the_end_of_a_project():
    assert finish_problem("做到了", 0) == ("", "")
    assert finish_problem(" ", 0)[0] == "outcome"
    assert "2 项" in finish_problem("做到了", 2)[1]


def test_first_service():
    assert first_service_days([(DAY, None)]) is None
    assert first_service_days([(DAY, dt.date(2026, 4, 10)), (DAY, dt.date(2026, 4, 5)), (DAY, None)]) == 5


@pytest.mark.parametrize(
    ("before", "target", "after", "expected"),
    [(0, 20, None, None), (0, 20, 20, True), (0, 20, 19, False), (12, 3, 3, True), (12, 3, 4, False)],
)
def test_a_target_may_lie_below(before, target, after, expected):
    assert reached(Decimal(before), Decimal(target), None if after is None else Decimal(after)) is expected
