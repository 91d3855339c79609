"""What a table costs, what is lacking before anybody is asked, who decides."""

import datetime as dt

import pytest

from liangzhan.reporting.choices import RequestState, Verdict
from liangzhan.reporting.rules.gate import (
    GATE_TABLE,
    Cost,
    asked_already,
    minutes_of,
    no_names,
    same_person_problem,
    submit_problems,
    times_until,
    urgent_problem,
)
from liangzhan.reporting.rules.gate_match import asks_who, match_columns, plain

TODAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("repeat", "end", "times"),
    [
        ("ONCE", dt.date(2027, 11, 28), 1),
        ("DAY", dt.date(2026, 11, 30), 3),
        ("WEEK", dt.date(2026, 12, 4), 1),
        ("WEEK", dt.date(2026, 12, 5), 2),
        ("MONTH", dt.date(2026, 12, 27), 1),
        ("MONTH", dt.date(2026, 12, 28), 2),
        ("QUARTER", dt.date(2027, 2, 26), 1),
        ("DAY", dt.date(2026, 11, 1), 1),
    ],
)
def test_times(repeat, end, times):
    assert times_until(repeat, TODAY, end) == times


def test_only_what_is_not_there_costs():
    verdicts = [Verdict.KNOWN, Verdict.NEW, Verdict.SKIP, Verdict.NEW, Verdict.MAYBE]
    assert minutes_of(verdicts, column_minutes=3) == 6
    assert Cost(2000, 6, 12).hours == 2400.0


@pytest.mark.parametrize(
    ("basis", "end", "fields"),
    [
        ("", dt.date(2026, 12, 1), ["basis"]),
        ("示例文件", dt.date(2026, 12, 1), ["basis"]),
        ("示例〔2026〕1 号", None, ["expires_on"]),
        ("示例〔2026〕1 号", TODAY, ["expires_on"]),
        ("示例〔2026〕1 号", TODAY + dt.timedelta(days=1), []),
        ("示例〔2026〕1 号", TODAY + dt.timedelta(days=100), []),
        ("示例〔2026〕1 号", TODAY + dt.timedelta(days=101), ["expires_on"]),
    ],
)
def test_basis_and_end(basis, end, fields):
    assert list(submit_problems(basis, end, today=TODAY, longest=100)) == fields


@pytest.mark.parametrize(
    ("words", "may"),
    [("辽河流域防汛应急", True), ("突发疫情处置", True), ("领导要求", False), ("汛", False), ("", False)],
)
def test_first_down_then_basis_is_for_emergencies(words, may):
    assert (urgent_problem(words) == "") is may


def test_sentences():
    assert no_names([]) == "" and "“姓名”" in no_names(["姓名"]) and "最小必要" in no_names(["姓名"])
    assert no_names(["甲"] * 7).startswith("栏目“甲”、“甲”、“甲”、“甲”、“甲”、“甲”等")
    assert same_person_problem("a", "b") == "" and "另一名" in same_person_problem("a", "a")
    assert asked_already({}) == "" and "《月报》" in asked_already({"困难户数": "月报"})


def test_states():
    assert not GATE_TABLE.allows(RequestState.MATCHED, RequestState.ISSUED), "nobody decides on his own"
    assert GATE_TABLE.allows(RequestState.URGENT, RequestState.EXPIRED)
    assert not GATE_TABLE.allows(RequestState.REFUSED, RequestState.SUBMITTED)


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("本季度服务人数（人）", "服务"),
        ("其中：持证社工人数", "持证社工"),
        ("社会工作者 总人数", "社会工作者总"),
        ("县（市、区）", "县"),
        ("（人）", "人"),
        ("小组活动节数", "小组活动节"),
    ],
)
def test_plain(heading, left):
    assert plain(heading) == left


@pytest.mark.parametrize(
    ("path", "verdict", "key"),
    [
        (["服务人数"], Verdict.KNOWN, "I05.persons"),
        (["服务老年人数"], Verdict.MAYBE, "I05.persons"),
        (["志愿者培训", "培训人次"], Verdict.KNOWN, "I18.times"),
        (["人均服务时长"], Verdict.NEW, ""),
        (["冲锋舟（艘）"], Verdict.NEW, ""),
        (["备注"], Verdict.SKIP, ""),
        (["身份证号"], Verdict.IDENTITY, ""),
        (["负责人姓名"], Verdict.KNOWN, "field.head_name"),
    ],
)
def test_one_column(path, verdict, key):
    match = match_columns([path])[0]
    assert (match.verdict, match.key) == (verdict, key)


def test_a_name_makes_the_whole_row_a_person():
    found = match_columns([["序号"], ["姓名"], ["服务时长"], ["所在社区"], ["联系电话"]])
    assert [one.verdict for one in found] == ["SKIP", "IDENTITY", "IDENTITY", "KNOWN", "IDENTITY"]
    assert asks_who("监护人电话") and not asks_who("案例名称") and not asks_who("负责人姓名")
