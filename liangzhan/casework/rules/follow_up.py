"""C-09 回访 and what it leads to. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.casework.choices import ContactMode, FollowUpOutcome


@dataclass(frozen=True)
class FollowUpFacts:
    """What is typed on C-09."""

    done_on: dt.date
    mode: str
    outcome: str
    note: str
    reopen: bool


def follow_up_problems(facts: FollowUpFacts, *, closed_on: dt.date, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what cannot be. An early follow-up is welcome; one before the closing is none."""
    found: dict[str, str] = {}
    if facts.done_on > today:
        found["done_on"] = "回访日期不能晚于今天。"
    elif facts.done_on < closed_on:
        found["done_on"] = f"回访日期不能早于结案日期 {closed_on:%Y-%m-%d}。"
    if facts.mode not in ContactMode.values:
        found["mode"] = "请选择回访方式。"
    if facts.outcome not in FollowUpOutcome.values:
        found["outcome"] = "请选择回访时的状况。"
    elif facts.outcome != FollowUpOutcome.STABLE and not facts.note.strip():
        found["note"] = "情况变差或失联的，请写明情况。"
    if facts.reopen and facts.outcome == FollowUpOutcome.LOST:
        found["reopen"] = "联系不上的不能重开；找到服务对象以后再办理。"
    return found


def is_overdue(due_on: dt.date, done_on: dt.date | None, *, today: dt.date) -> bool:
    """Due before today and not done."""
    return done_on is None and due_on < today
