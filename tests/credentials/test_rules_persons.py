"""Clearance, learning, awards, commitments: tables of examples."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.credentials.choices import LearningState
from liangzhan.credentials.rules.awards import award_problems
from liangzhan.credentials.rules.clearance import Query, due_on, minors_sentence, query_problem, stand_of
from liangzhan.credentials.rules.commitments import (
    publishing_problem,
    scenario_problems,
    signing_problem,
    wrong_answers,
)
from liangzhan.credentials.rules.learning import LEARNING_TABLE, course_key, is_second_person, learning_problems
from tests.factories.credentials import SCENARIOS

TODAY = dt.date(2026, 11, 27)
CLEAR = Query(dt.date(2025, 11, 27), "CLEAR")
HIT = Query(dt.date(2025, 11, 27), "HIT")
LAST = dt.date(2026, 11, 27)


class TestClearance:
    def test_a_query_holds_365_days(self):
        assert due_on(CLEAR.queried_on, 365) == LAST

    @pytest.mark.parametrize(
        ("latest", "on", "sentence"),
        [
            (CLEAR, LAST, ""),
            (CLEAR, dt.date(2026, 1, 1), ""),
            (CLEAR, dt.date(2026, 11, 28), "从业查询已于 2026年11月27日到期，重新查询后才能安排未成年人服务。"),
            (None, LAST, "还没有从业查询结果，查询后才能安排未成年人服务。"),
            (HIT, LAST, "不得从事密切接触未成年人的工作。"),
            (HIT, dt.date(2035, 1, 1), "不得从事密切接触未成年人的工作。"),
        ],
    )
    def test_sentence(self, latest, on, sentence):
        assert minors_sentence(latest, on, interval=365) == sentence

    @pytest.mark.parametrize(
        ("latest", "on", "stand"),
        [
            (None, LAST, "NEVER"),
            (HIT, LAST, "BARRED"),
            (CLEAR, dt.date(2026, 10, 27), "CLEAR"),
            (CLEAR, dt.date(2026, 10, 28), "SOON"),
            (CLEAR, LAST, "SOON"),
            (CLEAR, dt.date(2026, 11, 28), "OVERDUE"),
        ],
    )
    def test_stand(self, latest, on, stand):
        assert stand_of(latest, on, interval=365, remind=30) == stand

    @pytest.mark.parametrize(
        ("day", "latest", "result", "has_file", "words"),
        [
            (TODAY, None, "CLEAR", False, ""),
            (TODAY, CLEAR, "CLEAR", False, ""),
            (CLEAR.queried_on, CLEAR, "HIT", False, ""),
            (dt.date(2026, 11, 28), None, "CLEAR", False, "查询日期不能晚于今天。"),
            (dt.date(2025, 11, 26), CLEAR, "CLEAR", False, "已有 2025年11月27日的查询结果，不能登记更早的查询。"),
            (TODAY, HIT, "CLEAR", False, "上次结果为“不得从事”，改为“无相关记录”须上传新的查询回执。"),
            (TODAY, HIT, "CLEAR", True, ""),
            (TODAY, HIT, "HIT", False, ""),
        ],
    )
    def test_recording(self, day, latest, result, has_file, words):
        assert query_problem(day, latest, result=result, has_file=has_file, today=TODAY) == words


class TestLearning:
    GOOD = {
        "source": "COURSE",
        "completed_on": TODAY,
        "hours": Decimal(8),
        "has_proof": True,
        "degree_held": False,
        "today": TODAY,
    }

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            ({}, {}),
            ({"degree_held": True}, {}),
            ({"source": "DEGREE"}, {}),
            ({"hours": Decimal(500)}, {}),
            ({"source": "TRAINING"}, {"source": "平台内培训的学时在确认完成后自动计入，不用登记。"}),
            ({"completed_on": dt.date(2026, 11, 28)}, {"completed_on": "完成日期不能晚于今天。"}),
            ({"hours": Decimal(0)}, {"hours": "学时应大于 0、不超过 500。"}),
            ({"hours": Decimal("500.1")}, {"hours": "学时应大于 0、不超过 500。"}),
            ({"has_proof": False}, {"proof": "请上传证书或证明。"}),
            (
                {"source": "DEGREE", "degree_held": True},
                {"source": "社会工作专业学历的学时只计一次，已经登记过。"},
            ),
        ],
    )
    def test_problems(self, change, found):
        assert learning_problems(**{**self.GOOD, **change}) == found

    def test_one_course_in_two_spellings(self):
        assert course_key("《小组 工作》ABC") == course_key("小组工作 abc")
        assert course_key("小组工作") != course_key("个案工作")

    @pytest.mark.parametrize(
        ("decider", "saver", "decider_person", "learner", "good"),
        [
            (1, 2, 3, 4, True),
            (1, 2, None, 4, True),
            (1, 1, 3, 4, False),
            (1, 2, 4, 4, False),
            (1, 1, None, 4, False),
        ],
    )
    def test_second_person(self, decider, saver, decider_person, learner, good):
        found = is_second_person(decider=decider, saver=saver, decider_person=decider_person, learner=learner)
        assert found is good

    def test_table(self):
        assert {state: LEARNING_TABLE.moves[state] for state in LearningState} == {
            "WAITING": ("COUNTED", "REFUSED"),
            "COUNTED": ("REFUSED",),
            "REFUSED": ("COUNTED",),
        }


@pytest.mark.parametrize(
    ("level", "day", "proof", "fields"),
    [
        ("NATIONAL", TODAY, True, set()),
        ("AGENCY", TODAY, False, set()),
        ("STREET", dt.date(1950, 1, 1), False, set()),
        *[(level, TODAY, False, {"proof"}) for level in ("NATIONAL", "PROVINCE", "CITY", "COUNTY")],
        ("AGENCY", dt.date(2026, 11, 28), False, {"awarded_on"}),
        ("AGENCY", dt.date(1949, 12, 31), False, {"awarded_on"}),
    ],
)
def test_awards(level, day, proof, fields):
    assert set(award_problems(level=level, awarded_on=day, has_proof=proof, today=TODAY)) == fields


class TestCommitments:
    def test_scenarios(self):
        assert scenario_problems(SCENARIOS) == []
        assert scenario_problems([*SCENARIOS, SCENARIOS[0]]) == []
        assert scenario_problems(SCENARIOS[:2]) == ["情景题应为 3 至 4 道。"]
        assert scenario_problems([*SCENARIOS, *SCENARIOS[:2]]) == ["情景题应为 3 至 4 道。"]

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"question": " "}, "第 1 题没有题目。"),
            ({"options": ["一个"]}, "第 1 题要有 2 至 4 个不同的选项。"),
            ({"options": ["一", "一"]}, "第 1 题要有 2 至 4 个不同的选项。"),
            ({"options": ["一", " "]}, "第 1 题要有 2 至 4 个不同的选项。"),
            ({"options": ["一", "二", "三", "四", "五"]}, "第 1 题要有 2 至 4 个不同的选项。"),
            ({"right": 2}, "第 1 题没有指明正确的选项。"),
            ({"right": None}, "第 1 题没有指明正确的选项。"),
            ({"why": ""}, "第 1 题没有写明理由。"),
        ],
    )
    def test_one_bad_scenario(self, change, sentence):
        assert scenario_problems([{**SCENARIOS[0], **change}, *SCENARIOS[1:]]) == [sentence]

    def test_four_options_are_allowed(self):
        wide = {**SCENARIOS[0], "options": ["一", "二", "三", "四"], "right": 3}
        assert scenario_problems([wide, *SCENARIOS[1:]]) == []

    def test_answers(self):
        assert wrong_answers(SCENARIOS, [0, 0, 0]) == {}
        assert wrong_answers(SCENARIOS, [0, 1]) == {1: "第 2 题再想一想：理由2。", 2: "第 3 题还没有回答。"}

    @pytest.mark.parametrize(
        ("day", "last", "good"),
        [
            (TODAY, None, True),
            (TODAY, TODAY, True),
            (dt.date(2026, 11, 26), None, False),
            (dt.date(2026, 12, 1), dt.date(2026, 12, 2), False),
        ],
    )
    def test_publishing(self, day, last, good):
        assert (publishing_problem(day, last, TODAY) == "") is good

    @pytest.mark.parametrize(
        ("day", "good"),
        [(TODAY, True), (dt.date(2025, 1, 1), True), (dt.date(2024, 12, 31), False), (dt.date(2026, 11, 28), False)],
    )
    def test_signing(self, day, good):
        assert (signing_problem(day, TODAY) == "") is good
