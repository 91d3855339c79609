"""Which category fits whom and when it runs out: tables, without a database."""

import datetime as dt

import pytest

from liangzhan.people.choices import GROUP_OF_CATEGORY, ORDINARY_CATEGORIES, ClientCategory, ClientGroup
from liangzhan.people.rules.categories import (
    CategoryFacts,
    category_problems,
    ending_problem,
    heir,
    last_day,
    last_day_by_age,
    needs_birth,
    needs_grade,
    of_household,
)
from liangzhan.toolkit.periods import years_after

D = dt.date
TODAY = D(2026, 11, 27)
MIDDLE = D(1986, 5, 5)


def problems(code, born_on=MIDDLE, *, sex="2", today=TODAY, sealed=False, **more):
    facts = CategoryFacts(code, more.pop("valid_from", today), **more)
    return category_problems(facts, born_on=born_on, sex=sex, today=today, sealed=sealed)


def test_ordinary_pages_offer_no_sensitive_category():
    assert {GROUP_OF_CATEGORY[one] for one in ORDINARY_CATEGORIES} == set(ClientGroup) - {ClientGroup.SENSITIVE}


@pytest.mark.parametrize(
    ("born_on", "years", "day"),
    [
        (D(2010, 11, 27), 16, D(2026, 11, 27)),
        (D(2008, 2, 29), 18, D(2026, 3, 1)),
        (D(2008, 2, 29), 16, D(2024, 2, 29)),
        (TODAY, -80, D(1946, 11, 27)),
    ],
)
def test_so_many_years_later(born_on, years, day):
    assert years_after(born_on, years) == day


@pytest.mark.parametrize(
    ("code", "born_on", "day"),
    [
        ("L1", D(2012, 3, 4), D(2028, 3, 3)),
        ("C1", D(2012, 3, 4), D(2030, 3, 3)),
        ("C7", D(2012, 3, 4), D(2030, 3, 3)),
        ("C4", D(2008, 2, 29), D(2026, 2, 28)),
        ("C4", None, None),
        ("E4", D(1940, 3, 4), None),
        ("P1", D(2012, 3, 4), None),
    ],
)
def test_the_age_ends_it(code, born_on, day):
    assert last_day_by_age(code, born_on) == day


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (CategoryFacts("L1", TODAY, valid_to=D(2027, 1, 1)), D(2027, 1, 1)),
        (CategoryFacts("L1", TODAY, valid_to=D(2029, 1, 1)), D(2028, 3, 3)),
        (CategoryFacts("X2", TODAY, measure_ended_on=D(2024, 2, 29)), D(2027, 2, 28)),
        (CategoryFacts("X2", TODAY, measure_ended_on=D(2024, 6, 1), valid_to=D(2027, 1, 1)), D(2027, 1, 1)),
        (CategoryFacts("X1", TODAY, measure_ended_on=D(2024, 6, 1)), None),
        (CategoryFacts("P1", TODAY), None),
    ],
)
def test_the_last_day(facts, day):
    assert last_day(facts, D(2012, 3, 4)) == day


@pytest.mark.parametrize(
    ("code", "born_on", "wrong"),
    [
        ("E1", D(1966, 11, 27), set()),
        ("E1", D(1966, 11, 28), {"code"}),
        ("E4", D(1946, 11, 27), set()),
        ("E4", D(1946, 11, 28), {"code"}),
        ("L3", D(1966, 11, 28), {"code"}),
        ("L3", D(1966, 11, 27), set()),
        ("L1", D(2010, 11, 28), set()),
        ("L1", D(2010, 11, 27), {"code"}),
        ("C1", D(2008, 11, 28), set()),
        ("C1", D(2008, 11, 27), {"code"}),
        ("O2", D(2010, 11, 27), set()),
        ("O2", D(2010, 11, 28), {"code"}),
        ("E1", None, {"code"}),
        ("C5", None, {"code"}),
        ("O9", None, set()),
        ("P1", None, set()),
    ],
)
def test_ages(code, born_on, wrong):
    assert set(problems(code, born_on)) == wrong
    assert needs_birth(code) == (born_on is not None or bool(wrong))


def test_a_man_is_no_left_behind_woman():
    assert problems("L2", sex="1") and not problems("L2", sex="2") and not problems("L2", sex="0")


def test_age_counts_on_both_days():
    """Old enough today, but not yet when it is said to have begun; young enough then, but no more today."""
    assert "code" in problems("E1", D(1966, 1, 1), valid_from=D(2025, 1, 1))
    assert "code" in problems("L1", D(2010, 1, 1), valid_from=D(2020, 1, 1))


@pytest.mark.parametrize(
    ("code", "more", "wrong"),
    [
        ("D4", {}, {"grade"}),
        ("D4", {"grade": "2"}, set()),
        ("O9", {"grade": "2"}, {"grade"}),
        ("E9", {}, {"code"}),
        ("", {}, {"code"}),
        ("O9", {"valid_from": D(2026, 11, 28)}, {"valid_from"}),
        ("O9", {"valid_from": D(1986, 5, 4)}, {"valid_from"}),
        ("O9", {"verified_on": D(2026, 11, 28)}, {"verified_on"}),
        ("O9", {"valid_to": D(2026, 11, 26)}, {"valid_to"}),
        ("O9", {"valid_to": TODAY, "verified_on": TODAY}, set()),
    ],
)
def test_grades_and_days(code, more, wrong):
    assert set(problems(code, **more)) == wrong


@pytest.mark.parametrize("code", ["X1", "X2", "X3", "X4", "X5"])
def test_sensitive_ones_only_in_sealed_services_and_never_primary(code):
    assert set(problems(code)) == set(problems(code, sealed=True, primary=True)) == {"code"}
    assert problems(code, sealed=True) == {}


def test_three_years_after_the_measure_it_is_not_recorded():
    assert "measure_ended_on" in problems("X2", sealed=True, measure_ended_on=D(2023, 11, 27))
    assert problems("X2", sealed=True, measure_ended_on=D(2023, 11, 28)) == {}


def test_words_of_the_codes():
    assert {one for one in ClientCategory if of_household(one)} == {f"P{at}" for at in range(1, 7)}
    assert {one for one in ClientCategory if needs_grade(one)} == {f"D{at}" for at in range(1, 8)}
    assert not of_household("") and not needs_grade("")


@pytest.mark.parametrize(
    ("on", "reason", "wrong"),
    [
        (TODAY, "搬走", set()),
        (D(2026, 1, 1), "搬走", set()),
        (D(2025, 12, 31), "搬走", {"on"}),
        (D(2026, 11, 28), "搬走", {"on"}),
        (TODAY, "  ", {"reason"}),
    ],
)
def test_ending(on, reason, wrong):
    assert set(ending_problem(D(2026, 1, 1), on, reason, today=TODAY)) == wrong


@pytest.mark.parametrize(
    ("codes", "code"),
    [([], ""), (["C4"], "C4"), (["C4", "P1"], ""), (["X2", "C4"], "C4"), (["X2"], ""), ([""], "")],
)
def test_heir(codes, code):
    assert heir(codes) == code
