"""Shares, means, hours: half up, and nothing of nothing."""

from decimal import Decimal

import pytest

from liangzhan.reporting.rules.arithmetic import hours, mean, share, shown, yuan
from liangzhan.reporting.rules.definitions import BY_CODE, INDICATORS, NOT_YET


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (5, 4, "125.0"), (0, 7, "0.0"), (1, 2000, "0.1"), (1, 2001, "0.0")],
)
def test_a_share(part, whole, expected):
    assert share(part, whole) == Decimal(expected)


def test_of_nothing_there_is_no_share_and_no_mean():
    assert share(0, 0) is None and mean(0, 0) is None


def test_means_hours_and_yuan():
    assert mean(17, 4, digits=2) == Decimal("4.25") and mean(1, 8) == Decimal("0.1")
    assert hours(93) == Decimal("1.6") and hours(3) == Decimal("0.1") and hours(2) == Decimal("0.0")
    assert yuan(123456) == Decimal("1234.56")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (None, 1, "—"),
        (0, 0, "0"),
        (1234567, 0, "1,234,567"),
        (Decimal("12.5"), 1, "12.5"),
        (Decimal("1234.5"), 2, "1,234.50"),
    ],
)
def test_how_a_number_is_printed(value, digits, text):
    assert shown(value, digits) == text


def test_every_indicator_of_the_handbook_is_defined_or_named_as_not_yet():
    assert sorted([*BY_CODE, *NOT_YET]) == [f"I{number:02d}" for number in range(1, 29)]


def test_every_part_has_words_a_unit_and_a_key_of_its_own():
    for one in INDICATORS:
        assert one.definition.endswith("。") and one.source
        assert len({part.key for part in one.parts}) == len(one.parts)
        assert all(part.words and part.unit for part in one.parts)
