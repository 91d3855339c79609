"""When a plan may be opened and issued; rate and step of completion."""

import datetime as dt

import pytest

from liangzhan.programme.rules.plan import (
    NOTICE_YEAR,
    PLAN,
    may_edit,
    missing_before_issue,
    plan_problems,
    stages,
    suggested,
)
from liangzhan.programme.rules.progress import AreaCounts, KindCounts, percent, step_of

GOOD = {
    "year": 2020,
    "title": "计划",
    "target_sw": 1000,
    "target_vs": 1000,
    "cutoff_on": dt.date(2020, 10, 31),
    "due_on": dt.date(2020, 11, 10),
}


def test_the_suggestion_is_a_plan():
    found = suggested(2020)
    assert (found["target_sw"], found["target_vs"], found["recipient_office"]) == (1000, 1000, "慈善社工儿童福利处")
    assert plan_problems(**{key: found[key] for key in GOOD}) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"year": 2019, "cutoff_on": dt.date(2019, 1, 1)}, ["年度应在 2020 至 2100 之间。"]),
        ({"title": " "}, ["请填写计划名称。"]),
        ({"target_sw": 0, "target_vs": 0}, ["两类站点的目标不能都是 0，也不能是负数。"]),
        ({"target_sw": -1}, ["两类站点的目标不能都是 0，也不能是负数。"]),
        ({"target_sw": 0}, []),
        ({"target_vs": 0}, []),
        ({"target_sw": 1, "target_vs": 0}, []),
        ({"target_vs": -1}, ["两类站点的目标不能都是 0，也不能是负数。"]),
        ({"due_on": dt.date(2020, 10, 31)}, []),
        ({"year": 2100, "cutoff_on": dt.date(2100, 1, 1), "due_on": dt.date(2100, 1, 1)}, []),
        (
            {"year": 2101, "cutoff_on": dt.date(2101, 1, 1), "due_on": dt.date(2101, 1, 1)},
            ["年度应在 2020 至 2100 之间。"],
        ),
        ({"cutoff_on": dt.date(2021, 1, 1), "due_on": dt.date(2021, 1, 1)}, ["统计截止日应在 2020 年内。"]),
        ({"due_on": dt.date(2020, 10, 30)}, ["报送截止日不能早于统计截止日。"]),
    ],
)
def test_plan_problems(changed, found):
    assert plan_problems(**{**GOOD, **changed}) == found


def test_a_plan_is_issued_with_a_table_that_adds_up():
    facts = {"target_sw": 10, "target_vs": 20}
    assert missing_before_issue(**facts, given_sw=10, given_vs=20, areas=14) == []
    assert missing_before_issue(**facts, given_sw=0, given_vs=0, areas=0) == ["还没有任务分配表，请先上传并确认。"]
    assert missing_before_issue(**facts, given_sw=9, given_vs=21, areas=14) == [
        "各地社会工作站任务合计 9 个，与目标 10 个不一致。",
        "各地志愿服务站任务合计 21 个，与目标 20 个不一致。",
    ]


@pytest.mark.parametrize(
    ("state", "has_quotas", "status"),
    [
        ("DRAFT", False, ["now", "next", "next", "next"]),
        ("DRAFT", True, ["done", "now", "next", "next"]),
        ("ISSUED", True, ["done", "done", "now", "next"]),
        ("CLOSED", True, ["done", "done", "done", "done"]),
    ],
)
def test_stages(state, has_quotas, status):
    assert [one["status"] for one in stages(state, has_quotas=has_quotas)] == status
    assert [(one["label"], one["on"]) for one in stages(state, has_quotas=has_quotas)] == [
        ("编制", ""), ("任务分配", ""), ("下达执行", ""), ("结束", ""),
    ]  # fmt: skip
    assert may_edit(state) is (state == "DRAFT")


@pytest.mark.parametrize(
    ("done", "task", "rate", "step"),
    [
        (0, 0, None, "none"),
        (0, 10, 0, "low"),
        (599, 1000, 59, "low"),
        (6, 10, 60, "fair"),
        (749, 1000, 74, "fair"),
        (75, 100, 75, "good"),
        (89, 100, 89, "good"),
        (90, 100, 90, "high"),
        (999, 1000, 99, "high"),
        (12, 10, 120, "high"),
    ],
)
def test_rate_and_step(done, task, rate, step):
    assert percent(done, task) == rate
    assert step_of(rate) == step


def test_each_count_is_added_to_its_own():
    one = KindCounts(1, 2, 3, 4, 5, 6, 7)
    assert one + KindCounts(10, 20, 30, 40, 50, 60, 70) == KindCounts(11, 22, 33, 44, 55, 66, 77)
    assert (KindCounts().in_plan, AreaCounts()) == (0, AreaCounts(KindCounts(), KindCounts(), 0))
    assert AreaCounts(sw=one).kind("VS") == KindCounts(0, 0, 0, 0, 0, 0, 0)
    assert [KindCounts(completed=2).not_started(task) for task in (1, 2, 3)] == [0, 0, 1]


def test_a_plan_goes_down_and_ends():
    assert PLAN.moves == {"DRAFT": ("ISSUED",), "ISSUED": ("CLOSED",), "CLOSED": ()}


def test_the_suggestion_word_by_word():
    assert suggested(2021) == {
        "year": 2021,
        "title": "2021年“两站”建设计划",
        "target_sw": 1000,
        "target_vs": 1000,
        "cutoff_on": dt.date(2021, 10, 31),
        "due_on": dt.date(2021, 10, 31),
        "recipient": "省民政厅",
        "recipient_office": "慈善社工儿童福利处",
    }
    assert NOTICE_YEAR == 2020


def test_counts_add_up():
    one = KindCounts(completed=3, urban=2, rural=1, pending=1, building=2, chosen=4, late=1)
    assert one.in_plan == 11
    assert one.not_started(20) == 13
    assert one.not_started(1) == 0
    both = AreaCounts(one, KindCounts(), 1) + AreaCounts(one, one, 2)
    assert (both.sw.completed, both.vs.completed, both.both) == (6, 3, 3)
    assert both.kind("SW") == both.sw and both.kind("VS") == both.vs
