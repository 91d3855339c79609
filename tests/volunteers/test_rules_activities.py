"""What an activity must say, how it moves, when one may sign up: every line of the rule has an example."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.volunteers.choices import Area, SignUpState, VolunteerActivityState
from liangzhan.volunteers.rules.activities import (
    ACTIVITY_STATES,
    SIGN_UP_STATES,
    ActivityFacts,
    PostFacts,
    activity_problems,
    default_restricted,
    default_risk,
    holding_problem,
    overlaps,
    recruiting_problem,
    reviewer_problem,
)

START = dt.datetime(2026, 5, 6, 1, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.date(2026, 5, 1)
GOOD = ActivityFacts(
    title="护河",
    area="V06",
    organiser="示例站",
    leader="站长",
    place="河边",
    starts_at=START,
    ends_at=START + 3 * HOUR,
    content="清理河岸",
    posts=(PostFacts("清理", 2),),
)
LATE = dt.datetime(2026, 5, 6, 17, tzinfo=dt.UTC)  # the 7th on the clock here

BAD = [
    ({"title": " "}, "title", "请填写活动名称"),
    ({"organiser": ""}, "organiser", "组织单位"),
    ({"leader": ""}, "leader", "负责人"),
    ({"place": ""}, "place", "地点"),
    ({"content": ""}, "content", "服务内容"),
    ({"title": "长" * 81}, "title", "80"),
    ({"organiser": "长" * 81}, "organiser", "80"),
    ({"leader": "长" * 41}, "leader", "40"),
    ({"place": "长" * 121}, "place", "120"),
    ({"content": "长" * 2001}, "content", "2000"),
    ({"risk_note": "长" * 1001}, "risk_note", "1000"),
    ({"guarantees": "长" * 301}, "guarantees", "300"),
    ({"hour_rule": "长" * 201}, "hour_rule", "200"),
    ({"area": "V10"}, "area", "领域"),
    ({"risk_level": "NONE"}, "risk_level", "风险"),
    ({"risk_level": "HIGH"}, "risk_note", "防范"),
    ({"area": "V01", "risk_level": "MEDIUM"}, "risk_note", "理由"),
    ({"area": "V05"}, "risk_note", "理由"),
    ({"area": "V07"}, "restricted", "不公开招募"),
    ({"ends_at": START}, "ends_at", "晚于"),
    ({"break_minutes": 180}, "break_minutes", "短于"),
    ({"recruits_on": DAY, "recruit_ends_on": DAY - dt.timedelta(days=1)}, "recruit_ends_on", "早于"),
    ({"recruit_ends_on": dt.date(2026, 5, 7)}, "recruit_ends_on", "晚于"),
    ({"min_age": 121}, "min_age", "120"),
    ({"max_age": -1}, "max_age", "120"),
    ({"min_age": 20, "max_age": 19}, "max_age", "小于"),
    ({"posts": ()}, "posts", "至少设一个"),
    ({"posts": (PostFacts("", 2),)}, "posts", "岗位名称"),
    ({"posts": (PostFacts("长" * 41, 2),)}, "posts", "40"),
    ({"posts": (PostFacts("清理", 2), PostFacts("看守", 0))}, "posts", "看守"),
    ({"posts": (PostFacts("清理", 1, skills=("MAGIC",)),)}, "posts", "技能"),
    ({"posts": (PostFacts("清理", 1, min_age=121),)}, "posts", "年龄"),
    ({"area": "V09"}, "posts", "法律资格"),
]
FINE = [
    {},
    {"title": "长" * 80, "leader": "长" * 40, "risk_note": "长" * 1000},
    {"risk_level": "HIGH", "risk_note": "河岸湿滑，穿救生衣"},
    {"risk_level": "MEDIUM"},
    {"area": "V01", "risk_level": "MEDIUM", "risk_note": "只在室内登记"},
    {"area": "V07", "restricted": True},
    {"break_minutes": 179},
    {"recruits_on": DAY, "recruit_ends_on": DAY},
    {"recruit_ends_on": dt.date(2026, 5, 6)},
    {"recruit_ends_on": dt.date(2026, 5, 7), "ends_at": LATE},
    {"min_age": 0, "max_age": 120},
    {"min_age": 20, "max_age": 20},
    {"area": "V09", "posts": (PostFacts("领队", 1, licence="法律职业资格证"), PostFacts("登记", 2))},
    {"posts": (PostFacts("清理", 1, skills=("LAW",), min_age=120),)},
]


@pytest.mark.parametrize(("changes", "field", "words"), BAD)
def test_what_cannot_be(changes, field, words):
    found = activity_problems(replace(GOOD, **changes))
    assert list(found) == [field] and words in found[field]


@pytest.mark.parametrize("changes", FINE)
def test_what_can_be(changes):
    assert activity_problems(replace(GOOD, **changes)) == {}


def test_what_an_area_brings():
    assert [area for area in Area.values if default_risk(area) != "LOW"] == ["V01", "V05"]
    assert default_risk("V01") == "HIGH"
    assert [area for area in Area.values if default_restricted(area)] == ["V07"]


def test_every_move_of_an_activity():
    states = VolunteerActivityState.values
    allowed = {(a, b) for a in states for b in states if ACTIVITY_STATES.allows(a, b)}
    way = ["DRAFT", "REVIEW", "RECRUITING", "CLOSED", "ONGOING", "ENDED", "CONFIRMING", "ARCHIVED"]
    cancelled = {(state, "CANCELLED") for state in way[:4]}
    assert allowed == {*zip(way, way[1:], strict=False), ("REVIEW", "DRAFT"), *cancelled}


def test_every_move_of_a_sign_up():
    states = SignUpState.values
    allowed = {(a, b) for a in states for b in states if SIGN_UP_STATES.allows(a, b)}
    assert allowed == {
        *(("APPLIED", to) for to in ("ACCEPTED", "WAITLIST", "REJECTED", "WITHDRAWN")),
        *(("WAITLIST", to) for to in ("ACCEPTED", "REJECTED", "WITHDRAWN")),
        *(("ACCEPTED", to) for to in ("WITHDRAWN", "ATTENDED", "NO_SHOW")),
    }


OPEN = {
    "state": "RECRUITING",
    "now": START - HOUR,
    "today": DAY,
    "starts_at": START,
    "recruits_on": DAY,
    "recruit_ends_on": DAY,
    "himself": True,
    "restricted": False,
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"recruits_on": None, "recruit_ends_on": None}, ""),
        ({"state": "CLOSED"}, "名单已公布"),
        ({"now": START}, "已经开始"),
        ({"recruits_on": DAY + dt.timedelta(days=1)}, "5月2日开始"),
        ({"recruits_on": DAY + dt.timedelta(days=1), "himself": False}, "5月2日开始"),
        ({"today": DAY + dt.timedelta(days=1)}, "截止"),
        ({"today": DAY + dt.timedelta(days=1), "himself": False}, ""),
        ({"restricted": True}, "不公开招募"),
        ({"restricted": True, "himself": False}, ""),
    ],
)
def test_when_one_may_sign_up(changes, words):
    found = recruiting_problem(**{**OPEN, **changes})
    assert words in found and bool(found) == bool(words)


def test_who_reviews_and_when_it_is_held():
    assert reviewer_problem(is_planner=True) and not reviewer_problem(is_planner=False)
    times = {"starts_at": START, "ends_at": START + HOUR, "lead": HOUR / 2}
    second = dt.timedelta(seconds=1)
    assert "不能开始" in holding_problem("ONGOING", now=START - HOUR / 2 - second, **times)
    assert holding_problem("ONGOING", now=START - HOUR / 2, **times) == ""
    assert "不能结束" in holding_problem("ENDED", now=START + HOUR - second, **times)
    assert holding_problem("ENDED", now=START + HOUR, **times) == ""


@pytest.mark.parametrize(
    ("other", "shared"),
    [((-1, 0), False), ((-1, 1), True), ((1, 2), True), ((3, 4), False), ((-1, 4), True), ((2, 4), True)],
)
def test_two_times(other, shared):
    there = (START + other[0] * HOUR, START + other[1] * HOUR)
    assert overlaps((START, START + 3 * HOUR), there) is overlaps(there, (START, START + 3 * HOUR)) is shared
