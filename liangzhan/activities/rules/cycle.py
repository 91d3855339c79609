"""When somebody is to be visited again, and why (domain.md 5.5, 5.7). Pure: days and today are arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

HIGH = 3  # orange and red (domain.md 5.7): such a person stands before all others
SOON_DAYS = 7
LONGEST_PAUSE = 366


@dataclass(frozen=True)
class Rhythm:
    """Days between two visits, and where they come from. `days` None: nobody asks for regular visits."""

    days: int | None
    why: str


@dataclass(frozen=True)
class Known:
    """What is known of one client: since when, last met, agreed for, own days, pause."""

    since_on: dt.date
    last_on: dt.date | None = None
    next_on: dt.date | None = None
    paused_to_on: dt.date | None = None


def rhythm_of(
    *,
    category: str,
    category_word: str,
    own_days: int | None,
    risk: int,
    by_category: Mapping[str, int],
    by_risk: Mapping[int, int],
) -> Rhythm:
    """The shortest of what the category, or in its place the worker's own decision, and the risk ask for.

    A risk is never overruled by the worker's days: contact at a level is a duty (domain.md 5.7). 0 days are no visits.
    """
    usual = own_days if own_days is not None else by_category.get(category, 0)
    word = "本人单独安排" if own_days is not None else category_word
    urgent = by_risk.get(risk, 0)
    if urgent and (not usual or urgent < usual):
        return Rhythm(urgent, f"有风险，每 {urgent} 天联系一次")
    if usual:
        return Rhythm(usual, f"{word}，每 {usual} 天探访一次")
    return Rhythm(None, "没有定期探访要求")


def due_on(known: Known, days: int | None) -> dt.date | None:
    """The day on which the next visit is due: the cycle's or the agreed one, whichever is earlier; after a pause its end.

    Somebody never met is due so many days after becoming a client. None: nothing asks for a visit.
    """
    begun = known.last_on or known.since_on
    by_cycle = begun + dt.timedelta(days=days) if days else None
    agreed = known.next_on if known.next_on and known.next_on > begun else None
    found = min((day for day in (by_cycle, agreed) if day), default=None)
    if found is not None and known.paused_to_on is not None:
        return max(found, known.paused_to_on + dt.timedelta(days=1))
    return found


def overdue_days(due: dt.date, *, today: dt.date) -> int:
    """Days past the due day; negative while it lies ahead."""
    return (today - due).days


def order_of(*, overdue: int, risk: int, person: int) -> tuple[int, int, int, int]:
    """The order of the day: high risk first, then who has waited longest, then by risk."""
    return (0 if risk >= HIGH else 1, -overdue, -risk, person)


def pause_problem(until: dt.date, *, today: dt.date) -> str:
    """A pause ends on a day to come, within a year."""
    if until < today:
        return "暂停到的日期不能早于今天。"
    if (until - today).days > LONGEST_PAUSE:
        return "暂停超过一年，请核对年份；不再探访的，改用“调整周期”。"
    return ""


def plan_problem(*, days: int | None, usual: int, reason: str) -> str:
    """Other days than the category has need a reason: fewer visits are a decision somebody answers for."""
    if days is None or days == usual:
        return ""
    return "" if reason.strip() else "与这类服务对象的周期不同，请写明理由。"
