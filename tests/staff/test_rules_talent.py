"""Examinations, pay scale and the counts of talent, as tables of examples."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.rules import exams
from liangzhan.staff.rules import pay_scale as pay
from liangzhan.staff.rules.talent import TalentCounts, gather

TODAY = dt.date(2026, 11, 20)


class TestExams:
    def problem(self, year=2026, level="ASW", signed_on=dt.date(2026, 4, 1), **changes):
        given_ = {"taken": [], "certified": [], "today": TODAY, "several_levels": False, "first_year": 2008, **changes}
        return exams.entry_problem(year, level, signed_on, **given_)

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({}, ""),
            ({"year": 2008, "signed_on": dt.date(2008, 4, 1)}, ""),
            ({"year": 2007, "signed_on": dt.date(2007, 4, 1)}, "考试年度在 2008 年到 2026 年之间。"),
            ({"year": 2027}, "考试年度在 2008 年到 2026 年之间。"),
            ({"signed_on": dt.date(2026, 11, 21)}, "报名日期不能在今天以后。"),
            ({"signed_on": TODAY}, ""),
            ({"signed_on": dt.date(2025, 12, 31)}, ""),
            ({"signed_on": dt.date(2024, 12, 31)}, "报名日期应在考试当年，或上一年。"),
            ({"year": 2025, "signed_on": dt.date(2026, 1, 1)}, "报名日期应在考试当年，或上一年。"),
            ({"certified": ["ASW"]}, "已持有助理社会工作师证书，不需要再报名。"),
            ({"certified": ["ASW"], "level": "SW"}, ""),
            ({"taken": ["ASW"]}, "2026 年助理社会工作师已经报名。"),
            ({"taken": ["SW"]}, "2026 年已报名另一级别，同一年度只登记一个级别。"),
            ({"taken": ["SW"], "several_levels": True}, ""),
        ],
    )
    def test_sign_up(self, changes, problem):
        assert self.problem(**changes) == problem

    @pytest.mark.parametrize(
        ("known_on", "problem"),
        [
            (dt.date(2026, 8, 31), ""),
            (dt.date(2026, 4, 1), ""),
            (dt.date(2026, 3, 31), "成绩不能早于报名。"),
            (dt.date(2026, 11, 21), "成绩公布日期不能在今天以后。"),
        ],
    )
    def test_result(self, known_on, problem):
        assert exams.result_problem(dt.date(2026, 4, 1), 2026, known_on, TODAY) == problem

    def test_a_result_is_not_of_the_year_before(self):
        found = exams.result_problem(dt.date(2025, 12, 20), 2026, dt.date(2025, 12, 31), TODAY)
        assert found == "成绩公布日期不能早于考试年度。"

    @pytest.mark.parametrize(
        ("window", "expected"),
        [(1, {"SW_LAW"}), (2, {"SW_LAW", "SW_THEORY"}), (3, {"SW_LAW", "SW_THEORY", "SW_PRACTICE"})],
    )
    def test_passes_are_kept_for_some_years(self, window, expected):
        results = [
            (2024, "SW_PRACTICE", "PASSED"),
            (2025, "SW_THEORY", "PASSED"),
            (2025, "SW_LAW", "FAILED"),
            (2026, "SW_LAW", "PASSED"),
            (2027, "SW_PRACTICE", "PASSED"),
        ]
        assert exams.passed_papers(results, 2026, window) == expected

    @pytest.mark.parametrize(
        ("level", "outcomes", "passed", "expected"),
        [
            (
                "ASW",
                {"ASW_THEORY": "PASSED", "ASW_PRACTICE": "PASSED"},
                {"ASW_THEORY", "ASW_PRACTICE"},
                ("已通过", "met"),
            ),
            ("ASW", {"ASW_THEORY": "PASSED", "ASW_PRACTICE": ""}, {"ASW_THEORY"}, ("待成绩", "wait")),
            ("ASW", {"ASW_THEORY": "PASSED", "ASW_PRACTICE": "FAILED"}, {"ASW_THEORY"}, ("部分合格", "wait")),
            ("ASW", {"ASW_THEORY": "ABSENT", "ASW_PRACTICE": "FAILED"}, set(), ("未通过", "none")),
            ("SSW", {"SSW_PRACTICE": "PASSED", "SSW_REVIEW": ""}, {"SSW_PRACTICE"}, ("待成绩", "wait")),
            ("SW", {"SW_LAW": "PASSED"}, {"SW_LAW", "SW_THEORY", "SW_PRACTICE"}, ("已通过", "met")),
        ],
    )
    def test_word(self, level, outcomes, passed, expected):
        assert exams.entry_word(level, outcomes, passed) == expected

    def test_papers_of_the_levels(self):
        assert {level: len(papers) for level, papers in exams.PAPERS.items()} == {"ASW": 2, "SW": 3, "SSW": 2}


def amounts(headcount=30, lowest=300000, median=400000, highest=500000):
    return pay.Amounts(headcount, lowest, median, highest)


class TestPayScale:
    @pytest.mark.parametrize(
        ("given_", "problem"),
        [
            (amounts(), ("", "")),
            (amounts(5), ("", "")),
            (amounts(0), ("人数至少 1 人。", "headcount")),
            (amounts(4), ("少于 5 人时可能看出个人收入，只登记人数，不登记金额。", "headcount")),
            (amounts(4, None, None, None), ("", "")),
            (amounts(30, None, None, None), ("最低、中位、最高三个数都要填写。", "median")),
            (amounts(30, 300000, None, 500000), ("最低、中位、最高三个数都要填写。", "median")),
            (amounts(30, 0), ("金额要大于 0。", "lowest")),
            (amounts(30, 400001), ("最低、中位、最高三个数要从小到大。", "median")),
            (amounts(30, 300000, 500001), ("最低、中位、最高三个数要从小到大。", "median")),
            (amounts(30, 400000, 400000, 400000), ("", "")),
        ],
    )
    def test_what_may_be_registered(self, given_, problem):
        assert pay.amounts_problem(given_, 5) == problem

    @pytest.mark.parametrize(("year", "fine"), [(2015, True), (2014, False), (2026, True), (2027, False)])
    def test_year(self, year, fine):
        assert (pay.year_problem(year, 2026) == "") is fine

    @given(st.integers(1, 50), st.integers(1, 20))
    def test_a_small_group_is_never_shown(self, headcount, cell):
        found = pay.shown(amounts(headcount), cell)
        assert (found.median is None) is (headcount < cell)
        assert (found.lowest is None) is (found.highest is None) is (found.median is None)

    def test_words_for_small_groups(self):
        assert pay.headcount_word(4, 5) == "<5"
        assert pay.headcount_word(1234, 5) == "1,234"

    def test_changes(self):
        series = [(2022, 400000), (2023, 420000), (2024, None), (2025, 430000), (2026, 425000)]
        assert pay.changes(series) == {2022: None, 2023: D("5.0"), 2024: None, 2025: None, 2026: D("-1.2")}


def test_gathered_groups():
    rows = [
        {"level": "ASW", "basis": "CERTIFICATE", "registered": 1, "hours_met": 1, "n": 3},
        {"level": "SW", "basis": "CERTIFICATE", "registered": 0, "hours_met": 0, "n": 2},
        {"level": "", "basis": "DEGREE", "registered": 0, "hours_met": 0, "n": 4},
        {"level": "", "basis": "", "registered": 0, "hours_met": 0, "n": 5},
    ]
    found = gather(rows)
    assert (found.workers, found.certified, found.registered, found.hours_met) == (14, 5, 3, 3)
    assert found.professionals(["CERTIFICATE", "DEGREE"]) == 9
    assert found.professionals(["CERTIFICATE"]) == 5
    assert gather([]) == TalentCounts()
