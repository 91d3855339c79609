"""C-01 … C-06: what each form must hold, in tables."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.casework.rules.contacts import ContactFacts, Ground, contact_problems, kinds_offered
from liangzhan.casework.rules.intake import (
    IntakeFacts,
    case_number,
    case_series,
    decision_problems,
    intake_problems,
)
from liangzhan.casework.rules.papers import (
    AgreementFacts,
    Aim,
    agreed_day_problem,
    agreement_problems,
    aims_problems,
    day_problem,
    plan_problems,
    progress_problems,
    signer_problem,
)
from liangzhan.casework.rules.scale import improved, packed, rows_of, scores_problem, unpacked

D = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
INTAKE = IntakeFacts(on=D, source="SELF", problem="示例")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"on": D + DAY}, ["on"]),
        ({"on": D - 3 * DAY}, ["on"]),
        ({"problem": "  "}, ["problem"]),
        ({"urgency": 0}, ["urgency"]),
        ({"urgency": 5}, ["urgency"]),
    ],
)
def test_intake(change, fields):
    assert list(intake_problems(replace(INTAKE, **change), today=D, earliest=D - 2 * DAY)) == fields


@pytest.mark.parametrize(
    ("decision", "reason", "on", "fields"),
    [
        ("ACCEPT", "", D, []),
        ("CRISIS", "", D, []),
        ("DECLINE", "", D, ["reason"]),
        ("REFER", " ", D, ["reason"]),
        ("DECLINE", "不在服务范围", D, []),
        ("", "", D, ["decision"]),
        ("ACCEPT", "", D + DAY, ["decided_on"]),
        ("ACCEPT", "", D - DAY, ["decided_on"]),
    ],
)
def test_decision(decision, reason, on, fields):
    assert list(decision_problems(decision, reason, on=on, opened_on=D, today=D)) == fields


def test_numbers():
    assert case_number(case_series("210102001002", 2026), 7) == "210102001002-SW-CASE-2026-0007"
    assert case_series("210102001002", 2026, sealed=True) != case_series("210102001002", 2026)


AGREEMENT = AgreementFacts(on=D, way="PAPER", limits_explained=True, from_on=D)


@pytest.mark.parametrize(
    ("change", "born_on", "fields"),
    [
        ({}, None, []),
        ({"limits_explained": False}, None, ["limits_explained"]),
        ({"on": D - DAY}, None, ["on"]),
        ({"to_on": D - DAY}, None, ["to_on"]),
        ({}, dt.date(2008, 3, 2), []),
        ({}, dt.date(2008, 3, 3), ["way", "child_view"]),
        ({"way": "GUARDIAN", "child_view": "愿意"}, dt.date(2015, 1, 1), []),
        ({"way": "GUARDIAN", "signer": "王小"}, dt.date(2018, 3, 3), []),
        ({"way": "GUARDIAN", "signer": "王小"}, dt.date(2018, 3, 2), ["child_view"]),
        ({"without_guardian": "疑似受监护人侵害", "child_view": "愿意"}, dt.date(2010, 1, 1), []),
    ],
)
def test_agreement(change, born_on, fields):
    assert list(agreement_problems(replace(AGREEMENT, **change), opened_on=D, born_on=born_on)) == fields


@pytest.mark.parametrize(
    ("signer", "known", "problem"),
    [
        ("王 大宝", ["王大宝"], ""),
        ("王大宝", ["李某某", "王大宝"], ""),
        ("王大宝", [], ""),
        ("王二宝", ["王大宝"], "签字人不是本站登记的监护人"),
        ("", ["王大宝"], "签字人不是本站登记的监护人"),
    ],
)
def test_who_signs_for_a_minor(signer, known, problem):
    assert signer_problem(signer, known).startswith(problem) and bool(signer_problem(signer, known)) == bool(problem)


def test_the_signer_is_compared_only_for_a_minor():
    given = {"opened_on": D, "guardians": ["王大宝"]}
    facts = replace(AGREEMENT, way="GUARDIAN", signer="王二宝", child_view="愿意")
    assert list(agreement_problems(facts, born_on=dt.date(2015, 1, 1), **given)) == ["signer"]
    assert agreement_problems(facts, born_on=dt.date(1950, 1, 1), **given) == {}


AIM = Aim("每周下楼两次", "家属记录次数", D + 30 * DAY)


@pytest.mark.parametrize(
    ("aims", "fields"),
    [
        ([AIM], []),
        ([], ["aim1_text"]),
        ([replace(AIM, text="")], ["aim1_text"]),
        ([AIM, replace(AIM, measure=" ")], ["aim2_measure"]),
        ([replace(AIM, due_on=None)], ["aim1_due_on"]),
        ([replace(AIM, due_on=D - DAY)], ["aim1_due_on"]),
    ],
)
def test_aims_are_specific_measurable_and_dated(aims, fields):
    assert list(aims_problems(aims, on=D)) == fields


def test_plan():
    assert plan_problems("目标", "TASK", "", "步骤") == {}
    assert list(plan_problems("", "OTHER", "", "")) == ["goal", "theory_note", "steps"]
    assert agreed_day_problem(None, plan_on=D, today=D) == ""
    assert agreed_day_problem(D, plan_on=D, today=D) == ""
    assert agreed_day_problem(D - DAY, plan_on=D, today=D)
    assert agreed_day_problem(D + DAY, plan_on=D, today=D)


def test_review_tells_every_objective():
    assert progress_problems({"x": 0, "y": 100}, ["x", "y"]) == {}
    assert list(progress_problems({"x": 101, "y": None}, ["x", "y"])) == ["y", "x"]
    assert day_problem(D, earliest=D, today=D) == ""
    assert day_problem(D + DAY, earliest=D, today=D)
    assert day_problem(D - DAY, earliest=D, today=D)


TZ = dt.timezone(dt.timedelta(hours=8))
NINE = dt.datetime(2026, 3, 2, 9, tzinfo=TZ)
HALF = dt.timedelta(minutes=30)
CONTACT = ContactFacts(NINE, NINE + HALF, "HOME_VISIT", "S10", "目的", "过程")
GROUND = Ground(accepted_on=D, now=NINE + HALF, oldest=D - 60 * DAY)


@pytest.mark.parametrize(
    ("change", "ground", "fields"),
    [
        ({}, {}, []),
        ({"ends_at": NINE}, {}, ["ends"]),
        ({"ends_at": NINE + DAY}, {}, ["ends"]),
        ({}, {"now": NINE + HALF - dt.timedelta(minutes=1)}, ["ends"]),
        ({}, {"accepted_on": D + DAY}, ["on"]),
        ({}, {"oldest": D + DAY}, ["on"]),
        ({"next_on": D}, {}, []),
        ({"next_on": D - DAY}, {}, ["next_on"]),
        ({"service_kind": "S06"}, {}, ["service_kind"]),
        ({"service_kind": "S07"}, {"sealed": True}, []),
        ({"service_kind": "S99"}, {}, ["service_note"]),
        ({"service_kind": "S99", "service_note": "陪伴"}, {}, []),
        ({}, {"withdrawn_on": D}, ["despite"]),
        ({"despite": "CRISIS"}, {"withdrawn_on": D}, []),
        ({}, {"withdrawn_on": D + DAY}, []),
        ({"purpose": " "}, {}, ["purpose"]),
        ({"content": ""}, {}, ["content"]),
    ],
)
def test_contact(change, ground, fields):
    assert list(contact_problems(replace(CONTACT, **change), replace(GROUND, **ground))) == fields


def test_minutes_follow_from_the_times_and_sealed_kinds_are_not_offered():
    assert CONTACT.minutes == 30
    assert {"S06", "S07"}.isdisjoint(code for code, _ in kinds_offered(sealed=False))
    assert len(kinds_offered(sealed=True)) - len(kinds_offered(sealed=False)) == 2


@pytest.mark.parametrize(
    ("scores", "good"),
    [
        ([3] * 8, True),
        ([1, 5] * 4, True),
        ([3] * 7, False),
        ([3] * 7 + [None], False),
        ([0] + [3] * 7, False),
        ([6] * 8, False),
    ],
)
def test_scale_wants_all_eight(scores, good):
    assert (scores_problem(scores) == "") is good


def test_scale_shows_the_change():
    rows = rows_of([[2] * 8, [3, 2, 2, 2, 2, 2, 2, 5]])
    assert (rows[0].name, rows[0].scores, rows[0].change) == ("自理", (2, 3), 1)
    assert (rows[-1].name, rows[-1].scores, rows[-1].change) == ("总分", (16, 20), 4)
    assert rows_of([]) == []
    assert rows_of([[2] * 8])[0].change is None
    assert unpacked(packed([1, 2, 3, 4, 5, 1, 2, 3])) == [1, 2, 3, 4, 5, 1, 2, 3]
    assert (improved(16, 20), improved(20, 20), improved(None, 3)) == (True, False, None)
