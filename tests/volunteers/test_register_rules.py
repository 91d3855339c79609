"""Who may register, who may say yes, and the age gates of domain.md 6.5."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from liangzhan.people.rules.identity import PersonFacts
from liangzhan.volunteers.choices import VolunteerState as S
from liangzhan.volunteers.rules.ages import Gates, age_gate
from liangzhan.volunteers.rules.insurance import PolicyFacts, policy_problems
from liangzhan.volunteers.rules.register import (
    VOLUNTEER_STATES,
    Confirmation,
    VolunteerFacts,
    confirm_problems,
    identity_problems,
    national_problem,
    volunteer_problems,
)

DAY = dt.date(2026, 7, 1)
CHINA = ZoneInfo("Asia/Shanghai")


def born(years: int, *, days: int = 0) -> dt.date:
    return dt.date(DAY.year - years, DAY.month, DAY.day) + dt.timedelta(days=days)


def at(hour: int, minute: int = 0, day: int = 1) -> dt.datetime:
    return dt.datetime(2026, 7, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("birth", "risk", "agreed", "present", "words"),
    [
        (born(18), "HIGH", False, False, ""),
        (born(18, days=1), "HIGH", True, True, "风险高"),
        (born(17), "MEDIUM", False, False, "要有监护人同意"),
        (born(17), "MEDIUM", True, False, ""),
        (born(14), "LOW", False, False, ""),
        (born(14, days=1), "LOW", True, False, "同意并陪同"),
        (born(14, days=1), "LOW", False, True, "同意并陪同"),
        (born(13), "LOW", True, True, ""),
        (born(8, days=1), "LOW", True, False, "未满 8 周岁的，要有监护人陪同"),
        (born(7), "LOW", True, True, ""),
        (None, "HIGH", True, True, "没有登记出生日期"),
        (None, "LOW", False, False, ""),
    ],
)
def test_age_and_risk(birth, risk, agreed, present, words):
    said = age_gate(birth, DAY, risk, at(9), at(11), agreed, present)
    assert (words in said) if words else said == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at(9), at(13), ""),
        (at(9), at(13, 1), "不超过 4 小时"),
        (at(18), at(22), ""),
        (at(19), at(22, 1), "22 时至次日 6 时"),
        (at(6), at(8), ""),
        (at(5, 59), at(8), "22 时至次日 6 时"),
        (at(23), at(1, day=2), "22 时至次日 6 时"),
        (None, None, ""),
    ],
)
def test_minors_serve_by_day_and_briefly(start, end, words):
    said = age_gate(born(16), DAY, "LOW", start, end, True, False)
    assert (words in said) if words else said == ""
    assert age_gate(born(30), DAY, "LOW", start, end, False, False) == ""


def test_gates_are_settings():
    assert age_gate(born(16), DAY, "LOW", at(9), at(14), True, False, Gates(day_hours=5)) == ""
    assert "未满 20 周岁" in age_gate(born(19), DAY, "HIGH", at(9), at(10), True, False, Gates(adult=20))


@pytest.mark.parametrize(
    ("facts", "born_on", "field"),
    [
        (VolunteerFacts(national_no="abc"), None, "national_no"),
        (VolunteerFacts(national_no="２１０１２３４５"), None, None),
        (VolunteerFacts(skills=("LAW", "MAGIC")), None, "skills"),
        (VolunteerFacts(areas=("V01", "V55")), None, "areas"),
        (VolunteerFacts(times=("8-AM",)), None, "times"),
        (VolunteerFacts(times=("7-EVE", "1-AM")), None, None),
        (VolunteerFacts(employment="KING"), None, "employment"),
        (VolunteerFacts(health="长" * 201), None, "health"),
        (VolunteerFacts(), born(17), "guardian_name"),
        (VolunteerFacts(guardian_name="李家长", guardian_relation="PARENT"), born(17), "guardian_mobile"),
        (
            VolunteerFacts(guardian_name="李家长", guardian_relation="PARENT", guardian_mobile="123"),
            born(17),
            "guardian_mobile",
        ),
        (
            VolunteerFacts(guardian_name="李家长", guardian_relation="PARENT", guardian_mobile="13900000000"),
            born(17),
            None,
        ),
        (VolunteerFacts(guardian_name="李家长", guardian_mobile="13900000000"), born(17), "guardian_relation"),
        (VolunteerFacts(), born(18), None),
    ],
)
def test_registration_facts(facts, born_on, field):
    found = volunteer_problems(facts, born_on, today=DAY)
    assert (field in found) if field else not found


@pytest.mark.parametrize(
    ("said", "born_on", "field"),
    [
        (Confirmation("SMS", himself=True), born(30), None),
        (Confirmation("SMS"), born(30), "way"),
        (Confirmation("DESK"), born(30), None),
        (Confirmation("CHECK_IN"), born(30), None),
        (Confirmation("PAPER"), born(30), "paper"),
        (Confirmation("SCREEN"), None, "paper"),
        (Confirmation("PAPER", has_picture=True), None, None),
        (Confirmation("GUESS"), None, "way"),
        (Confirmation("SMS", himself=True), born(17), "way"),
        (Confirmation("CHECK_IN"), born(17), "way"),
        (Confirmation("PAPER", has_picture=True), born(17), "signer"),
        (Confirmation("PAPER", has_picture=True, signer="李家长"), born(17), None),
    ],
)
def test_the_yes_is_the_persons_own(said, born_on, field):
    found = confirm_problems(said, born_on, on=DAY)
    assert (field in found) if field else not found


def test_nobody_becomes_active_without_applying_and_quitting_is_for_good():
    assert VOLUNTEER_STATES.allows(S.APPLIED, S.ACTIVE)
    assert not VOLUNTEER_STATES.allows(S.APPLIED, S.SUSPENDED)
    for last in (S.QUIT, S.DUPLICATE_MERGED, S.DECEASED):
        assert not any(VOLUNTEER_STATES.allows(last, other) for other in S)


def test_real_names_and_policies():
    assert set(identity_problems(PersonFacts())) == {"name", "id_number"}
    assert national_problem("12 34!") and not national_problem("2101-000123")
    good = PolicyFacts("示例1", "示例保险公司", "示例单位", DAY, DAY)
    assert policy_problems(good) == {}
    bad = PolicyFacts(" ", "", "", DAY, DAY - dt.timedelta(days=1))
    assert set(policy_problems(bad)) == {"policy_no", "insurer", "holder", "ends_on"}
    assert "ends_on" in policy_problems(PolicyFacts("a", "b", "c", DAY, dt.date(2032, 1, 1)))
