"""C-08: what must be there, who approves, what follows."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.casework.choices import Second
from liangzhan.casework.rules.closing import (
    ClosingFacts,
    Limits,
    Papers,
    Standing,
    attempts_within,
    closing_problems,
    follow_up_days,
    goal_percent,
    missing_papers,
    month_later,
    second_person,
)

TODAY = dt.date(2026, 9, 30)
WHOLE = Papers(accepted=True, agreement=True, assessment=True, plan=True, contacts=3)
LIMITS = Limits(contacts=3, attempts=3, attempt_days=30, whole_reasons=("GOAL_MET",))
STANDING = Standing(dt.date(2026, 3, 1), dt.date(2026, 9, 20), WHOLE, attempts=0, open_crisis=False)
FACTS = ClosingFacts(
    reason="GOAL_MET",
    on=TODAY,
    progress={"a": 80},
    scores=[4] * 8,
    client_opinion="满意",
    satisfaction=5,
    open_issues="",
    separation="当面道别",
    follow_up_plan="一个月后电话回访",
)
LOST = replace(FACTS, reason="LOST", satisfaction=None, client_opinion="", separation="", follow_up_plan="", scores=())


def problems(facts=FACTS, standing=STANDING):
    return closing_problems(facts, standing, LIMITS, today=TODAY)


def test_a_whole_case_closes():
    assert problems() == {}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"reason": "NEVER"}, "reason", "请选择"),
        ({"satisfaction": None}, "satisfaction", "满意度"),
        ({"satisfaction": 0}, "satisfaction", "1 到 5"),
        ({"satisfaction": 6}, "satisfaction", "1 到 5"),
        ({"client_opinion": " "}, "client_opinion", "意见"),
        ({"separation": ""}, "separation", "道别"),
        ({"follow_up_plan": ""}, "follow_up_plan", "跟进"),
        ({"progress": {"a": 101}}, "progress", "0 到 100"),
        ({"progress": {"a": -1}}, "progress", "0 到 100"),
        ({"progress": {"a": 50, "b": None}}, "progress", "每个目标"),
        ({"scores": [4] * 7}, "scores", "8 项"),
        ({"scores": [4] * 7 + [6]}, "scores", "1 到 5"),
        ({"scores": [4] * 7 + [0]}, "scores", "1 到 5"),
        ({"scores": ()}, "scores", "社会功能"),
        ({"on": TODAY + dt.timedelta(days=1)}, "on", "晚于今天"),
        ({"on": dt.date(2026, 9, 19)}, "on", "2026-09-20"),
    ],
)
def test_what_is_lacking_is_said_at_its_field(changed, field, words):
    found = problems(replace(FACTS, **changed))
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize(
    "good", [{"satisfaction": 1}, {"progress": {"a": 0}}, {"progress": {}}, {"on": dt.date(2026, 9, 20)}]
)
def test_edges_that_are_fine(good):
    assert problems(replace(FACTS, **good)) == {}


def test_an_open_crisis_stops_every_closing():
    for reason in ("GOAL_MET", "DECEASED", "LOST"):
        found = problems(replace(FACTS, reason=reason), replace(STANDING, open_crisis=True))
        assert list(found) == ["reason"]
        assert "危机" in found["reason"]


def test_gates_are_asked_for_by_some_reasons_only():
    bare = replace(STANDING, papers=Papers(True, False, False, False, 1))
    assert "服务同意书、预估表、计划书" in problems(standing=bare)["reason"]
    assert problems(replace(FACTS, reason="CLIENT_ENDS", scores=(), progress={"a": None}), bare) == {}


@pytest.mark.parametrize(("attempts", "refused"), [(0, True), (2, True), (3, False)])
def test_lost_needs_attempts_on_record(attempts, refused):
    found = problems(LOST, replace(STANDING, attempts=attempts))
    assert (list(found) == ["reason"]) is refused
    assert not refused or f"现有 {attempts} 天" in found["reason"]


@pytest.mark.parametrize("referred", [True, False])
def test_referred_needs_an_accepted_referral(referred):
    found = problems(replace(FACTS, reason="REFERRED"), replace(STANDING, referred=referred))
    assert list(found) == ([] if referred else ["reason"])


@pytest.mark.parametrize("reason", ["LOST", "DECEASED"])
def test_who_cannot_be_asked_is_not_asked(reason):
    silent = replace(LOST, reason=reason)
    assert problems(silent, replace(STANDING, attempts=3)) == {}
    assert "不填写" in problems(replace(silent, satisfaction=3), replace(STANDING, attempts=3))["satisfaction"]


def test_missing_papers_are_named():
    assert missing_papers(WHOLE, contacts=3) == []
    names = missing_papers(Papers(False, False, False, False, 2), contacts=3)
    assert [name[:3] for name in names] == ["接案登", "服务同", "预估表", "计划书", "过程记"]
    assert "现有 2 次" in names[-1]


@pytest.mark.parametrize(
    ("marks", "percent"),
    [([], None), ([None], None), ([80], 80), ([50, 51], 51), ([50, 50, 51], 50), ([0, None, 100], 50)],
)
def test_goal_percent(marks, percent):
    assert goal_percent(marks) == percent


def test_attempts_are_days_within_the_span():
    until = dt.date(2026, 9, 30)
    days = [until, until, dt.date(2026, 8, 31), dt.date(2026, 8, 30), dt.date(2026, 10, 1)]
    assert attempts_within(days, until=until, span=30) == 2


@pytest.mark.parametrize(
    ("heads", "supervisors", "kind"),
    [([1], [2], Second.HEAD), ([1], [], Second.HEAD), ([], [2], Second.SUPERVISOR), ([], [], Second.NOBODY)],
)
def test_second_person(heads, supervisors, kind):
    assert second_person(heads=heads, supervisors=supervisors) == kind


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2027, 12, 31), 2, dt.date(2028, 2, 29)),
        (dt.date(2026, 8, 15), 6, dt.date(2027, 2, 15)),
    ],
)
def test_month_later(day, months, later):
    assert month_later(day, months) == later


def test_follow_ups():
    day = dt.date(2026, 9, 30)
    assert follow_up_days(day, [6, 1, 3, 3, 0], "GOAL_MET") == [
        dt.date(2026, 10, 30),
        dt.date(2026, 12, 30),
        dt.date(2027, 3, 30),
    ]
    assert follow_up_days(day, [1, 3, 6], "DECEASED") == []
