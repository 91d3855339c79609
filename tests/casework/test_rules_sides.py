"""中止, 恢复, 重开, 转案, what stays possible after a withdrawal, follow-ups, and a text without identity."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from liangzhan.casework.choices import CaseSide
from liangzhan.casework.rules.follow_up import FollowUpFacts, follow_up_problems, is_overdue
from liangzhan.casework.rules.sides import (
    SIDES,
    day_problem,
    reopen_problem,
    resumed_state,
    suspend_problem,
    transfer_problem,
    withdrawn_problem,
)
from liangzhan.casework.rules.veiling import nickname_of, surname_of, veiled

S = CaseSide
DAY = dt.date(2026, 9, 30)
ONE = dt.timedelta(days=1)


def test_side_states():
    allowed = {
        (S.ACTIVE, S.NOT_ACCEPTED),
        (S.ACTIVE, S.REFERRED),
        (S.ACTIVE, S.SUSPENDED),
        (S.ACTIVE, S.REOPENED),
        (S.SUSPENDED, S.ACTIVE),
        (S.SUSPENDED, S.REOPENED),
        (S.SUSPENDED, S.REFERRED),
        (S.REOPENED, S.SUSPENDED),
        (S.REOPENED, S.REFERRED),
        (S.REOPENED, S.REOPENED),
        (S.REFERRED, S.REOPENED),
    }
    assert {(a, b) for a in S for b in S if SIDES.allows(a, b)} == allowed


@pytest.mark.parametrize(("before", "after"), [(S.ACTIVE, S.ACTIVE), (S.REOPENED, S.REOPENED), ("", S.ACTIVE)])
def test_resumed(before, after):
    assert resumed_state(before) == after


@pytest.mark.parametrize(
    ("state", "accepted", "closed", "crisis", "words"),
    [
        (S.ACTIVE, True, False, False, ""),
        (S.REOPENED, True, False, False, ""),
        (S.ACTIVE, True, True, False, "已经结案"),
        (S.ACTIVE, False, False, False, "在办"),
        (S.SUSPENDED, True, False, False, "在办"),
        (S.REFERRED, True, False, False, "在办"),
        (S.ACTIVE, True, False, True, "危机"),
    ],
)
def test_suspend(state, accepted, closed, crisis, words):
    found = suspend_problem(state, accepted=accepted, closed=closed, open_crisis=crisis)
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(
    ("state", "closed", "words"),
    [(S.ACTIVE, True, ""), (S.REFERRED, False, ""), (S.ACTIVE, False, "正在办理"), (S.NOT_ACCEPTED, True, "重新接案")],
)
def test_reopen(state, closed, words):
    found = reopen_problem(state, closed=closed)
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(
    ("closed", "same", "in_post", "words"),
    [
        (False, False, True, ""),
        (True, False, True, "已经结案"),
        (False, True, True, "已经是"),
        (False, False, False, "岗位"),
    ],
)
def test_transfer(closed, same, in_post, words):
    found = transfer_problem(closed=closed, same=same, in_post=in_post)
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(("on", "words"), [(DAY, ""), (DAY - ONE, ""), (DAY + ONE, "晚于"), (DAY - 2 * ONE, "早于")])
def test_day(on, words):
    found = day_problem(on, opened_on=DAY - ONE, today=DAY)
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(
    "deed", ["closing", "crisis", "report", "follow_up", "agreement", "opinion", "transfer", "referral"]
)
def test_after_withdrawal_some_deeds_stay(deed):
    assert withdrawn_problem(deed, DAY) == ""


@pytest.mark.parametrize("deed", ["contact", "plan", "assessment", "review"])
def test_after_withdrawal_no_new_service(deed):
    assert "2026-09-30" in withdrawn_problem(deed, DAY)
    assert withdrawn_problem(deed, None) == ""


FOLLOW = FollowUpFacts(DAY, "PHONE", "STABLE", "", reopen=False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"done_on": DAY + ONE}, "done_on"),
        ({"done_on": DAY - 31 * ONE}, "done_on"),
        ({"mode": "PIGEON"}, "mode"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "WORSE"}, "note"),
        ({"outcome": "LOST", "note": "停机", "reopen": True}, "reopen"),
    ],
)
def test_follow_up_refuses(changed, field):
    assert list(follow_up_problems(replace(FOLLOW, **changed), closed_on=DAY - 30 * ONE, today=DAY)) == [field]


@pytest.mark.parametrize(
    "changed",
    [{}, {"done_on": DAY - 30 * ONE}, {"outcome": "WORSE", "note": "又摔了", "reopen": True}, {"reopen": True}],
)
def test_follow_up_takes(changed):
    assert follow_up_problems(replace(FOLLOW, **changed), closed_on=DAY - 30 * ONE, today=DAY) == {}


@pytest.mark.parametrize(
    ("due", "done", "late"), [(DAY - ONE, None, True), (DAY, None, False), (DAY - ONE, DAY, False)]
)
def test_overdue(due, done, late):
    assert is_overdue(due, done, today=DAY) is late


def test_nickname():
    assert nickname_of(" 桂花奶奶 ", UUID(int=0)) == "桂花奶奶"
    assert nickname_of("", UUID("ab12cd34-0000-4000-8000-000000000000")) == "服务对象 AB12"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("王小明独居，王大爷和老王是一个人", "甲独居，甲和甲是一个人"),
        ("女儿王小红住在工农街1号", "女儿家人住在（住址略）"),
        ("电话13900000000，证件219999198001010011", "电话（号码略），证件（号码略）"),
        ("座机024-88888888，金额12345678901元", "座机（号码略），金额（号码略）元"),
        ("血压140，每月补贴1200元", "血压140，每月补贴1200元"),
    ],
)
def test_veiled(text, shown):
    names = {"王小明": "甲", "王小红": "家人", "工农街1号": "（住址略）", "王": "不替换"}
    assert veiled(text, names, surname="王", nickname="甲") == shown


@pytest.mark.parametrize(
    ("name", "surname"), [("王小明", "王"), ("欧阳小明", "欧阳"), ("", ""), ("JOHN SMITH", ""), (" 李四", "李")]
)
def test_surname(name, surname):
    assert surname_of(name) == surname
