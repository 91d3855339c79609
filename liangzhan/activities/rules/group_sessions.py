"""Sessions: which phase they are likely in, what a record must say, when it locks (domain.md 5.2, 5.9). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.activities.choices.groups import GroupPhase
from liangzhan.activities.rules.group_plan import too_long

P = GroupPhase


@dataclass(frozen=True)
class SessionFacts:
    """G-04 as it is filled in."""

    number: int
    phase: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    aims: str
    activities: str
    materials: str = ""
    place: str = ""


@dataclass(frozen=True)
class SessionRecord:
    """G-05 as it is filled in; who was there is read from the roll."""

    dynamics: str
    reflection: str
    key_events: str = ""
    member_changes: str = ""


def suggested_phase(number: int, planned: int) -> str:
    """形成期 at first, 结束期 at last, between them a third each of 转折期 … 成熟期: a suggestion for the form."""
    if number <= 1:
        return P.FORM
    if number >= planned:
        return P.END
    return P.TRANSITION if number <= max(2, planned // 2) else P.MATURE


def session_problems(facts: SessionFacts) -> dict[str, str]:
    """{field: sentence}; times are looked at by `occasions`."""
    found: dict[str, str] = {}
    if facts.number < 1:
        found["number"] = "节次从 1 开始。"
    if not facts.aims.strip():
        found["aims"] = "请写明本节目标。"
    if not facts.activities.strip():
        found["activities"] = "请写明活动安排。"
    return found | too_long(facts)


def record_problems(record: SessionRecord) -> dict[str, str]:
    """{field: sentence}."""
    found: dict[str, str] = {}
    if not record.dynamics.strip():
        found["dynamics"] = "请写明组员的参与和互动。"
    if not record.reflection.strip():
        found["reflection"] = "请写下带组人的反思，一句话也可以。"
    return found | too_long(record)


def holding_problem(*, starts_at: dt.datetime, now: dt.datetime, state: str) -> str:
    """May it be recorded as held? Only once it has begun, and not when it was called off."""
    if state == "CANCELLED":
        return "这次已取消，不能记录。"
    return "还没有开始，不能记录。" if now < starts_at else ""
