"""What counts as an hour, how strong its evidence is, who may verify it: tables of examples."""

import datetime as dt

import pytest

from liangzhan.volunteers.rules.grading import Signals, explained, grade, shown_to_volunteer
from liangzhan.volunteers.rules.hours import (
    Limits,
    activity_problem,
    day_problem,
    day_warning,
    device_warning,
    hours_text,
    late_warning,
    month_warning,
    overlap_problem,
    registered_problem,
    service_minutes,
    span_problem,
    within_problem,
)
from liangzhan.volunteers.rules.states import RECORD_STATES, approver_problem, own_problem, verifier_problem

DAY = dt.date(2026, 6, 6)
LIMITS = Limits(day_minutes=720, warn_day_minutes=480, warn_month_minutes=3600, device_persons=3, late_workdays=10)


def at(hour, minute=0):
    return dt.datetime.combine(DAY, dt.time(hour, minute), tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("ends", "pause", "minutes"), [(at(11), 0, 120), (at(11), 30, 90), (at(9, 20), 30, 0), (at(9, 1), 0, 1)]
)
def test_minutes_are_out_less_in_less_breaks(ends, pause, minutes):
    assert service_minutes(at(9), ends, pause) == minutes


@pytest.mark.parametrize(("minutes", "text"), [(0, "0.0"), (5, "0.0"), (6, "0.1"), (95, "1.5"), (120, "2.0")])
def test_hours_are_shown_to_a_tenth(minutes, text):
    assert hours_text(minutes) == text


@pytest.mark.parametrize(
    ("starts", "ends", "pause", "word"),
    [
        (at(9), at(11), 0, ""),
        (at(9), at(8), 0, "早于"),
        (at(9), at(9), 0, "早于"),
        (at(9), at(13), 0, "没有到"),
        (at(9), at(9, 20), 20, "不足一分钟"),
    ],
)
def test_a_stay_must_be_possible(starts, ends, pause, word):
    told = span_problem(starts, ends, at(12), pause)
    assert word in told and bool(told) == bool(word)


@pytest.mark.parametrize(
    ("span", "clash"),
    [((at(8), at(9)), False), ((at(8), at(9, 1)), True), ((at(11), at(12)), False), ((at(10), at(10, 5)), True)],
)
def test_nobody_is_in_two_places(span, clash):
    assert bool(overlap_problem(span, [(at(9), at(11))])) is clash


def test_limits_of_a_day_a_month_a_device_and_being_late():
    assert not day_problem(300, 420, LIMITS) and "12 小时" in day_problem(301, 420, LIMITS)
    assert not day_warning(480, LIMITS) and "8 小时" in day_warning(481, LIMITS)
    assert not month_warning(3600, LIMITS) and "60 小时" in month_warning(3601, LIMITS)
    assert not device_warning(3, LIMITS) and "4 人" in device_warning(4, LIMITS)
    assert not late_warning(10, LIMITS) and "11 个工作日" in late_warning(11, LIMITS)


def test_before_the_registration_and_without_approval_nothing_counts():
    assert not registered_problem(DAY, DAY)
    assert registered_problem(DAY, DAY + dt.timedelta(days=1)) and registered_problem(DAY, None)
    assert not any(activity_problem(state) for state in ("ONGOING", "ENDED", "CONFIRMING", "ARCHIVED"))
    assert all(activity_problem(state) for state in ("DRAFT", "REVIEW", "RECRUITING", "CLOSED", "CANCELLED"))


@pytest.mark.parametrize(
    ("signals", "letter"),
    [
        ({"code": True, "rostered": True, "inside": True}, "A"),
        ({"code": True, "rostered": True, "recipient": True, "inside": False}, "B"),
        ({"code": True, "rostered": True, "leader": True, "own_device": False}, "B"),
        ({"code": True, "rostered": True}, "B"),
        ({"leader": True, "rostered": True, "timing": False}, "C"),
        ({"leader": True}, "C"),
        ({}, "C"),
    ],
)
def test_the_grade_weighs_independent_signals(signals, letter):
    assert grade(Signals(**signals), back_entry=False) == letter
    assert grade(Signals(**signals), back_entry=True) == "D"


def test_evidence_is_told_in_words_and_the_volunteer_reads_no_letter():
    told = explained(Signals(code=True, inside=False).stored())
    assert told == [(True, "扫动态签到码签到"), (False, "签到时不在活动地点范围内")]
    shown = [shown_to_volunteer(state, back) for state in ("RECORDED", "CONFIRMED", "VERIFIED") for back in (0, 1)]
    assert shown == ["待核实", "补录", "待核实", "补录", "已核实", "补录"]
    assert shown_to_volunteer("REJECTED", True) == "不予认定" and "异议" in shown_to_volunteer("DISPUTED", True)


def test_only_a_second_person_verifies_what_was_confirmed():
    assert "另一个人核实" in verifier_problem(himself=True) and not verifier_problem(himself=False)
    assert "另一个人审批" in approver_problem(himself=True) and not approver_problem(himself=False)
    assert "本人" in own_problem(7, 7) and not own_problem(7, 8)
    assert not RECORD_STATES.allows("RECORDED", "VERIFIED") and not RECORD_STATES.allows("REJECTED", "VERIFIED")


@pytest.mark.parametrize(
    ("span", "margin", "wrong"),
    [
        ((at(9), at(11)), 0, False),
        ((at(8), at(11)), 60, False),
        ((at(7, 59), at(11)), 60, True),
        ((at(9), at(12)), 60, False),
        ((at(9), at(12, 1)), 60, True),
    ],
)
def test_what_is_entered_afterwards_lies_about_the_activity(span, margin, wrong):
    assert bool(within_problem(span, (at(9), at(11)), margin)) is wrong
