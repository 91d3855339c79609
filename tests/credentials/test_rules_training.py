"""What a training may look like, and who may still sign up."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from liangzhan.credentials.choices import EnrolmentState, TrainingState
from liangzhan.credentials.rules.training import (
    ENROLMENT_TABLE,
    MOST_SEATS,
    TRAINING_TABLE,
    TrainingFacts,
    completion_problem,
    enrolment_problem,
    most_hours,
    opening_problem,
    result_problem,
    training_problems,
    withdrawal_problem,
)

ZONE = ZoneInfo("Asia/Shanghai")


def local(day, hour, minute=0, month=3):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZONE)


MORNING, EVENING = local(2, 9), local(2, 16, 30)


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "most"),
    [
        (MORNING, EVENING, 45, "10.0"),
        (MORNING, EVENING, 60, "7.5"),
        (MORNING, local(2, 9, 50), 45, "1.1"),
        (MORNING, local(4, 16, 30), 45, "30.0"),
        (local(2, 20), local(3, 8), 60, "12.0"),
        (MORNING, local(3, 9), 60, "24.0"),
    ],
)
def test_most_hours(starts, ends, minutes, most):
    assert most_hours(starts, ends, minutes) == Decimal(most)


GOOD = TrainingFacts(
    title="个案工作",
    kind="SOCIAL_WORK",
    level="COUNTY",
    organiser="示例区民政局",
    starts_at=MORNING,
    ends_at=EVENING,
    hours=Decimal(10),
    seats=30,
    enrolment_ends_on=MORNING.date(),
)


def problems(of_station=False, **change):
    return training_problems(replace(GOOD, **change), of_station=of_station, minutes_per_hour=45)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, {}),
        ({"seats": None, "enrolment_ends_on": None}, {}),
        ({"seats": 1}, {}),
        ({"seats": MOST_SEATS}, {}),
        ({"level": "AGENCY", "of_station": True}, {}),
        ({"level": "AGENCY"}, {"level": "“机构（站点）”级只用于站点自己举办的培训。"}),
        ({"of_station": True}, {"level": "站点自己举办的培训级别为“机构（站点）”。"}),
        ({"ends_at": MORNING}, {"ends_at": "结束时间要晚于开始时间。"}),
        ({"ends_at": EVENING + dt.timedelta(days=31)}, {"ends_at": "一项日程最长 31 天，请核对日期，或分成几项。"}),
        ({"hours": Decimal(0)}, {"hours": "学时必须大于 0。"}),
        ({"hours": Decimal("10.1")}, {"hours": "按每学时 45 分钟，这段时间最多 10 学时，请核对。"}),
        ({"seats": 0}, {"seats": "名额应在 1 到 5000 之间；不限名额的不用填。"}),
        ({"seats": MOST_SEATS + 1}, {"seats": "名额应在 1 到 5000 之间；不限名额的不用填。"}),
        ({"enrolment_ends_on": dt.date(2026, 3, 3)}, {"enrolment_ends_on": "报名截止日期不能晚于开始日期。"}),
    ],
)
def test_training_problems(change, found):
    assert problems(**change) == found


@pytest.mark.parametrize(
    ("ends_on", "now", "problem"),
    [
        (None, MORNING - dt.timedelta(minutes=1), ""),
        (dt.date(2026, 3, 1), local(1, 23), ""),
        (dt.date(2026, 3, 1), local(2, 8), "报名截止日期已过，请先调整截止日期。"),
        (None, MORNING, ""),  # begun: opened to enter who was there
        (dt.date(2026, 2, 20), MORNING, ""),
    ],
)
def test_opening(ends_on, now, problem):
    assert opening_problem(ends_on, MORNING, now) == problem


OPEN = {
    "state": "OPEN",
    "starts_at": MORNING,
    "enrolment_ends_on": dt.date(2026, 2, 20),
    "seats": 2,
    "seated": 0,
    "now": local(20, 23, month=2),
}


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({}, ""),
        ({"state": "SEATED", "seated": 2}, "名额已满"),
        ({"state": "HELD"}, "培训已开始"),
        ({"state": "DRAFT"}, "培训还在"),
    ],
)
def test_entered_afterwards(change, begins):
    problem = enrolment_problem(**{**OPEN, "now": local(9, 9), **change}, late=True)
    assert problem.startswith(begins) and bool(problem) == bool(begins)


def test_entering_for_others_before_it_begins_keeps_the_deadline():
    assert "截止" in enrolment_problem(**{**OPEN, "now": local(21, 9, month=2)}, late=True)


PAST = "培训已开始或已结束，不能报名。参加了其他培训的，可凭证书登记继续教育。"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, ""),
        ({"seated": 2}, ""),
        ({"state": "SEATED", "seated": 1}, ""),
        ({"state": "SEATED", "seats": None, "seated": 9}, ""),
        ({"enrolment_ends_on": None, "now": MORNING - dt.timedelta(minutes=1)}, ""),
        ({"state": "DRAFT"}, "培训还在筹备，没有开放报名。"),
        ({"state": "CANCELLED"}, "培训已取消，不能报名。"),
        ({"state": "HELD"}, PAST),
        ({"enrolment_ends_on": None, "now": MORNING}, PAST),
        ({"now": local(21, 0, month=2)}, "报名已于 2026年2月20日截止。"),
        ({"state": "SEATED", "seated": 2}, "名额已满并已确定，不能再报名。"),
    ],
)
def test_enrolment(change, problem):
    assert enrolment_problem(**{**OPEN, **change}) == problem


def test_withdrawal():
    before = MORNING - dt.timedelta(minutes=1)
    assert [withdrawal_problem(state, MORNING, before) == "" for state in EnrolmentState] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert "已经开始" in withdrawal_problem("SEATED", MORNING, MORNING)


@pytest.mark.parametrize(
    ("state", "seats", "now", "problem"),
    [
        ("SEATED", 5, EVENING, ""),
        ("OPEN", None, EVENING, ""),
        ("OPEN", 5, EVENING, "请先确定名额，再确认完成。"),
        ("DRAFT", None, EVENING, "只有开放过报名的培训才能确认完成。"),
        ("CANCELLED", None, EVENING, "只有开放过报名的培训才能确认完成。"),
        ("HELD", None, EVENING, "这次培训已经确认完成。个别有误的，请在名单上更正。"),
        ("SEATED", 5, EVENING - dt.timedelta(minutes=1), "培训还没有结束，不能确认完成。"),
    ],
)
def test_completion(state, seats, now, problem):
    assert completion_problem(state=state, ends_at=EVENING, seats=seats, now=now) == problem


@pytest.mark.parametrize(
    ("completed", "present", "hours", "good"),
    [
        (False, False, None, True),
        (True, True, Decimal("6"), True),
        (True, True, Decimal("0.1"), True),
        (True, False, Decimal("6"), False),
        (True, True, Decimal("6.1"), False),
        (True, True, Decimal("0"), False),
        (True, True, None, False),
    ],
)
def test_one_line_of_the_completion(completed, present, hours, good):
    problem = result_problem(completed=completed, present=present, hours=hours, most=Decimal(6))
    assert (problem == "") is good


def test_the_tables():
    assert {state: TRAINING_TABLE.moves.get(state, ()) for state in TrainingState} == {
        "DRAFT": ("OPEN", "CANCELLED"),
        "OPEN": ("SEATED", "CANCELLED"),
        "SEATED": ("HELD", "CANCELLED"),
        "HELD": (),
        "CANCELLED": (),
    }
    assert {state: ENROLMENT_TABLE.moves.get(state, ()) for state in EnrolmentState} == {
        "APPLIED": ("SEATED", "WAITLIST", "WITHDRAWN"),
        "SEATED": ("WITHDRAWN", "COMPLETED", "ABSENT"),
        "WAITLIST": ("SEATED", "WITHDRAWN"),
        "WITHDRAWN": (),
        "COMPLETED": ("ABSENT",),
        "ABSENT": ("COMPLETED",),
    }
