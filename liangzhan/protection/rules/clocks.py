"""The clocks of a level: what is due when (domain.md 5.7 [D]). Derived from the level and the steps. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from liangzhan.protection.choices import Duty, RiskLevel, RiskStepKind
from liangzhan.protection.rules.risks import rank
from liangzhan.toolkit.periods import add_workdays

PLACE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Step:
    """One step as the clocks read it: what, at which level, when it happened, when it was written down."""

    kind: str
    level: str
    at: dt.datetime
    written_at: dt.datetime


@dataclass(frozen=True)
class Clock:
    """One duty: until when, and whether and when it was done (contact comes again and again, so it is never done)."""

    duty: Duty
    due_at: dt.datetime
    done_at: dt.datetime | None = None

    @property
    def is_running(self) -> bool:
        return self.done_at is None

    def is_late(self, now: dt.datetime) -> bool:
        """Running and past its time."""
        return self.done_at is None and now > self.due_at


# Level → duty → the parameter that says how long. The unit is the last part of the key.
LIMITS: dict[str, dict[Duty, str]] = {
    RiskLevel.RED: {
        Duty.SUPERVISOR: "risk.red.supervisor.minutes",
        Duty.RECORD: "risk.red.record.hours",
        Duty.CONTACT: "risk.red.contact.days",
    },
    RiskLevel.ORANGE: {
        Duty.SUPERVISOR: "risk.orange.supervisor.days",
        Duty.PLAN: "risk.orange.plan.hours",
        Duty.CONTACT: "risk.orange.contact.days",
    },
    RiskLevel.YELLOW: {
        Duty.SUPERVISOR: "risk.yellow.supervisor.workdays",
        Duty.CONTACT: "risk.yellow.contact.days",
    },
    RiskLevel.GREEN: {},
}
KEYS = tuple(key for duties in LIMITS.values() for key in duties.values())


def since_when(level: str, steps: Iterable[Step]) -> dt.datetime | None:
    """Since when the level has been at least this high without a break; None when no step says so."""
    since: dt.datetime | None = None
    for step in sorted(steps, key=lambda one: one.written_at):
        if step.kind not in (RiskStepKind.RAISED, RiskStepKind.LOWERED):
            continue
        if rank(step.level) < rank(level):
            since = None
        elif since is None:
            since = step.written_at
    return since


def due_at(key: str, amount: int, start: dt.datetime) -> dt.datetime:
    """The moment until which something is to be done; days and workdays end with the day in Asia/Shanghai."""
    unit = key.rsplit(".", 1)[1]
    if unit == "minutes":
        return start + dt.timedelta(minutes=amount)
    if unit == "hours":
        return start + dt.timedelta(hours=amount)
    day = start.astimezone(PLACE).date()
    day = add_workdays(day, amount) if unit == "workdays" else day + dt.timedelta(days=amount)
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=PLACE)


def clocks(level: str, steps: Iterable[Step], limits: Mapping[str, int]) -> list[Clock]:
    """The duties of a level with their times, the earliest first. `limits` are the parameters of `KEYS`.

    A duty is done by a step written down since the level has been at least as high as now; contact runs anew from each
    contact. Nothing for green, and nothing where no step says since when.
    """
    rows = list(steps)
    since = since_when(level, rows)
    if since is None:
        return []
    found = []
    for duty, key in LIMITS[level].items():
        done = [one for one in rows if one.kind == duty.value and one.written_at >= since]
        if duty == Duty.CONTACT:
            start = max([since, *(one.at for one in done)])
            found.append(Clock(duty, due_at(key, int(limits[key]), start)))
        else:
            first = min((one.at for one in done), default=None)
            found.append(Clock(duty, due_at(key, int(limits[key]), since), first))
    return sorted(found, key=lambda one: one.due_at)


def next_clock(running: Iterable[Clock]) -> Clock | None:
    """The duty that is due first, or None."""
    return min((one for one in running if one.is_running), key=lambda one: one.due_at, default=None)
