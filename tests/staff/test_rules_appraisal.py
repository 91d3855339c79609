"""Rules of the yearly appraisal, as tables of examples."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.appraisal import AppraisalPart, AppraisalState, Grade
from liangzhan.staff.rules import appraisal as rules

DAY = dt.date(2026, 3, 10)


def days(due=240, absent=0, late=0, early=0):
    return rules.Days(due, absent, late, early)


class TestStates:
    @pytest.mark.parametrize(
        ("here", "there"),
        [
            ("DRAFT", ["SELF"]),
            ("SELF", ["REVIEW"]),
            ("REVIEW", ["PUBLICITY", "SELF"]),
            ("PUBLICITY", ["FINAL", "REVIEW"]),
            ("FINAL", ["APPEAL"]),
            ("APPEAL", ["FINAL"]),
        ],
    )
    def test_moves(self, here, there):
        assert [to for to in AppraisalState.values if rules.CARD.allows(here, to)] == [
            to for to in AppraisalState.values if to in there
        ]


class TestWeights:
    def test_the_default_is_lawful(self):
        assert rules.weights_problem(rules.WEIGHTS) == ""
        assert rules.thresholds_problem(rules.THRESHOLDS) == ""

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"QUANTITY": 31}, "各项权重合计要等于 100。"),
            ({"QUANTITY": -10, "QUALITY": 70}, "权重不能是负数。"),
            ({"OTHER": 0}, "每项考核内容都要有权重。"),
        ],
    )
    def test_weights_refused(self, changes, problem):
        assert rules.weights_problem({**rules.WEIGHTS, **changes}) == problem

    @pytest.mark.parametrize(
        ("thresholds", "problem"),
        [
            ({"EXCELLENT": 90, "QUALIFIED": 90, "BASIC": 60}, "分数线要从高到低：优秀、合格、基本合格。"),
            ({"EXCELLENT": 90, "QUALIFIED": 60, "BASIC": 60}, "分数线要从高到低：优秀、合格、基本合格。"),
            ({"EXCELLENT": 101, "QUALIFIED": 70, "BASIC": 60}, "优秀、合格、基本合格三条分数线都要在 0 到 100 之间。"),
            ({"EXCELLENT": 90, "QUALIFIED": 70}, "优秀、合格、基本合格三条分数线都要在 0 到 100 之间。"),
            ({"EXCELLENT": 100, "QUALIFIED": 70, "BASIC": 0}, ""),
        ],
    )
    def test_thresholds(self, thresholds, problem):
        assert rules.thresholds_problem(thresholds) == problem

    @pytest.mark.parametrize(
        ("with_data", "expected"),
        [
            (set(AppraisalPart.values), {"QUANTITY": 30, "QUALITY": 30, "SATISFACTION": 20, "ATTENDANCE": 10, "LEARNING": 10}),
            ({"QUALITY", "SATISFACTION"}, {"QUALITY": 60, "SATISFACTION": 40}),
            ({"LEARNING"}, {"LEARNING": 100}),
            (
                {"QUALITY", "SATISFACTION", "ATTENDANCE", "LEARNING"},
                {"QUALITY": D("42.86"), "SATISFACTION": D("28.57"), "ATTENDANCE": D("14.29"), "LEARNING": D("14.28")},
            ),
            (set(), {}),
        ],
    )  # fmt: skip
    def test_redistributed(self, with_data, expected):
        assert rules.redistribute(rules.WEIGHTS, with_data) == expected

    def test_a_part_without_weight_gets_none(self):
        weights = {**rules.WEIGHTS, "LEARNING": 0, "QUALITY": 40}
        assert rules.redistribute(weights, {"LEARNING"}) == {}
        assert rules.redistribute(weights, {"LEARNING", "QUALITY"}) == {"QUALITY": 100}

    @given(
        st.lists(st.integers(0, 100), min_size=5, max_size=5),
        st.sets(st.sampled_from(AppraisalPart.values)),
    )
    def test_whatever_is_missing_the_rest_adds_up_to_100(self, numbers, with_data):
        weights = dict(zip(AppraisalPart.values, numbers, strict=True))
        found = rules.redistribute(weights, with_data)
        assert sum(found.values()) == (100 if any(weights[part] for part in with_data) else 0)
        assert set(found) == {part for part in with_data if weights[part] and sum(found.values())}
        order = sorted(found, key=lambda part: weights[part])
        assert [found[part] for part in order] == sorted(found.values()) or len(set(numbers)) < 5


class TestPoints:
    @pytest.mark.parametrize(
        ("attended", "expected"),
        [
            (None, None),
            (days(due=0), None),
            (days(due=1), 100),
            (days(absent=1), 90),
            (days(late=1), 98),
            (days(early=1), 98),
            (days(absent=2, late=3, early=1), 72),
            (days(absent=11), 0),
        ],
    )
    def test_attendance(self, attended, expected):
        assert rules.attendance_points(attended, rules.DEDUCTIONS) == expected

    @pytest.mark.parametrize(
        ("attended", "share", "kept"),
        [
            (days(240, absent=120), 50, True),
            (days(240, absent=D("120.5")), 50, False),
            (days(240, absent=240), 0, True),
            (days(240, absent=240), 1, False),
            (days(0), 0, False),
            (days(10), 100, True),
        ],
    )
    def test_attendance_that_nobody_kept_is_no_data(self, attended, share, kept):
        assert attended.is_kept(share) is kept

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (dt.date(2025, 1, 1), dt.date(2025, 12, 31), D(1)),
            (dt.date(2024, 1, 1), dt.date(2024, 12, 31), D(1)),
            (dt.date(2025, 1, 1), dt.date(2025, 3, 14), D("0.2")),
            (dt.date(2024, 1, 1), dt.date(2024, 1, 1), D(1) / 366),
        ],
    )
    def test_share_of_a_year(self, start, end, expected):
        assert rules.share_of_year(start, end) == expected

    @pytest.mark.parametrize(
        ("number", "norm", "share", "expected"),
        [(24, 24, 1, 100), (12, 24, 1, 50), (12, 24, D("0.5"), 100), (99, 24, 1, 100), (0, 24, 1, 0), (5, 0, 1, None),
         (1, 3, 1, D("33.33"))],
    )  # fmt: skip
    def test_reached(self, number, norm, share, expected):
        assert rules.reached_points(D(number), D(norm), D(share)) == expected

    @pytest.mark.parametrize(
        ("part", "points", "note", "numbers", "problem"),
        [
            ("QUALITY", None, "", False, ""),
            ("QUALITY", D(80), "抽看 5 份档案", False, ""),
            ("QUALITY", D(80), " ", False, "请写明“服务质量”打分的依据。"),
            ("QUALITY", None, "好", False, "“服务质量”写了评语，还要打分。"),
            ("QUALITY", D(101), "好", False, "“服务质量”的分数在 0 到 100 之间。"),
            ("QUALITY", D(-1), "好", False, "“服务质量”的分数在 0 到 100 之间。"),
            ("QUALITY", D(100), "好", False, ""),
            ("QUALITY", D(0), "差", False, ""),
            ("QUANTITY", D(80), "多", False, "“服务数量”平台还没有数据，不能打分，权重按规则分给其他内容。"),
            ("QUANTITY", D(80), "多", True, ""),
        ],
    )
    def test_a_judged_part(self, part, points, note, numbers, problem):
        assert rules.points_problem(part, points, note, numbers=numbers) == problem

    def test_total(self):
        points = {"QUALITY": D(80), "SATISFACTION": D("91.5")}
        assert rules.total(points, {"QUALITY": D(60), "SATISFACTION": D(40)}) == D("84.60")
        assert rules.total({"QUALITY": D("80.005")}, {"QUALITY": D(100)}) == D("80.01")


class TestGrade:
    @pytest.mark.parametrize(
        ("score", "grade"),
        [(100, "EXCELLENT"), (90, "EXCELLENT"), ("89.99", "QUALIFIED"), (70, "QUALIFIED"), ("69.99", "BASIC"),
         (60, "BASIC"), ("59.99", "FAILED"), (0, "FAILED")],
    )  # fmt: skip
    def test_by_score(self, score, grade):
        assert rules.grade_of(D(score), rules.THRESHOLDS) == grade

    def test_not_fit_politically(self):
        assert rules.grade_of(D(100), rules.THRESHOLDS, political_fit=False) == Grade.FAILED

    @given(
        st.lists(st.integers(0, 100), min_size=3, max_size=3, unique=True).map(sorted),
        st.decimals(0, 100, places=2),
        st.decimals(0, 100, places=2),
    )
    def test_more_points_never_a_lower_grade(self, lines, one, other):
        thresholds = dict(zip(("BASIC", "QUALIFIED", "EXCELLENT"), lines, strict=True))
        assert rules.thresholds_problem(thresholds) == ""
        low, high = sorted([one, other])
        found = [rules.ORDER.index(rules.grade_of(score, thresholds)) for score in (low, high)]
        assert found == sorted(found)


class TestPartOfYear:
    @pytest.mark.parametrize(
        ("posts", "expected"),
        [
            ([(dt.date(2020, 6, 3), None)], (dt.date(2025, 1, 1), dt.date(2025, 12, 31))),
            ([(dt.date(2025, 3, 1), dt.date(2025, 6, 30))], (dt.date(2025, 3, 1), dt.date(2025, 6, 30))),
            (
                [(dt.date(2025, 3, 1), dt.date(2025, 4, 30)), (dt.date(2025, 9, 1), None)],
                (dt.date(2025, 3, 1), dt.date(2025, 12, 31)),
            ),
            ([(dt.date(2026, 1, 1), None)], None),
            ([(dt.date(2020, 1, 1), dt.date(2024, 12, 31))], None),
            ([(dt.date(2020, 1, 1), dt.date(2025, 1, 1))], (dt.date(2025, 1, 1), dt.date(2025, 1, 1))),
        ],
    )
    def test_part(self, posts, expected):
        assert rules.part_of_year(posts, 2025) == expected


SELF = rules.Reviewer(is_self=True, is_head=False, is_above=True)
HEAD = rules.Reviewer(is_self=False, is_head=True, is_above=False)
BOTH = rules.Reviewer(is_self=False, is_head=True, is_above=True)
ABOVE = rules.Reviewer(is_self=False, is_head=False, is_above=True)
NEITHER = rules.Reviewer(is_self=False, is_head=False, is_above=False)


class TestReviewer:
    @pytest.mark.parametrize(
        ("is_head", "colleagues", "expected"),
        [(False, 3, ""), (True, 3, "HEAD"), (False, 1, "ALONE"), (True, 1, "HEAD"), (False, 2, "")],
    )
    def test_who_reviews(self, is_head, colleagues, expected):
        assert rules.above_of(is_head, colleagues) == expected

    @pytest.mark.parametrize(
        ("above", "reviewer", "word"),
        [
            ("", HEAD, ""),
            ("", ABOVE, ""),
            ("", SELF, "不能评议本人"),
            ("HEAD", HEAD, "您是本站站长"),
            ("HEAD", BOTH, "您是本站站长"),
            ("HEAD", ABOVE, ""),
            ("ALONE", ABOVE, ""),
            ("ALONE", NEITHER, "由两委或街道评议"),
            ("HEAD", SELF, "不能评议本人"),
        ],
    )
    def test_reviewer(self, above, reviewer, word):
        found = rules.reviewer_problem(above, reviewer)
        assert word in found if word else found == ""

    def test_who_decides_an_appeal(self):
        assert rules.decider_problem("a", ["b"], is_self=False) == ""
        assert (
            rules.decider_problem("a", ["a"], is_self=False) == "您评议过这张考核卡，申诉请由另一位街道或县级人员处理。"
        )
        assert rules.decider_problem("a", [], is_self=True) == "不能处理本人的申诉。"


class TestLimits:
    @pytest.mark.parametrize(
        ("share", "cards", "seats"), [(0, 10, None), (20, 10, 2), (20, 14, 2), (20, 15, 3), (20, 3, 1), (100, 4, 4)]
    )
    def test_excellent_seats(self, share, cards, seats):
        assert rules.excellent_seats(share, cards) == seats

    @pytest.mark.parametrize(
        ("text", "problem"),
        [("做了工作", ""), (" ", "请写几句自评再提交。"), ("字" * 500, ""), ("字" * 501, "自评不超过 500 字。")],
    )
    def test_statement(self, text, problem):
        assert rules.statement_problem(text) == problem

    @pytest.mark.parametrize(
        ("year", "problem"),
        [
            (2026, ""),
            (2020, ""),
            (2027, "还没到这一年，不能建立考核。"),
            (2019, "考核年度不早于 2020 年（《通知》印发的年份）。"),
        ],
    )
    def test_year(self, year, problem):
        assert rules.year_problem(year, DAY) == problem

    @pytest.mark.parametrize(
        ("until", "objections", "problem"),
        [
            (None, 0, "公示还没有结束。"),
            (DAY, 0, "公示还没有结束。"),
            (dt.date(2026, 3, 9), 0, ""),
            (dt.date(2026, 3, 9), 1, "还有公示异议没有答复。"),
        ],
    )
    def test_may_finish(self, until, objections, problem):
        assert rules.may_finish(until, objections, DAY) == problem

    @pytest.mark.parametrize(
        ("until", "appealed", "text", "problem"),
        [
            (DAY, False, "分数有误", ""),
            (DAY, True, "分数有误", "这张考核卡已经申诉过。"),
            (dt.date(2026, 3, 9), False, "分数有误", "申诉期限已过。"),
            (None, False, "分数有误", "申诉期限已过。"),
            (DAY, False, " ", "请写明申诉理由。"),
            (DAY, False, "字" * 501, "申诉理由不超过 500 字。"),
        ],
    )
    def test_appeal(self, until, appealed, text, problem):
        assert rules.appeal_problem(until, appealed, text, DAY) == problem
