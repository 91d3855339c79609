"""Certificates, registrations, continuing education, recognition: tables of examples."""

import datetime as dt
from decimal import Decimal as D

import pytest

from liangzhan.staff.choices.posts import RegistrationState as R
from liangzhan.staff.rules import qualification as rules

TODAY = dt.date(2020, 10, 15)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("passed", "says"),
    [("2020-10-15", ""), ("2020-10-16", "不能晚于今天"), ("2008-01-01", ""), ("2007-12-31", "从 2008 年开始")],
)
def test_passed(passed, says):
    found = rules.passed_problem(day(passed), first_year=2008, today=TODAY)
    assert says in found
    assert bool(found) is bool(says)


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("", True),
        ("SL20190001", True),
        ("123456", True),
        ("12345", False),
        ("SL 2019 01", False),
        ("证书一二三四", False),
        ("1" * 41, False),
    ],
)
def test_number(number, fits):
    assert (rules.number_problem(number) == "") is fits


@pytest.mark.parametrize(
    ("start", "last"), [("2020-06-01", "2023-05-31"), ("2020-03-01", "2023-02-28"), ("2020-02-29", "2023-02-27")]
)
def test_last_day(start, last):
    assert rules.last_day_of_period(day(start), 3) == day(last)


@pytest.mark.parametrize(
    ("start", "end", "others", "field"),
    [
        ("2019-09-01", "2022-08-31", [], ""),
        ("2019-09-01", "2022-09-01", [], ""),
        ("2019-09-01", "2022-09-02", [], "valid_to"),
        ("2019-09-01", "2022-08-29", [], "valid_to"),
        ("2019-08-31", "2022-08-30", [], "valid_from"),
        ("2021-10-15", "2024-10-14", [], ""),
        ("2021-10-16", "2024-10-15", [], "valid_from"),
        ("2020-09-01", "2023-08-31", [("2019-09-02", "2020-08-31")], ""),
        ("2020-08-31", "2023-08-30", [("2019-09-02", "2020-08-31")], "valid_from"),
        ("2019-09-01", "2022-08-31", [("2022-08-31", "2025-08-30")], "valid_from"),
        ("2019-09-01", "2022-08-31", [("2022-09-01", "2025-08-31")], ""),
    ],
)
def test_period(start, end, others, field):
    found = rules.period_problem(
        day(start),
        day(end),
        passed_on=day("2019-09-01"),
        years=3,
        others=[(day(one), day(other)) for one, other in others],
        today=TODAY,
    )
    assert found[0] == field
    assert bool(found[1]) is bool(field)


@pytest.mark.parametrize(("start", "late"), [("2020-09-01", False), ("2020-09-02", True)])
def test_late_first(start, late):
    assert rules.is_late_first(day("2019-09-01"), day(start), years_within=1) is late


@pytest.mark.parametrize(
    ("end", "opens"),
    [
        ("2023-05-31", "2023-02-28"),
        ("2024-05-31", "2024-02-29"),
        ("2023-01-15", "2022-10-15"),
        ("2023-03-31", "2022-12-31"),
    ],
)
def test_window(end, opens):
    assert rules.window_opens_on(day(end), 3) == day(opens)


@pytest.mark.parametrize(
    ("left", "told", "step"),
    [
        (91, None, None), (90, None, 90), (90, 90, None), (61, 90, None), (60, 90, 60), (60, None, 60),
        (45, 60, None), (30, 60, 30), (30, 30, None), (10, None, 30), (0, 60, 30), (-1, None, None),
    ],
)  # fmt: skip
def test_alert(left, told, step):
    due = rules.alert_due(TODAY + dt.timedelta(left), steps=[90, 60, 30], told=told, today=TODAY)
    assert due == step


class TestLearning:
    HOURS = {"ASW": 72, "SW": 90, "SSW": 90}

    @pytest.mark.parametrize(("level", "hours"), [("ASW", 72), ("SW", 90), ("SSW", 90)])
    def test_required(self, level, hours):
        assert rules.required_hours(level, self.HOURS) == hours

    @pytest.mark.parametrize(("earned", "gap"), [("0", "72"), ("71.5", "0.5"), ("72", "0"), ("90", "0")])
    def test_gap(self, earned, gap):
        assert rules.ce_gap(72, D(earned)) == D(gap)


@pytest.mark.parametrize(
    ("levels", "top"), [([], ""), (["ASW"], "ASW"), (["SW", "ASW"], "SW"), (["ASW", "SSW", "SW"], "SSW")]
)
def test_highest(levels, top):
    assert rules.highest(levels) == top


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({}, set()),
        ({"passed_on": TODAY}, {"CERTIFICATE"}),
        ({"passed_on": dt.date(2020, 10, 16)}, set()),
        ({"basis": "DEGREE"}, {"DEGREE"}),
        ({"basis": "TRAINING"}, set()),
        ({"basis": "TRAINING", "recognition": "ASKED"}, set()),
        ({"basis": "TRAINING", "recognition": "RECOGNISED", "recognition_on": TODAY}, {"TRAINING"}),
        ({"basis": "TRAINING", "recognition": "RECOGNISED", "recognition_on": dt.date(2020, 10, 16)}, set()),
        ({"basis": "TRAINING", "recognition": "REFUSED", "recognition_on": TODAY}, set()),
        (
            {"basis": "DEGREE", "recognition": "RECOGNISED", "recognition_on": TODAY, "passed_on": TODAY},
            {"DEGREE", "CERTIFICATE"},
        ),
    ],
)
def test_bases(given, held):
    plain = {"basis": "", "recognition": "NONE", "recognition_on": None, "passed_on": None}
    assert rules.bases_of(**{**plain, **given}, on=TODAY) == held


class TestStates:
    @pytest.mark.parametrize("state", [one for one in R if one not in (R.NOT_APPLIED, R.ISSUED)])
    def test_every_state_leads_to_the_certificate(self, state):
        assert rules.REGISTRATION.allows(state, R.ISSUED)

    @pytest.mark.parametrize("state", R)
    def test_nothing_follows_an_issued_one_and_nothing_goes_back_to_the_start(self, state):
        assert not rules.REGISTRATION.allows(R.ISSUED, state)
        assert not rules.REGISTRATION.allows(state, R.NOT_APPLIED)

    def test_refused_ones_may_apply_again_but_passed_ones_do_not(self):
        assert rules.REGISTRATION.allows(R.FIRST_REFUSED, R.WAITING)
        assert rules.REGISTRATION.allows(R.FINAL_REFUSED, R.WAITING)
        assert not rules.REGISTRATION.allows(R.FINAL_PASSED, R.WAITING)
        assert not rules.REGISTRATION.allows(R.FIRST_PASSED, R.FIRST_REFUSED)


class TestRecognition:
    @pytest.mark.parametrize(
        ("now", "may"), [("NONE", True), ("REFUSED", True), ("ASKED", False), ("RECOGNISED", False)]
    )
    def test_ask(self, now, may):
        assert (rules.ask_problem(now) == "") is may

    @pytest.mark.parametrize(
        ("now", "reason", "found"),
        [
            ("ASKED", "符合", ("", "")),
            ("ASKED", " ", ("reason", "请写明认定理由。")),
            ("NONE", "符合", ("", "这份申请已经办理，请刷新页面。")),
        ],
    )
    def test_decide(self, now, reason, found):
        assert rules.decide_problem(now, reason) == found
