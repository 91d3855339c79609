"""Leave by half days: what it covers, how many workdays, who may decide (clause 2.6.1, domain.md 4.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from liangzhan.staff.choices.leave import DayHalf, LeaveState
from liangzhan.toolkit.transitions import Table

HALF = Decimal("0.5")
LONGEST_DAYS = 366  # a longer stretch is a slip of the pen: parental leave with its extensions stays below
Moment = tuple[dt.date, DayHalf]  # a half day

LEAVE = Table(
    {
        LeaveState.WAITING: (LeaveState.APPROVED, LeaveState.REFUSED, LeaveState.WITHDRAWN),
        LeaveState.APPROVED: (LeaveState.WITHDRAWN,),
        LeaveState.REFUSED: (),
        LeaveState.WITHDRAWN: (),
    }
)


def _rank(moment: Moment) -> tuple[dt.date, int]:
    return moment[0], int(moment[1] == DayHalf.AFTERNOON)


def halves_on(day: dt.date, first: Moment, last: Moment) -> frozenset[DayHalf]:
    """The halves of the day that lie between the first and the last half day, both included."""
    return frozenset(half for half in DayHalf if _rank(first) <= _rank((day, half)) <= _rank(last))


def overlap(a: tuple[Moment, Moment], b: tuple[Moment, Moment]) -> bool:
    """Do two stretches share a half day?"""
    return _rank(a[0]) <= _rank(b[1]) and _rank(b[0]) <= _rank(a[1])


def order_problem(first: Moment, last: Moment) -> str:
    """Why the stretch cannot be, or ""."""
    if _rank(last) < _rank(first):
        return "结束不能早于开始。"
    if (last[0] - first[0]).days > LONGEST_DAYS:
        return "一次请假不能超过一年，请核对日期。"
    return ""


def workdays_of(first: Moment, last: Moment, is_workday: Callable[[dt.date], bool]) -> Decimal:
    """Workdays that the stretch takes, by halves; moved workdays (调休) count, holidays do not."""
    found = Decimal(0)
    for number in range((last[0] - first[0]).days + 1):
        day = first[0] + dt.timedelta(days=number)
        if is_workday(day):
            found += HALF * len(halves_on(day, first, last))
    return found


def may_withdraw(state: str, starts_on: dt.date, today: dt.date) -> bool:
    """What waits can be withdrawn at any time; what was approved only before its first day."""
    return state == LeaveState.WAITING or (state == LeaveState.APPROVED and today < starts_on)


def end_problem(first: Moment, last: Moment, new_last: Moment) -> str:
    """Why leave cannot end at this half day, or "": after its beginning, before its planned end."""
    if _rank(new_last) < _rank(first):
        return "提前结束的时间不能早于请假开始；还没有开始的请假请直接撤回。"
    if _rank(new_last) >= _rank(last):
        return "提前结束的时间要早于原定结束时间；延长请另行申请。"
    return ""


def decider_problem(*, decider_person: UUID | None, worker_person: UUID) -> str:
    """Nobody decides about himself, by whichever account: the sentence, or ""."""
    if decider_person is not None and decider_person == worker_person:
        return "不能审批本人的事项，请由两委、乡镇（街道）或督导审批。"
    return ""
