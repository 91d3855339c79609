"""C-01: what must be there, how an intake may be decided, and the number of a case (domain.md 5.1, 5.9). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.casework.choices import CaseSide, IntakeDecision

D = IntakeDecision
ACCEPTING = frozenset({D.ACCEPT, D.CRISIS})
NEEDS_REASON = frozenset({D.REFER, D.DECLINE})
SIDE_OF = {D.REFER: CaseSide.REFERRED, D.DECLINE: CaseSide.NOT_ACCEPTED}


@dataclass(frozen=True)
class IntakeFacts:
    """C-01 as it is typed; `on` is the day help was asked for or the need was found."""

    on: dt.date
    source: str
    problem: str
    prior_help: str = ""
    urgency: int = 1
    risk_screen: str = ""


def intake_problems(facts: IntakeFacts, *, today: dt.date, earliest: dt.date | None = None) -> dict[str, str]:
    """{field: sentence}; `earliest` is the day before which nothing is written down any more."""
    found: dict[str, str] = {}
    if facts.on > today:
        found["on"] = "求助日期不能晚于今天。"
    elif earliest is not None and facts.on < earliest:
        found["on"] = f"求助日期太早，最早可以登记到 {earliest:%Y-%m-%d}；更早的个案请从历史台账导入。"
    if not facts.problem.strip():
        found["problem"] = "请写明主要问题。"
    if not 1 <= facts.urgency <= 4:
        found["urgency"] = "紧急程度从 1 到 4。"
    return found


def decision_problems(decision: str, reason: str, *, on: dt.date, opened_on: dt.date, today: dt.date) -> dict[str, str]:
    """{field: sentence} of a decision on an intake; whoever is not accepted is told why, so a reason must be there."""
    found: dict[str, str] = {}
    if decision not in D.values:
        found["decision"] = "请选择决定。"
    if decision in NEEDS_REASON and not reason.strip():
        found["reason"] = "不接案、转介的，请写明理由，便于向本人说明。"
    if on > today:
        found["decided_on"] = "决定日期不能晚于今天。"
    elif on < opened_on:
        found["decided_on"] = f"决定日期不能早于求助日期 {opened_on:%Y-%m-%d}。"
    return found


def case_series(division_code: str, year: int, *, sealed: bool = False) -> str:
    """`{community12}-SW-CASE-{yyyy}` (domain.md 5.9 [D]); sealed cases have a series of their own."""
    return f"{division_code}-SW-{'CASER' if sealed else 'CASE'}-{year}"


def case_number(series: str, count: int) -> str:
    """The series with four digits."""
    return f"{series}-{count:04d}"
