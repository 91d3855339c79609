"""States of a training and of an enrolment; what a training may look like; who may still sign up. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from liangzhan.credentials.choices import EnrolmentState, TrainingKind, TrainingLevel, TrainingState
from liangzhan.occasions.rules.arranging import parts_of, time_problem
from liangzhan.toolkit.transitions import Table

TRAINING_TABLE = Table(
    {
        TrainingState.DRAFT: (TrainingState.OPEN, TrainingState.CANCELLED),
        TrainingState.OPEN: (TrainingState.SEATED, TrainingState.CANCELLED),
        TrainingState.SEATED: (TrainingState.HELD, TrainingState.CANCELLED),
    }
)
ENROLMENT_TABLE = Table(
    {
        EnrolmentState.APPLIED: (EnrolmentState.SEATED, EnrolmentState.WAITLIST, EnrolmentState.WITHDRAWN),
        EnrolmentState.WAITLIST: (EnrolmentState.SEATED, EnrolmentState.WITHDRAWN),
        EnrolmentState.SEATED: (EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED, EnrolmentState.ABSENT),
        EnrolmentState.COMPLETED: (EnrolmentState.ABSENT,),
        EnrolmentState.ABSENT: (EnrolmentState.COMPLETED,),
    }
)
LIVE = (EnrolmentState.APPLIED, EnrolmentState.SEATED, EnrolmentState.WAITLIST)
EDITABLE = (TrainingState.DRAFT, TrainingState.OPEN, TrainingState.SEATED)
MOST_SEATS = 5000
# Trainings of volunteers (2.6.5): their hours are I18, never service hours (domain.md 6.7, 9.3).
VOLUNTEER_KINDS = (TrainingKind.VOLUNTEER_BASIC, TrainingKind.VOLUNTEER_SPECIAL, TrainingKind.EMERGENCY)


@dataclass(frozen=True)
class TrainingFacts:
    """What is typed about a training: what it is, when and where, and for how many."""

    title: str
    kind: str
    level: str
    organiser: str
    hours: Decimal
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str = ""
    content: str = ""
    seats: int | None = None
    enrolment_ends_on: dt.date | None = None


def most_hours(starts_at: dt.datetime, ends_at: dt.datetime, minutes_per_hour: int) -> Decimal:
    """The most 学时 the occasion can hold, rounded down to a tenth: over several days the same hours each day."""
    seconds = sum((end - start).total_seconds() for start, end in parts_of(starts_at, ends_at))
    return Decimal(int(seconds // 60 * 10 // minutes_per_hour)) / 10


def training_problems(facts: TrainingFacts, *, of_station: bool, minutes_per_hour: int) -> dict[str, str]:
    """{field: sentence} of what cannot be; moments in local time."""
    starts_at, ends_at, hours, seats = facts.starts_at, facts.ends_at, facts.hours, facts.seats
    ends_on = facts.enrolment_ends_on
    found: dict[str, str] = {}
    if of_station != (facts.level == TrainingLevel.AGENCY):
        found["level"] = (
            "站点自己举办的培训级别为“机构（站点）”。" if of_station else "“机构（站点）”级只用于站点自己举办的培训。"
        )
    if problem := time_problem(starts_at, ends_at):
        found["ends_at"] = problem
    elif hours <= 0:
        found["hours"] = "学时必须大于 0。"
    elif hours > (most := most_hours(starts_at, ends_at, minutes_per_hour)):
        found["hours"] = f"按每学时 {minutes_per_hour} 分钟，这段时间最多 {most} 学时，请核对。"
    if seats is not None and not 0 < seats <= MOST_SEATS:
        found["seats"] = f"名额应在 1 到 {MOST_SEATS} 之间；不限名额的不用填。"
    if ends_on is not None and ends_on > starts_at.date():
        found["enrolment_ends_on"] = "报名截止日期不能晚于开始日期。"
    return found


def opening_problem(ends_on: dt.date | None, starts_at: dt.datetime, now: dt.datetime) -> str:
    """Why enrolment cannot be opened now, or "". What has begun is opened to enter who was there."""
    if starts_at <= now:
        return ""
    if ends_on is not None and ends_on < now.date():
        return "报名截止日期已过，请先调整截止日期。"
    return ""


def enrolment_problem(
    *,
    state: str,
    starts_at: dt.datetime,
    enrolment_ends_on: dt.date | None,
    seats: int | None,
    seated: int,
    now: dt.datetime,
    late: bool = False,
) -> str:
    """Why nobody can sign up (any more), or "". `seated` counts those who hold a seat; moments in local time.

    `late`: whoever answers for people may enter theirs until the training is confirmed: it had begun before it was
    entered here, or somebody came without having signed up.
    """
    if state == TrainingState.DRAFT:
        return "培训还在筹备，没有开放报名。"
    if state == TrainingState.CANCELLED:
        return "培训已取消，不能报名。"
    begun = starts_at <= now
    if state == TrainingState.HELD or (begun and not late):
        return "培训已开始或已结束，不能报名。参加了其他培训的，可凭证书登记继续教育。"
    if not begun and enrolment_ends_on is not None and now.date() > enrolment_ends_on:
        return f"报名已于 {enrolment_ends_on:%Y年%-m月%-d日}截止。"
    if state == TrainingState.SEATED and seats is not None and seated >= seats:
        return "名额已满并已确定，不能再报名。"
    return ""


def withdrawal_problem(state: str, starts_at: dt.datetime, now: dt.datetime) -> str:
    """Why somebody cannot step back, or ""."""
    if state not in LIVE:
        return "这条报名已经结束，不能退出。"
    return "培训已经开始，不能退出；没有参加的，由举办单位记为未参加。" if starts_at <= now else ""


def completion_problem(*, state: str, ends_at: dt.datetime, seats: int | None, now: dt.datetime) -> str:
    """Why a training cannot be confirmed as held yet, or ""."""
    if state == TrainingState.HELD:
        return "这次培训已经确认完成。个别有误的，请在名单上更正。"
    if state == TrainingState.OPEN and seats is not None:
        return "请先确定名额，再确认完成。"
    if state not in (TrainingState.OPEN, TrainingState.SEATED):
        return "只有开放过报名的培训才能确认完成。"
    return "培训还没有结束，不能确认完成。" if ends_at > now else ""


def result_problem(*, completed: bool, present: bool, hours: Decimal | None, most: Decimal) -> str:
    """Why one line of the completion cannot be, or "". Nobody completes a training where the roll does not have him."""
    if not completed:
        return ""
    if not present:
        return "签到记录里没有到场，不能记为完成。请先在签到页点名或补录纸质签到表。"
    if hours is None or not 0 < hours <= most:
        return f"实得学时应大于 0、不超过 {most}。"
    return ""


def learned_minutes(hours: Decimal, minutes_per_hour: int) -> int:
    """学时 as minutes, rounded to the nearest: what the ledger counts."""
    return int((hours * minutes_per_hour).to_integral_value(ROUND_HALF_UP))
