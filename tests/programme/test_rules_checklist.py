"""What a set of verdicts is worth: vetoes 60 together, A07 15, the others 5 each, rescaled; pass mark 80."""

from decimal import Decimal

import pytest

from liangzhan.programme.rules.checklist import (
    BY_CODE,
    DEFAULT_WEIGHTS,
    ITEMS,
    items_for,
    tally,
    titles,
    weights_problem,
)

SW = ["A01", "A02", "A03", "A04", "A05", "A07", "A08", "A09", "A10", "A12"]
VS = ["A01", "A02", "A03", "A04", "A06", "A07", "A08", "A09", "A10", "A11", "A12"]


def count(kind, failed=(), exempt=(), mark=80, weights=DEFAULT_WEIGHTS):
    codes = SW if kind == "SW" else VS
    verdicts = {code: "NOT_MET" if code in failed else "NOT_APPLICABLE" if code in exempt else "MET" for code in codes}
    return tally(verdicts, kind=kind, weights=weights, pass_mark=mark)


def test_the_checklist_of_the_notice():
    assert [(one.code, one.clause, one.kind, one.veto) for one in ITEMS] == [
        ("A01", "2.1.3", "", True),
        ("A02", "2.2.3", "", True),
        ("A03", "2.2.4", "", True),
        ("A04", "2.3.1", "", True),
        ("A05", "2.4.1", "SW", True),
        ("A06", "2.4.4", "VS", True),
        ("A07", "2.6.1", "", False),
        ("A08", "2.5.1", "", False),
        ("A09", "2.1.4", "", False),
        ("A10", "3.2.1", "", False),
        ("A11", "3.3.3", "VS", False),
        ("A12", "2.2.1", "", False),
    ]
    assert DEFAULT_WEIGHTS == {"veto": 60, "A07": 15, "A08": 5, "A09": 5, "A10": 5, "A11": 5, "A12": 5}
    assert BY_CODE["A04"].title == "醒目标识牌"


def test_items_by_kind():
    assert [one.code for one in items_for("SW")] == SW
    assert [one.code for one in items_for("VS")] == VS


@pytest.mark.parametrize(
    ("kind", "failed", "exempt", "score", "passes"),
    [
        ("SW", (), (), "100.0", True),
        ("VS", (), (), "100.0", True),
        ("SW", ("A01",), (), "87.4", False),  # 95 in all: 83 of 95, and a veto is missing
        ("SW", ("A05",), (), "87.4", False),
        ("VS", ("A06",), (), "88.0", False),
        ("SW", ("A07",), (), "84.2", True),
        ("SW", ("A07", "A08"), (), "78.9", False),  # no veto, but under the mark
        ("VS", ("A07", "A11"), (), "80.0", True),  # exactly the mark
        ("VS", ("A07", "A11", "A12"), (), "75.0", False),
        ("VS", ("A07",), ("A11",), "84.2", True),
        ("SW", ("A12",), ("A10",), "94.4", True),
        ("SW", (), ("A05",), "100.0", True),  # the vetoes' 60 stays with those that apply
        ("SW", ("A01",), ("A05",), "84.2", False),
        ("SW", tuple(SW), (), "0.0", False),
        ("SW", (), tuple(SW), "0.0", False),  # nothing applies: nothing is earned
    ],
)
def test_tally(kind, failed, exempt, score, passes):
    counted = count(kind, failed, exempt)
    assert (counted.score, counted.passes) == (Decimal(score), passes)
    assert counted.failed_vetoes == tuple(code for code in failed if BY_CODE[code].veto)
    assert counted.failed_others == tuple(code for code in failed if not BY_CODE[code].veto)


def test_an_item_without_a_verdict_is_not_met():
    counted = tally({"A02": "MET"}, kind="SW", weights=DEFAULT_WEIGHTS, pass_mark=80)
    assert counted.failed_vetoes == ("A01", "A03", "A04", "A05")
    assert counted.score == Decimal("12.6")


def test_mark_and_weights_are_parameters():
    assert count("VS", ("A07", "A11", "A12"), mark=75).passes
    weights = {"veto": 40, "A07": 10, "A08": 10, "A09": 10, "A10": 10, "A11": 10, "A12": 10}
    assert count("VS", ("A07",), weights=weights).score == Decimal("90.0")


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        (DEFAULT_WEIGHTS, ""),
        ({**DEFAULT_WEIGHTS, "A07": 16}, "各项分值不能为负，合计应为 100。"),
        ({**DEFAULT_WEIGHTS, "A07": -5, "A08": 25}, "各项分值不能为负，合计应为 100。"),
        ({"veto": 100}, "分值要写明这些项：veto、A07、A08、A09、A10、A11、A12。"),
    ],
)
def test_weights_problem(weights, problem):
    assert weights_problem(weights) == problem


def test_titles():
    assert titles(["A01", "A07"]) == "登记或备案、六项管理制度"
    assert titles([]) == ""
