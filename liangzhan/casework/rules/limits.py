"""Time limits of a case (domain.md 5.1): what is due when, and what is late. Pure; workdays follow the real calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.casework.choices import CaseSide, Phase
from liangzhan.casework.rules.phases import WORKED_ON, Standing, phase_of
from liangzhan.toolkit.periods import add_workdays

SOON_DAYS = 3


@dataclass(frozen=True)
class Limits:
    """The settings of a place on a day."""

    intake_days: int = 3
    assess_days: int = 10
    plan_days: int = 5
    reassess_days: int = 90
    min_contacts: int = 3


@dataclass(frozen=True)
class Due:
    """What a case waits for and until when; `late` on the day it was asked."""

    verb: str
    due_on: dt.date
    late: bool

    def soon(self, on: dt.date) -> bool:
        """Within the next days."""
        return self.late or (self.due_on - on).days <= SOON_DAYS


def due_of(one: Standing, limits: Limits, *, on: dt.date) -> Due | None:
    """The one thing a running case waits for; None when nothing is dated (closed, suspended, not accepted)."""
    if one.state not in WORKED_ON or one.state == CaseSide.SUSPENDED or one.closed_on is not None:
        return None
    found = _waits_for(one, limits)
    return None if found is None else Due(found[0], found[1], late=found[1] < on)


def _waits_for(one: Standing, limits: Limits) -> tuple[str, dt.date] | None:
    phase = phase_of(one, min_contacts=limits.min_contacts)
    if phase == Phase.INTAKE and one.opened_on is not None:
        verb = "决定是否接案" if one.accepted_on is None else "签订服务同意书"
        return verb, add_workdays(one.opened_on, limits.intake_days)
    if phase == Phase.ASSESS and one.agreed_on is not None:
        return "完成预估", add_workdays(one.agreed_on, limits.assess_days)
    if phase == Phase.PLAN and one.assessed_on is not None:
        return "商定计划", add_workdays(one.assessed_on, limits.plan_days)
    if one.looked_on is not None:
        return "再次评估", one.looked_on + dt.timedelta(days=limits.reassess_days)
    return None


def next_contact_of(one: Standing, *, on: dt.date) -> Due | None:
    """The day the worker set for the next contact, when none was held on or after it."""
    if one.state not in WORKED_ON or one.closed_on is not None or one.next_on is None:
        return None
    if one.last_on is not None and one.last_on >= one.next_on:
        return None
    return Due("联系服务对象", one.next_on, late=one.next_on < on)


def latest_in_time(on: dt.date, workdays: int) -> dt.date:
    """The earliest beginning whose limit of so many workdays is not over on the day: whatever began before is late."""
    day = on
    while add_workdays(day - dt.timedelta(days=1), workdays) >= on:
        day -= dt.timedelta(days=1)
        if (on - day).days > 400:  # a limit of more than a year: nothing is late
            break
    return day
