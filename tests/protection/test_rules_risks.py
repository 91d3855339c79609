"""Levels and crises: tables of examples (domain.md 5.7)."""

import datetime as dt

import pytest

from liangzhan.protection.rules.risks import close_problem, crisis_problem, lower_problem, moment_problem, raise_problem

NOW = dt.datetime(2026, 5, 6, 10, tzinfo=dt.UTC)
TODAY, LATER = dt.date(2026, 5, 6), dt.date(2026, 5, 7)


@pytest.mark.parametrize(
    ("held", "wished", "domains", "facts", "field"),
    [
        ("", "2", ["HEALTH"], "两天没有吃饭", ""),
        ("2", "4", ["HEALTH"], "情况变坏", ""),
        ("3", "3", ["HEALTH"], "又添一个方面", ""),
        ("", "2", [], "两天没有吃饭", "domains"),
        ("", "2", ["HEALTH"], "  ", "facts"),
        ("3", "2", ["HEALTH"], "好些了", "level"),
    ],
)
def test_a_level_is_raised(held, wished, domains, facts, field):
    assert raise_problem(held, wished, domains, facts)[0] == field


@pytest.mark.parametrize(
    ("held", "wished", "reason", "crises", "field"),
    [
        ("4", "3", "已送医", 1, ""),
        ("2", "1", "已由家人照料", 0, ""),
        ("2", "1", "已由家人照料", 1, "level"),
        ("2", "2", "没有变化", 0, "level"),
        ("2", "3", "变坏", 0, "level"),
        ("3", "2", " ", 0, "reason"),
    ],
)
def test_a_level_is_lowered(held, wished, reason, crises, field):
    assert lower_problem(held, wished, reason, crises)[0] == field


@pytest.mark.parametrize(
    ("at", "earliest", "word"),
    [
        (NOW, None, ""),
        (NOW + dt.timedelta(seconds=1), None, "不能晚于现在"),
        (NOW, NOW, ""),
        (NOW - dt.timedelta(seconds=1), NOW, "不能早于发现"),
    ],
)
def test_a_moment(at, earliest, word):
    problem = moment_problem(at, NOW, earliest=earliest)
    assert (word in problem) if word else not problem


@pytest.mark.parametrize(
    ("level", "how", "observed", "told", "field"),
    [
        ("2", "探访", "有伤", "", ""),
        ("4", "探访", "", "邻居说的", ""),
        ("1", "探访", "有伤", "", "level"),
        ("3", " ", "有伤", "", "how_found"),
        ("3", "探访", " ", "", "facts_observed"),
    ],
)
def test_a_crisis_is_written_down(level, how, observed, told, field):
    assert crisis_problem(level, how, observed, told)[0] == field


@pytest.mark.parametrize(
    ("level", "outcome", "plan", "review_on", "field"),
    [
        ("2", "已联系家人", "", None, ""),
        ("2", " ", "", None, "outcome"),
        ("3", "已送医", "", LATER, "safety_plan"),
        ("3", "已送医", "家人陪护", None, "review_on"),
        ("4", "已送医", "家人陪护", LATER, ""),
        ("4", "已送医", "", LATER, "safety_plan"),
        ("2", "已联系家人", "", TODAY, "review_on"),
    ],
)
def test_a_crisis_is_closed(level, outcome, plan, review_on, field):
    assert close_problem(level, outcome=outcome, safety_plan=plan, review_on=review_on, today=TODAY)[0] == field
