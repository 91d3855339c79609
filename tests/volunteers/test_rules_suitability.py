"""条例 §15, §16: who fits a post, and what blocks."""

import datetime as dt
from dataclasses import replace

import pytest

from liangzhan.volunteers.rules.suitability import Candidate, Demand, Finding, refusing, suitability

START = dt.datetime(2026, 5, 6, 1, tzinfo=dt.UTC)  # nine o'clock here
ON = dt.date(2026, 5, 6)
WHO = Candidate(born_on=dt.date(1986, 5, 6), trainings=frozenset({"VOLUNTEER_BASIC"}))
ASKED = Demand(on=ON, starts_at=START, ends_at=START + dt.timedelta(hours=3))
FIFTEEN, SEVEN = dt.date(2011, 1, 1), dt.date(2019, 1, 1)
SPECIAL = {"VOLUNTEER_SPECIAL": "志愿者专项培训"}


@pytest.mark.parametrize(
    ("who", "asked", "about", "words", "blocking"),
    [
        ({"born_on": FIFTEEN}, {"risk_level": "HIGH"}, "age", "风险高", True),
        ({"born_on": FIFTEEN}, {"risk_level": "MEDIUM"}, "age", "监护人同意", True),
        ({"born_on": SEVEN, "guardian_agreed": True}, {}, "age", "陪同", True),
        ({"born_on": FIFTEEN}, {"ends_at": START + dt.timedelta(hours=5)}, "age", "4 小时", True),
        ({"born_on": dt.date(1986, 5, 7)}, {"min_age": 40}, "age", "年满 40", True),
        ({"born_on": dt.date(1985, 5, 6)}, {"max_age": 40}, "age", "不超过 40", True),
        ({"born_on": None}, {"min_age": 18}, "age", "出生日期", True),
        ({"born_on": None}, {"max_age": 70}, "age", "出生日期", True),
        ({"minors_problem": "没有查询记录。"}, {"with_minors": True}, "minors", "没有查询记录。", True),
        ({}, {"licence": "护士执业证书"}, "licence", "护士执业证书", True),
        ({}, {"trainings": SPECIAL}, "training", "志愿者专项培训", True),
        ({"trainings": frozenset()}, {}, "training", "通用培训", False),
        ({"trainings": frozenset()}, {"trainings": {"VOLUNTEER_BASIC": "通用"}}, "training", "先培训再上岗", True),
        ({"skills": frozenset({"LAW"})}, {"skills": ("LAW", "MEDICAL")}, "skills", "医疗护理", False),
    ],
)
def test_what_does_not_fit(who, asked, about, words, blocking):
    (found,) = suitability(replace(WHO, **who), replace(ASKED, **asked))
    assert (found.about, found.blocking) == (about, blocking) and words in found.sentence


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ({}, {}),
        ({"born_on": None}, {}),
        ({}, {"min_age": 40, "max_age": 40}),
        ({"born_on": FIFTEEN, "guardian_agreed": True}, {"risk_level": "MEDIUM"}),
        ({"born_on": SEVEN, "guardian_agreed": True, "guardian_present": True}, {}),
        ({"minors_problem": "没有查询记录。"}, {}),
        ({"licence_seen": True}, {"licence": "护士执业证书"}),
        ({"trainings": frozenset({"VOLUNTEER_BASIC", "VOLUNTEER_SPECIAL"})}, {"trainings": SPECIAL}),
        ({"skills": frozenset({"LAW"})}, {"skills": ("LAW",)}),
    ],
)
def test_who_fits(who, asked):
    assert suitability(replace(WHO, **who), replace(ASKED, **asked)) == []


def test_the_blocking_first_and_what_may_follow():
    found = suitability(replace(WHO, trainings=frozenset()), replace(ASKED, licence="驾驶证", trainings=SPECIAL))
    assert [one.blocking for one in found] == [True, True, False]
    assert "驾驶证" in refusing(found) and refusing(found, later=True) == ""
    assert refusing([Finding("skills", "少技能。", False)]) == ""
    assert refusing([Finding("age", "太小。", True)], later=True) == "太小。"
    assert refusing([Finding("minors", "未查询。", True)], later=True) == "未查询。"
    assert refusing([Finding("training", "未培训。", True)], later=True) == ""
