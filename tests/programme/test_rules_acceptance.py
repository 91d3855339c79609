"""When a station may be submitted, what a visit needs, what follows from it."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.programme.rules.acceptance import (
    RECTIFICATION,
    REPORT,
    VISIT,
    closing_problems,
    demands,
    drawn_sites,
    held_on_problem,
    inspector_problem,
    result_of,
    submission_problems,
    way_for,
    way_problem,
)
from liangzhan.programme.rules.checklist import Tally

GOOD = Tally(Decimal("90.0"), (), ("A12",), True)
LOW = Tally(Decimal("70.0"), (), ("A07", "A08"), False)
VETOED = Tally(Decimal("90.0"), ("A01", "A05"), (), False)


def test_state_tables():
    assert VISIT.moves == {"PLANNED": ("DONE", "CANCELLED")}
    assert RECTIFICATION.moves == {"OPEN": ("ANSWERED",), "ANSWERED": ("ACCEPTED", "OPEN")}
    assert REPORT.moves == {
        "DRAFT": ("SUBMITTED",),
        "SUBMITTED": ("RETURNED", "ACCEPTED"),
        "RETURNED": ("SUBMITTED",),
        "ACCEPTED": (),
    }


@pytest.mark.parametrize(
    ("state", "counted", "reasons"),
    [
        ("BUILDING", GOOD, []),
        ("SITED", GOOD, ["只有“建设中”的站点可以提交验收。"]),
        ("BUILDING", VETOED, ["否决项未达标：登记或备案、至少 1 名专（兼）职社会工作专业人才。"]),
        ("BUILDING", LOW, ["自查得分 70.0，未到 80 分；建议先完善：六项管理制度、“四方”协作机制。"]),
    ],
)
def test_submission(state, counted, reasons):
    assert submission_problems(state, counted, 80) == reasons


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        ("王县", "赵街道", ""),
        ("王县", " ", "验收需要两人"),
        ("", "赵", "验收需要两人"),
        ("王县", "王县 ", "两名验收人不能"),
    ],
)
def test_inspectors(first, second, start):
    problem = inspector_problem(first, second)
    assert problem.startswith(start) and bool(problem) == bool(start)


@pytest.mark.parametrize(
    ("way", "drawn", "recheck", "start"),
    [
        ("ON_SITE", None, False, ""),
        ("PAPERS", None, False, ""),
        ("SAMPLE", None, False, "抽查验收要先抽取"),
        ("SAMPLE", False, False, "这个场所没有被抽中"),
        ("SAMPLE", True, False, ""),
        ("PAPERS", True, False, "这个场所已被抽中"),
        ("PAPERS", False, False, ""),
        ("PAPERS", True, True, ""),
        ("SAMPLE", None, True, ""),
    ],
)
def test_way(way, drawn, recheck, start):
    problem = way_problem(way, drawn=drawn, recheck=recheck)
    assert problem.startswith(start) and bool(problem) == bool(start)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (dt.date(2020, 9, 30), "验收日期不能早于提交验收的日期 2020-10-01。"),
        (dt.date(2020, 10, 1), ""),
        (dt.date(2020, 10, 10), ""),
        (dt.date(2020, 10, 11), "验收日期不能晚于今天。"),
    ],
)
def test_day_of_the_visit(day, problem):
    assert held_on_problem(day, pending_since=dt.date(2020, 10, 1), today=dt.date(2020, 10, 10)) == problem


def test_closing():
    codes = ["A01", "A02", "A07"]
    assert closing_problems({"A01": "MET"}, {}, codes) == ["还有 2 项没有结论：工作（活动）室、六项管理制度。"]
    full = {"A01": "MET", "A02": "NOT_MET", "A07": "NOT_APPLICABLE"}
    assert closing_problems(full, {"A02": " "}, codes) == ["未达标的项目要写明情况：工作（活动）室。"]
    assert closing_problems(full, {"A02": "没有房间"}, codes) == []


@pytest.mark.parametrize(
    ("counted", "before", "result"),
    [
        (GOOD, False, "PASS"),
        (GOOD, True, "PASS_AFTER_RECTIFICATION"),
        (LOW, False, "FAIL"),
        (VETOED, True, "FAIL"),
    ],
)
def test_result(counted, before, result):
    assert result_of(counted, before) == result


def test_demands():
    assert demands(VETOED, {"A01": "没有备案"}) == {
        "A01": "没有备案",
        "A05": "请补齐“至少 1 名专（兼）职社会工作专业人才”。",
    }
    assert list(demands(LOW, {})) == ["A07", "A08"]


def test_a_draw_can_be_repeated():
    sites = list(range(1, 11))
    first = drawn_sites(sites, seed="20201001-a", share=0.3)
    assert first == drawn_sites(reversed(sites), seed="20201001-a", share=0.3)
    assert len(first) == 3 and first < set(sites)
    assert len({drawn_sites(sites, seed=str(seed), share=0.3) for seed in range(9)}) > 1


@pytest.mark.parametrize(("count", "share", "drawn"), [(0, 0.3, 0), (1, 0.3, 1), (2, 0.1, 1), (10, 0.25, 2), (3, 5, 3)])
def test_how_many_are_drawn(count, share, drawn):
    assert len(drawn_sites(range(count), seed="x", share=share)) == drawn


def test_way_for():
    assert way_for("ON_SITE", drawn=False) == "ON_SITE"
    assert way_for("PAPERS", drawn=True) == "PAPERS"
    assert way_for("SAMPLE", drawn=True) == "SAMPLE"
    assert way_for("SAMPLE", drawn=False) == "PAPERS"
