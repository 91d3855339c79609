"""Names in one spelling, numbers by their kind, days that can be."""

import datetime as dt

import pytest

from liangzhan.people.choices import IdKind, Sex
from liangzhan.people.rules.identity import (
    PersonFacts,
    age_on,
    kind_said_by,
    number_like,
    problems_of,
    same_name,
    tidy,
    tidy_name,
)
from tests.factories.people import resident_number

TODAY = dt.date(2026, 3, 1)
NUMBER = resident_number(dt.date(1980, 1, 1), serial=1)
WOMAN = resident_number(dt.date(1980, 1, 1), serial=1, male=False)
FOREIGN = "9" + NUMBER[1:17]


def with_check(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, weights, strict=True)) % 11]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 王 小明 ", "王小明"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("ｊｏｈｎ  smith", "JOHN SMITH"),
        ("", ""),
    ],
)
def test_one_spelling(typed, kept):
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("王小明", "王 小明", True),
        ("John Smith", "JOHN  SMITH", True),
        ("王小明", "王晓明", False),
        ("", "", False),
        ("王", "", False),
    ],
)
def test_same_name(one, other, same):
    assert same_name(one, other) is same


def test_a_number_says_sex_and_birth_unless_typed():
    assert (tidy(PersonFacts(id_number=NUMBER)).sex, tidy(PersonFacts(id_number=WOMAN)).sex) == (Sex.MALE, Sex.FEMALE)
    assert tidy(PersonFacts(id_number=NUMBER)).born_on == dt.date(1980, 1, 1)
    assert tidy(PersonFacts(id_number=NUMBER, sex=Sex.FEMALE)).sex == Sex.FEMALE
    assert tidy(PersonFacts(id_number="E12345678", id_kind=IdKind.PASSPORT)).born_on is None
    assert tidy(PersonFacts(sex="")).sex == Sex.UNKNOWN
    assert tidy(PersonFacts(alias=" 三楼  李奶奶 ", address=" 长街 ")).alias == "三楼 李奶奶"


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"name": "王小明"}, set()),
        ({"alias": "三楼李奶奶"}, set()),
        ({}, {"name"}),
        ({"alias": "李奶奶", "id_number": NUMBER}, {"name"}),
        ({"name": "王" * 61}, {"name"}),
        ({"name": "王" * 60}, set()),
        ({"name": "王", "alias": "王" * 61}, {"name"}),
        ({"name": "王1"}, {"name"}),
        ({"name": "王+"}, {"name"}),
        ({"name": "王", "id_number": NUMBER}, set()),
        ({"name": "王", "id_number": NUMBER[:17]}, {"id_number"}),
        ({"name": "王", "id_number": NUMBER, "id_kind": IdKind.TAIWAN}, {"id_number"}),
        ({"name": "王", "id_number": with_check("83" + NUMBER[2:17]), "id_kind": IdKind.TAIWAN}, set()),
        ({"name": "王", "id_number": with_check("81" + NUMBER[2:17])}, {"id_number"}),
        ({"name": "王", "id_number": with_check("81" + NUMBER[2:17]), "id_kind": IdKind.HK_MACAO}, set()),
        ({"name": "王", "id_number": with_check(FOREIGN), "id_kind": IdKind.PERMANENT}, set()),
        ({"name": "王", "id_number": "E1234", "id_kind": IdKind.PASSPORT}, set()),
        ({"name": "王", "id_number": "E123", "id_kind": IdKind.PASSPORT}, {"id_number"}),
        ({"name": "王", "id_number": "E-12/345", "id_kind": IdKind.OTHER}, set()),
        ({"name": "王", "id_number": "护照12345", "id_kind": IdKind.OTHER}, {"id_number"}),
        ({"name": "王", "mobile": "12345678901"}, {"mobile"}),
        ({"name": "王", "born_on": TODAY}, set()),
        ({"name": "王", "born_on": TODAY + dt.timedelta(days=1)}, {"born_on"}),
        ({"name": "王", "born_on": dt.date(1906, 1, 1)}, set()),
        ({"name": "王", "born_on": dt.date(1905, 12, 31)}, {"born_on"}),
        ({"name": "王", "id_number": NUMBER, "born_on": dt.date(1980, 1, 2)}, {"born_on"}),
        ({"name": "王", "id_number": "123", "born_on": dt.date(1980, 1, 2)}, {"id_number"}),
    ],
)
def test_what_cannot_be(facts, wrong):
    assert set(problems_of(tidy(PersonFacts(**facts)), today=TODAY)) == wrong


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("81", IdKind.HK_MACAO),
        ("82", IdKind.HK_MACAO),
        ("83", IdKind.TAIWAN),
        ("91", IdKind.PERMANENT),
        ("21", IdKind.RESIDENT),
    ],
)
def test_the_number_says_its_kind(number, kind):
    assert kind_said_by(number) == kind


@pytest.mark.parametrize(
    ("text", "like"),
    [("12345", True), ("1234", False), ("A" * 30, True), ("A" * 31, False), ("12 45", False), ("号12345", False)],
)
def test_number_like(text, like):
    assert number_like(text) is like


@pytest.mark.parametrize(
    ("day", "age"), [(dt.date(2025, 2, 28), 16), (dt.date(2025, 3, 1), 17), (dt.date(2024, 2, 29), 16)]
)
def test_age(day, age):
    assert age_on(dt.date(2008, 2, 29), day) == age
