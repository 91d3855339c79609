"""Periods: what a text names, what came before, what may be asked."""

import datetime as dt

import pytest

from liangzhan.reporting.rules.periods import choices_before, period_of, period_problem, previous

D = dt.date


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2026-10", D(2026, 10, 1), D(2026, 10, 31), "2026 年 10 月"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "2024 年 2 月"),
        ("2026-12", D(2026, 12, 1), D(2026, 12, 31), "2026 年 12 月"),
        ("2026-Q1", D(2026, 1, 1), D(2026, 3, 31), "2026 年第 1 季度"),
        (" 2026-q4 ", D(2026, 10, 1), D(2026, 12, 31), "2026 年第 4 季度"),
        ("2026-H1", D(2026, 1, 1), D(2026, 6, 30), "2026 年上半年"),
        ("2026-H2", D(2026, 7, 1), D(2026, 12, 31), "2026 年下半年"),
        ("2026", D(2026, 1, 1), D(2026, 12, 31), "2026 年"),
    ],
)
def test_a_text_names_a_period(text, start, end, words):
    found = period_of(text)
    assert (found.start, found.end, found.words) == (start, end, words)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "2026-1", "20261", "十月", "2026-10-01"]
)
def test_anything_else_names_none(text):
    assert period_of(text) is None
    assert period_problem(text, today=D(2026, 11, 28)) == "请按“2026-10”“2026-Q4”“2026-H2”或“2026”填写统计期。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-11", ""),
        ("2026-12", "2026 年 12 月还没有开始，没有数据。"),
        ("2027", "2027 年还没有开始，没有数据。"),
        ("2026-Q4", ""),
        ("2020-01", ""),
        ("2019-12", "统计从 2020 年开始。"),
    ],
)
def test_what_may_be_asked(text, sentence):
    assert period_problem(text, today=D(2026, 11, 28)) == sentence


def test_it_begins_today():
    assert period_problem("2026-11", today=D(2026, 11, 1)) == ""


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-10", "2026-09"),
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026-Q3", "2026-Q2"),
        ("2026-H1", "2025-H2"),
        ("2026-H2", "2026-H1"),
        ("2026", "2025"),
    ],
)
def test_the_period_before(code, before):
    found = previous(period_of(code))
    assert found == period_of(before)


def test_the_latest_ones_to_choose_from():
    codes = [code for code, _ in choices_before(D(2026, 2, 10), months=3)]
    assert codes == [
        "2026-02",
        "2026-01",
        "2025-12",
        "2026-Q1",
        "2025-Q4",
        "2025-Q3",
        "2025-Q2",
        "2026-H1",
        "2026",
        "2025",
    ]
    assert "2026-H2" in [code for code, _ in choices_before(D(2026, 7, 1))]
