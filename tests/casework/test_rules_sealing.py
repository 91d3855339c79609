"""Gate, group, label, emergency: tables of examples."""

import datetime as dt

import pytest

from liangzhan.casework.choices.sealing import CommissionKind
from liangzhan.casework.rules.sealing import (
    CommissionFacts,
    Span,
    commission_problems,
    emergency_problem,
    gate_problem,
    kinds_offered,
    label_drops_on,
    women_problem,
)

DAY = dt.date(2026, 3, 1)
ONE, TWO = Span(DAY, dt.date(2026, 6, 30)), Span(dt.date(2026, 9, 1), dt.date(2026, 12, 31))


def facts(**changed):
    given = {"kind": "CORRECTION", "body": "某司法所", "number": "示例〔2026〕1号", "from_on": DAY, "to_on": DAY}
    return CommissionFacts(**{**given, **changed})


@pytest.mark.parametrize(
    "changed, field",
    [
        ({}, None),
        ({"body": " "}, "body"),
        ({"number": " "}, "number"),
        ({"to_on": DAY - dt.timedelta(days=1)}, "to_on"),
        ({"kind": "REHAB", "to_on": dt.date(2029, 3, 1)}, None),
        ({"kind": "REHAB", "to_on": dt.date(2029, 3, 2)}, "to_on"),
        ({"to_on": dt.date(2031, 3, 2)}, None),
    ],
)
def test_a_commission(changed, field):
    assert list(commission_problems(facts(**changed))) == ([field] if field else [])


@pytest.mark.parametrize(
    "spans, on, says",
    [
        ([], DAY, "还没有登记委托书"),
        ([ONE], DAY, ""),
        ([ONE], ONE.to_on, ""),
        ([ONE], ONE.to_on + dt.timedelta(days=1), "委托期已满"),
        ([ONE], DAY - dt.timedelta(days=1), "早于委托期"),
        ([TWO, ONE], dt.date(2026, 7, 15), "委托期已满"),
        ([TWO, ONE], TWO.from_on, ""),
    ],
)
def test_the_gate(spans, on, says):
    found = gate_problem(spans, on)
    assert (found == "") is (says == "")
    assert says in found


@pytest.mark.parametrize(
    "kind, sex, team, fine",
    [
        ("CORRECTION", "2", ["1"], False),
        ("CORRECTION", "2", ["1", "2"], True),
        ("CORRECTION", "1", ["1"], True),
        ("REHAB", "2", ["1"], True),
        ("CORRECTION", "2", [], False),
    ],
)
def test_a_woman_has_a_woman_in_her_group(kind, sex, team, fine):
    assert (women_problem(kind, sex, team) == "") is fine


@pytest.mark.parametrize(
    "kinds, absent",
    [(["CORRECTION"], {"S07"}), (["REHAB"], {"S06"}), (["CORRECTION", "REHAB"], set()), ([], {"S06", "S07"})],
)
def test_kinds_of_service(kinds, absent):
    assert {"S06", "S07"} - {code for code, _ in kinds_offered(kinds)} == absent
    assert ("S01", "生活帮扶") in kinds_offered(kinds)


def test_the_label_drops_after_three_years():
    assert label_drops_on(CommissionKind.REHAB, DAY) == dt.date(2029, 3, 1)
    assert label_drops_on(CommissionKind.CORRECTION, DAY) is None


@pytest.mark.parametrize("reason, fine", [("", False), ("一二三四五六七八九", False), ("服务对象失联，家人求助", True)])
def test_an_emergency_says_why(reason, fine):
    assert (emergency_problem(reason) == "") is fine
