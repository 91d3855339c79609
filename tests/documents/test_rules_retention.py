"""How long files are kept."""

import datetime as dt

import pytest

from liangzhan.documents.rules.retention import Minor, blocked, kept_until


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("closed", "years", "born", "until"),
    [
        ("2020-03-01", 10, None, "2030-03-01"),
        ("2020-02-29", 10, None, "2030-03-01"),
        ("2020-02-29", 4, None, "2024-02-29"),
        ("2020-03-01", 10, "2015-06-01", "2038-12-31"),  # 23 in 2038: the whole year
        ("2020-03-01", 10, "2003-06-01", "2030-03-01"),  # 23 in 2026: ten years are later
        ("2020-03-01", 10, "2002-03-01", "2030-03-01"),  # of age on the day of closing
        ("2020-03-01", 5, "2002-03-02", "2025-12-31"),  # a day younger
        ("2020-03-01", 10, "1950-01-01", "2030-03-01"),
    ],
)
def test_kept_until(closed, years, born, until):
    minor = Minor(day(born), 18, 5) if born else None
    assert kept_until(day(closed), years, minor) == day(until)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"destroyed": True}, "已经销毁"),
        ({"frozen": True}, "冻结"),
        ({"in_use": True}, "重开"),
        ({"on": day("2030-01-01")}, "没有满"),
        ({"on": day("2029-12-31")}, "没有满"),
    ],
)
def test_blocked(changed, words):
    given = {
        "frozen": False,
        "in_use": False,
        "destroyed": False,
        "keep_until_on": day("2030-01-01"),
        "on": day("2030-01-02"),
    }
    found = blocked(**{**given, **changed})
    assert (found == "") == (words == "") and words in found
