"""How a need is followed to the end, and what may be written of it (notice 1.1, 3.2.1; domain.md 7.1). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from liangzhan.needs.choices import (
    SEALED_CATEGORIES,
    Importance,
    NeedCategory,
    NeedGroup,
    NeedSource,
    NeedState,
    Urgency,
)
from liangzhan.toolkit.transitions import Table

S = NeedState
MOST_CONCERNED = 100_000
LONGEST = 4000

# A small station need not walk every step: a need may be answered as soon as it is heard.
NEED_TABLE = Table(
    moves={
        S.NEW: (S.VERIFIED, S.PLANNED, S.SERVED, S.REFERRED, S.REJECTED),
        S.VERIFIED: (S.PLANNED, S.SERVED, S.REFERRED, S.REJECTED),
        S.PLANNED: (S.SERVED, S.REFERRED, S.REJECTED),
        S.SERVED: (S.PLANNED, S.CLOSED),
        S.REFERRED: (S.VERIFIED, S.CLOSED),
        S.REJECTED: (S.VERIFIED,),
        S.CLOSED: (S.VERIFIED,),
    }
)
ANSWERS = (S.PLANNED, S.SERVED, S.REFERRED, S.REJECTED)
ENDED = (S.REJECTED, S.CLOSED)
# Going back, and declining or sending on, are explained to the resident.
NEEDS_REASON = frozenset({(a, b) for a in (S.SERVED,) for b in (S.PLANNED,)}) | {
    (S.REFERRED, S.VERIFIED),
    (S.REJECTED, S.VERIFIED),
    (S.CLOSED, S.VERIFIED),
}


def need_problems(
    *,
    category: str,
    description: str,
    source: str,
    group: str,
    urgency: int,
    importance: int,
    persons_concerned: int,
    named: bool,
) -> dict[str, str]:
    """{field: sentence}; empty when the need can stand. `named`: it is told of one resident."""
    found: dict[str, str] = {}
    if category not in NeedCategory.values:
        found["category"] = "请选择需求类别。"
    elif named and category in SEALED_CATEGORIES:
        found["category"] = "社区矫正、戒毒康复的需求不记到个人名下，请在限制查阅的个案里记录。"
    if source not in NeedSource.values:
        found["source"] = "请选择需求来源。"
    if group not in NeedGroup.values:
        found["group"] = "请选择涉及人群。"
    if not description.strip():
        found["description"] = "请写明需求内容。"
    elif len(description) > LONGEST:
        found["description"] = f"需求内容最多 {LONGEST} 字，现在有 {len(description)} 字，请精简。"
    if urgency not in Urgency.values:
        found["urgency"] = "请选择紧急程度（1 到 4）。"
    if importance not in Importance.values:
        found["importance"] = "请选择重要程度（1 到 5）。"
    if not 1 <= persons_concerned <= MOST_CONCERNED:
        found["persons_concerned"] = f"涉及人数应在 1 到 {MOST_CONCERNED} 之间。"
    return found


def raised_problem(raised_on: dt.date, *, today: dt.date) -> str:
    """A need is heard on a day that has come, and not in another age."""
    if raised_on > today:
        return "提出日期不能晚于今天。"
    return "提出日期太早，请核对年份。" if raised_on.year < 2015 else ""


def move_problems(from_state: str, to_state: str, *, reason: str, referred_to: str, outcome: str) -> dict[str, str]:
    """What a move must say: why it is declined, to whom it is sent on and why, what came of it at the end."""
    found: dict[str, str] = {}
    if to_state == S.REJECTED and not reason.strip():
        found["reason"] = "请写明不采纳的理由，并告知提出人。"
    if to_state == S.REFERRED:
        if not referred_to.strip():
            found["referred_to"] = "请写明转给哪个单位。"
        if not reason.strip():
            found["reason"] = "请写明转介的理由。"
    if (from_state, to_state) in NEEDS_REASON and not reason.strip():
        found["reason"] = "请写明重新办理的理由。"
    if to_state == S.CLOSED and not outcome.strip():
        found["outcome"] = "请写明结果：居民的问题解决得怎么样。"
    return found


def day_problem(on: dt.date, *, raised_on: dt.date, today: dt.date) -> str:
    """A deed lies between the day the need was raised and today."""
    if on > today:
        return "日期不能晚于今天。"
    return f"日期不能早于提出日期 {raised_on:%Y-%m-%d}。" if on < raised_on else ""


def answer_due(raised_on: dt.date, urgency: int, days: Mapping[str, int]) -> dt.date:
    """The day by which somebody answers; `days` by "urgency_1" … "urgency_4" (parameter need.answer.days)."""
    return raised_on + dt.timedelta(days=days[f"urgency_{urgency}"])


def response_days(raised_on: dt.date, answered_on: dt.date | None) -> int | None:
    """Whole days from raising to the first answer, or None while there is none."""
    return None if answered_on is None else (answered_on - raised_on).days
