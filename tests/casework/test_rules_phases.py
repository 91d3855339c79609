"""Phase, gates, formal case: tables of examples without a database."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.casework.rules.phases import Standing, gates_of, is_formal, missing_in, phase_of

D = dt.date(2026, 3, 2)
LATER = dt.date(2026, 6, 1)
NEW = Standing(opened_on=D)
ACCEPTED = replace(NEW, accepted_on=D)
AGREED = replace(ACCEPTED, agreed_on=D)
ASSESSED = replace(AGREED, assessed_on=D)
PLANNED = replace(ASSESSED, planned_on=D)
WORKED = replace(PLANNED, contacts=3)
SCORED = replace(WORKED, post_on=LATER)
CLOSED = replace(SCORED, closed_on=LATER)


@pytest.mark.parametrize(
    ("one", "phase"),
    [
        (NEW, "INTAKE"),
        (ACCEPTED, "INTAKE"),
        (AGREED, "ASSESS"),
        (replace(AGREED, withdrawn_on=LATER), "ASSESS"),
        (ASSESSED, "PLAN"),
        (PLANNED, "INTERVENE"),
        (WORKED, "INTERVENE"),
        (replace(SCORED, contacts=2), "INTERVENE"),
        (SCORED, "EVALUATE"),
        (replace(SCORED, reopened_on=LATER + dt.timedelta(days=1)), "INTERVENE"),
        (replace(SCORED, reopened_on=LATER), "EVALUATE"),
        (CLOSED, "CLOSED"),
        (replace(CLOSED, follow_ups_open=1), "FOLLOW_UP"),
        (replace(NEW, closed_on=LATER), "CLOSED"),
        (replace(PLANNED, agreed_on=None), "INTAKE"),
        (replace(PLANNED, assessed_on=None), "ASSESS"),
    ],
)
def test_phase(one, phase):
    assert phase_of(one, min_contacts=3) == phase


def test_the_least_number_is_a_setting():
    assert phase_of(replace(SCORED, contacts=1), min_contacts=1) == "EVALUATE"


@pytest.mark.parametrize("lacking", ["accepted_on", "agreed_on", "assessed_on", "planned_on"])
def test_a_formal_case_has_every_paper(lacking):
    assert is_formal(WORKED, min_contacts=3)
    assert not is_formal(replace(WORKED, **{lacking: None}), min_contacts=3)
    assert not is_formal(replace(WORKED, contacts=2), min_contacts=3)


@pytest.mark.parametrize(
    ("one", "titles"),
    [
        (NEW, ["接案登记并决定接案", "服务同意书"]),
        (ACCEPTED, ["服务同意书"]),
        (AGREED, ["预估表", "服务前社会功能评分"]),
        (ASSESSED, ["服务对象同意的计划书", "督导意见"]),
        (PLANNED, ["至少 3 次过程记录", "服务后社会功能评分"]),
        (WORKED, ["服务后社会功能评分"]),
        (SCORED, ["阶段评估", "批准的结案表"]),
        (CLOSED, []),
    ],
)
def test_what_the_phase_lacks(one, titles):
    assert [gate.title for gate in missing_in(one, min_contacts=3)] == titles


def test_the_word_of_a_second_person_holds_nobody_up():
    soft = [gate.title for gates in gates_of(NEW, min_contacts=3).values() for gate in gates if gate.soft]
    assert soft == ["服务前社会功能评分", "督导意见"]
    assert phase_of(PLANNED, min_contacts=3) == "INTERVENE"
