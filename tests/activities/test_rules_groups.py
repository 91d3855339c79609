"""Rules of groups and activities, without a database: change one line and one of these breaks."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.choices.groups import GroupState, MemberState
from liangzhan.activities.rules.activity_money import fen_of, shown
from liangzhan.activities.rules.activity_plan import (
    ACTIVITY_TABLE,
    activity_problems,
    approver_problem,
    decision_problem,
)
from liangzhan.activities.rules.activity_posting import (
    Held,
    activity_lines,
    attended_in,
    closing_lines,
    lines_of,
    nameless,
    opening_lines,
    session_lines,
    text_of,
)
from liangzhan.activities.rules.activity_ratings import added, paper_problem, rating_problem, satisfaction_of
from liangzhan.activities.rules.group_plan import (
    BEFORE_APPROVAL,
    GROUP_TABLE,
    MEMBER_TABLE,
    closing_problem,
    group_problems,
    guardian_problem,
    is_formal,
    is_minor,
    missing_words,
    screening_problem,
    size_hint,
)
from liangzhan.activities.rules.group_sessions import holding_problem, session_problems, suggested_phase
from liangzhan.activities.rules.group_tests import change_of, score_of
from liangzhan.activities.rules.group_tests import test_problems as instrument_problems
from liangzhan.ledger.rules.lines import digest_of
from tests.factories.groups import ACTIVITY, GROUP

DAY = dt.date(2026, 11, 20)
NINE = dt.datetime(2026, 11, 20, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("table", "start", "to"),
    [
        (GROUP_TABLE, GroupState.DRAFT, {"SUBMITTED", "CANCELLED"}),
        (GROUP_TABLE, GroupState.SUBMITTED, {"APPROVED", "DRAFT", "CANCELLED"}),
        (GROUP_TABLE, GroupState.APPROVED, {"RUNNING", "CANCELLED"}),
        (GROUP_TABLE, GroupState.RUNNING, {"CLOSED"}),
        (GROUP_TABLE, GroupState.CLOSED, set()),
        (ACTIVITY_TABLE, ActivityState.APPROVED, {"HELD", "CANCELLED"}),
        (ACTIVITY_TABLE, ActivityState.HELD, {"SUMMARISED"}),
        (ACTIVITY_TABLE, ActivityState.SUMMARISED, set()),
        (MEMBER_TABLE, MemberState.ACCEPTED, {"LEFT"}),
        (MEMBER_TABLE, MemberState.DECLINED, {"ACCEPTED", "WAITING"}),
    ],
)
def test_states(table, start, to):
    assert {
        one for one in [*GroupState.values, *ActivityState.values, *MemberState.values] if table.allows(start, one)
    } == to


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, set()),
        ({"name": " ", "target": "", "goals": "", "place": ""}, {"name", "target", "goals", "place"}),
        ({"ends_on": dt.date(2026, 8, 31)}, {"ends_on"}),
        ({"ends_on": dt.date(2026, 9, 1)}, set()),
        ({"members_planned": 201}, {"members_planned"}),
        ({"members_planned": 200, "sessions_planned": 60}, set()),
        ({"sessions_planned": 0}, {"sessions_planned"}),
        ({"goals": "长" * 8000}, set()),
        ({"goals": "长" * 8001}, {"goals"}),
    ],
)
def test_plan_of_a_group(change, fields):
    assert set(group_problems(replace(GROUP, **change))) == fields


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, set()),
        ({"name": "", "need_statement": " ", "goal": "", "target": "", "place": ""}, {"name", "need_statement", "goal", "target", "place"}),
        ({"expected_heads": 0}, {"expected_heads"}),
        ({"expected_heads": 10000}, {"expected_heads"}),
        ({"expected_heads": 199}, set()),
        ({"expected_heads": 200}, {"major"}),
        ({"expected_heads": 200, "major": True}, set()),
    ],
)  # fmt: skip
def test_plan_of_an_activity(change, fields):
    assert set(activity_problems(replace(ACTIVITY, **change), major_from=200)) == fields


def test_half_written():
    assert (
        missing_words(replace(GROUP, risks=" ", plan_b=""), BEFORE_APPROVAL) == "提交前请补全：可能的困难、应对办法。"
    )
    assert missing_words(GROUP, BEFORE_APPROVAL) == ""


@pytest.mark.parametrize(("planner", "others", "may"), [(True, 1, False), (True, 0, True), (False, 3, True)])
def test_who_approves(planner, others, may):
    assert (approver_problem(is_planner=planner, others=others) == "") is may


def test_a_plan_sent_back_says_why():
    assert decision_problem(True, "") == "" and decision_problem(False, "改") == "" and decision_problem(False, " ")


@pytest.mark.parametrize(("members", "hint"), [(5, True), (6, False), (12, False), (13, True)])
def test_size_is_a_hint(members, hint):
    assert bool(size_hint(members)) is hint


def test_formal_guardian_minor():
    assert is_formal(4, minimum=4) and not is_formal(3, minimum=4)
    assert guardian_problem(17, "PAPER", guardian_years=18) and not guardian_problem(17, "GUARDIAN", guardian_years=18)
    assert not guardian_problem(18, "PAPER", guardian_years=18) and not guardian_problem(
        None, "PAPER", guardian_years=18
    )
    assert is_minor(17) and not is_minor(18) and not is_minor(None)


@pytest.mark.parametrize(
    ("state", "consent", "group", "refused"),
    [
        ("ACCEPTED", True, "RUNNING", False),
        ("ACCEPTED", False, "RUNNING", True),
        ("DECLINED", False, "DRAFT", False),
        ("DECLINED", True, "CLOSED", True),
    ],
)
def test_screening(state, consent, group, refused):
    assert bool(screening_problem(state, has_consent=consent, group_state=group)) is refused


@pytest.mark.parametrize(
    ("held", "waiting", "day", "last", "words"),
    [
        (0, 0, DAY, None, "还没有一节"),
        (2, 1, DAY, DAY, "还有 1 节"),
        (2, 0, DAY - dt.timedelta(days=1), DAY, "早于最后一节"),
        (2, 0, DAY, DAY, ""),
    ],
)
def test_closing(held, waiting, day, last, words):
    found = closing_problem(held=held, open_sessions=waiting, closed_on=day, last_held_on=last)
    assert words in found and bool(found) is bool(words)


def test_phases_are_suggested():
    assert [suggested_phase(one, 6) for one in range(1, 8)] == [
        "FORM", "TRANSITION", "TRANSITION", "MATURE", "MATURE", "END", "END",
    ]  # fmt: skip
    assert suggested_phase(1, 1) == "FORM"


def test_holding_and_lock():
    assert holding_problem(starts_at=NINE, now=NINE, state="PLANNED") == ""
    assert "还没有开始" in holding_problem(starts_at=NINE, now=NINE - dt.timedelta(minutes=1), state="PLANNED")
    assert "已取消" in holding_problem(starts_at=NINE, now=NINE, state="CANCELLED")
    from tests.factories.groups import session_facts

    assert set(session_problems(session_facts(number=0, aims="", activities=" "))) == {"number", "aims", "activities"}


@pytest.mark.parametrize(
    ("typed", "score", "fine"),
    [("", None, True), ("7", Decimal(7), True), ("7.5", Decimal("7.5"), True), ("x", None, False), ("21", None, False),
     ("-1", None, False), ("NaN", None, False), (" 20 ", Decimal(20), True)],
)  # fmt: skip
def test_scores(typed, score, fine):
    found, problem = score_of(typed, lowest=0, highest=20)
    assert found == score and (problem == "") is fine


def test_change():
    D = Decimal
    change = change_of([(D(10), D(8)), (D(12), D(13)), (D(5), None), (None, D(5))], higher_is_better=False)
    assert (change.pairs, change.before, change.after, change.change, change.better) == (
        2,
        D("11.0"),
        D("10.5"),
        D("-0.5"),
        1,
    )
    assert change_of([(D(10), D(8)), (D(12), D(13))], higher_is_better=True).better == 1
    assert change_of([], higher_is_better=True).change is None
    assert set(instrument_problems(instrument=" ", lowest=3, highest=3)) == {"instrument", "highest"}


HELD = Held(DAY, NINE, NINE + dt.timedelta(minutes=90), 1, {8: 90, 5: 60}, 3, "S05")


def test_lines_of_a_session():
    first, *others = session_lines(HELD, {5: "E1"})
    assert (first.kind, first.minutes, first.method, first.served_by, first.starts_at) == (
        "GROUP_SESSION",
        90,
        "GROUP",
        1,
        NINE,
    )
    assert [(one.kind, one.person, one.heads, one.category, one.minutes, one.service_kind) for one in others] == [
        ("GROUP_ATTENDANCE", 5, 0, "E1", 60, "S05"),
        ("GROUP_ATTENDANCE", 8, 0, "", 90, "S05"),
        ("GROUP_ATTENDANCE", None, 3, "", 0, "S05"),
    ]
    assert HELD.attended == 5 and attended_in(others) == 5
    assert [one.kind for one in activity_lines(HELD, {})] == ["ACTIVITY_HELD", *["ACTIVITY_ATTENDANCE"] * 3]


def test_lines_come_back_from_their_text():
    for lines in (
        session_lines(HELD, {5: "E1"}),
        activity_lines(nameless(HELD), {}),
        opening_lines(DAY, 1),
        closing_lines(DAY, 1),
    ):
        assert lines_of(text_of(lines)) == lines and digest_of(lines_of(text_of(lines))) == digest_of(lines)
    assert lines_of("") == []


def test_nameless_has_heads_only():
    held = nameless(HELD)
    assert (held.minutes, held.heads, held.service_kind, held.attended) == ({}, 5, "", 5)


@pytest.mark.parametrize(
    ("counts", "n", "mean", "content"),
    [
        ({5: 9}, 9, None, None),
        ({5: 9, 3: 1}, 10, Decimal("4.80"), 90),
        ({1: 10}, 10, Decimal("1.00"), 0),
        ({4: 2, 3: 1, 5: 7}, 10, Decimal("4.60"), 90),
        ({}, 0, None, None),
    ],
)
def test_satisfaction_only_from_ten(counts, n, mean, content):
    found = satisfaction_of(counts)
    assert (found.n, found.mean, found.content) == (n, mean, content)


def test_few_answers_are_shown_on_the_own_page_and_none_divides():
    assert satisfaction_of({5: 1, 2: 2}, fewest=1).content == 33
    assert satisfaction_of({}, fewest=0).mean is None
    assert added([{5: 1}, {5: 2, 1: 1}]) == {5: 3, 4: 0, 3: 0, 2: 0, 1: 1}


@pytest.mark.parametrize(
    ("score", "day", "fine"),
    [(5, DAY, True), (0, DAY, False), (5, DAY - dt.timedelta(days=1), False), (5, DAY + dt.timedelta(days=7), True),
     (5, DAY + dt.timedelta(days=8), False)],
)  # fmt: skip
def test_when_one_may_answer(score, day, fine):
    assert (rating_problem(score, day=day, held_on=DAY, open_to_on=DAY + dt.timedelta(days=7)) == "") is fine


def test_paper_totals():
    assert (
        paper_problem({5: 10}, attended=10) == ""
        and paper_problem({5: 6, 4: 5}, attended=10)
        and paper_problem({5: -1}, attended=10)
    )


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("300", 30000),
        ("300.5", 30050),
        ("1,200.05元", 120005),
        ("0", 0),
        ("300.123", None),
        ("三百", None),
        ("-1", None),
    ],
)
def test_yuan(typed, fen):
    found, problem = fen_of(typed)
    assert (problem == "") is (fen is not None) and (fen is None or found == fen)
    assert shown(30050) == "300.50" and shown(None) == ""
