"""C-07: reasons, consent with named items, states."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.casework.choices import ReferralState
from liangzhan.casework.rules.referral import (
    REFERRAL,
    ReferralFacts,
    consent_about,
    move_problem,
    only_named,
    referral_problems,
    results_open,
)

TODAY = dt.date(2026, 9, 30)
OPENED = dt.date(2026, 3, 1)
FACTS = ReferralFacts(
    reason="PROFESSION",
    on=TODAY,
    items=("NAME", "PROBLEM"),
    letter="请提供心理治疗",
    to_station=False,
    to_agency="某医院",
    consented=True,
    without_consent="",
    follow_up_on=TODAY + dt.timedelta(days=14),
)
STATION = replace(FACTS, to_station=True, to_agency="")
S = ReferralState


def problems(facts):
    return referral_problems(facts, opened_on=OPENED, today=TODAY)


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        STATION,
        replace(FACTS, consented=False, without_consent="LIFE"),
        replace(FACTS, consented=False, without_consent="MANDATORY"),
        replace(FACTS, sealed=True),
        replace(FACTS, items=("PROBLEM",)),
        replace(FACTS, on=OPENED, follow_up_on=OPENED),
    ],
)
def test_may_go(facts):
    assert problems(facts) == {}


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        (replace(FACTS, reason=""), "reason", "原因"),
        (replace(FACTS, letter=" "), "letter", "转介说明"),
        (replace(FACTS, to_agency=" "), "to_agency", "机构名称"),
        (replace(STATION, to_agency="某医院"), "to_agency", "不用填写"),
        (replace(STATION, same_station=True), "to_station", "转案"),
        (replace(STATION, sealed=True), "to_station", "限制查阅"),
        (replace(FACTS, consented=False), "way", "单独同意"),
        (replace(FACTS, consented=False, without_consent="CONVENIENCE"), "way", "单独同意"),
        (replace(FACTS, without_consent="LIFE"), "without_consent", "不用选择"),
        (replace(FACTS, items=()), "items", "逐项"),
        (replace(FACTS, items=("NAME", "DIARY")), "items", "逐项"),
        (replace(STATION, items=("PROBLEM",)), "items", "姓名"),
        (replace(FACTS, on=TODAY + dt.timedelta(days=1), follow_up_on=TODAY + dt.timedelta(days=2)), "on", "晚于今天"),
        (replace(FACTS, on=OPENED - dt.timedelta(days=1)), "on", "2026-03-01"),
        (replace(FACTS, follow_up_on=TODAY - dt.timedelta(days=1)), "follow_up_on", "跟进日期"),
    ],
)
def test_may_not_go(facts, field, words):
    found = problems(facts)
    assert list(found) == [field]
    assert words in found[field]


def test_states():
    allowed = {
        (S.PENDING, S.ACCEPTED),
        (S.PENDING, S.NOT_ACCEPTED),
        (S.PENDING, S.FAILED),
        (S.ACCEPTED, S.COMPLETED),
        (S.ACCEPTED, S.RETURNED),
        (S.ACCEPTED, S.FAILED),
        (S.NOT_ACCEPTED, S.REFERRED_AGAIN),
        (S.NOT_ACCEPTED, S.FAILED),
        (S.RETURNED, S.REFERRED_AGAIN),
        (S.RETURNED, S.FAILED),
    }
    assert {(a, b) for a in S for b in S if REFERRAL.allows(a, b)} == allowed


@pytest.mark.parametrize(
    ("to", "receiver", "to_station", "answer", "words"),
    [
        (S.ACCEPTED, True, True, "", ""),
        (S.NOT_ACCEPTED, True, True, "没有床位", ""),
        (S.NOT_ACCEPTED, True, True, "", "原因"),
        (S.RETURNED, True, True, " ", "原因"),
        (S.COMPLETED, True, True, "", ""),
        (S.FAILED, True, True, "x", "转出站点"),
        (S.REFERRED_AGAIN, True, True, "x", "转出站点"),
        (S.ACCEPTED, False, True, "", "接收站点"),
        (S.RETURNED, False, True, "x", "接收站点"),
        (S.ACCEPTED, False, False, "", ""),
        (S.COMPLETED, False, True, "", ""),
        (S.FAILED, False, False, "", "原因"),
        (S.FAILED, False, True, "对方已停诊", ""),
    ],
)
def test_who_moves_it(to, receiver, to_station, answer, words):
    found = move_problem(to, receiver=receiver, to_station=to_station, answer=answer)
    assert (words in found) if words else found == ""


def test_only_named_items():
    contents = {"NAME": "王小明", "MOBILE": "13900000000", "PROBLEM": "独居"}
    assert only_named(contents, ["PROBLEM", "NAME", "ADDRESS"]) == [
        ("姓名或称呼", "王小明"),
        ("住址", "未登记"),
        ("主要问题", "独居"),
    ]


def test_consent_names_receiver_and_items():
    assert consent_about("某医院", ["PROBLEM", "NAME"]) == "提供给：某医院。资料：姓名或称呼、主要问题。"


@pytest.mark.parametrize(
    ("state", "receiver", "to_station", "results"),
    [
        (S.PENDING, True, True, [S.ACCEPTED, S.NOT_ACCEPTED]),
        (S.ACCEPTED, True, True, [S.RETURNED, S.COMPLETED]),
        (S.PENDING, False, True, [S.FAILED]),
        (S.PENDING, False, False, [S.ACCEPTED, S.NOT_ACCEPTED, S.FAILED]),
        (S.RETURNED, False, False, [S.FAILED]),
        (S.COMPLETED, False, False, []),
    ],
)
def test_results_that_are_open(state, receiver, to_station, results):
    assert results_open(state, receiver=receiver, to_station=to_station) == results
