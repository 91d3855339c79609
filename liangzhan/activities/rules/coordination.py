"""Bringing people together (clause 2.1.6). Pure.

The station facilitates: it finds no facts, awards nothing and decides nothing. An agreement is the parties' own; where
they reach none, they are told of 人民调解 and of the bodies that decide (人民调解法 §2, §22).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.activities.choices import Outcome
from liangzhan.activities.rules.visits import SHANGHAI, Visited, shares, time_problem
from liangzhan.ledger.choices import EntryKind, Method
from liangzhan.ledger.rules.lines import Line

MOST_HEADS = 500
LONGEST = {"matter": 4000, "process": 8000, "agreement": 4000}
NAMES = {"matter": "事项", "process": "经过", "agreement": "一致意见"}


@dataclass(frozen=True)
class CoordinationFacts:
    """What is written down of one occasion; moments are aware, `heads` parties without a name."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    topic: str
    matter: str
    outcome: str
    heads: int = 0
    outside: bool = False
    parties_note: str = ""
    helpers: str = ""
    process: str = ""
    agreement: str = ""
    follow_up_on: dt.date | None = None

    @property
    def on(self) -> dt.date:
        """The day it was, in China."""
        return self.starts_at.astimezone(SHANGHAI).date()

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, round((self.ends_at - self.starts_at).total_seconds() / 60))


def problems_of(facts: CoordinationFacts, *, parties: int, now: dt.datetime) -> dict[str, str]:
    """{field: sentence} of what cannot be; `parties` are those known by name."""
    found: dict[str, str] = {}
    if problem := time_problem(facts.starts_at, facts.ends_at, now=now):
        found["starts"] = problem
    for name, longest in LONGEST.items():
        length = len(getattr(facts, name))
        if length > longest:
            found[name] = (
                f"“{NAMES[name]}”有 {length:,} 个字，最多 {longest:,} 个字。请删减后再保存，您写的内容都还在。"
            )
    if not facts.matter.strip():
        found["matter"] = "请写明是什么事。"
    if facts.heads + parties < 2:
        found["heads"] = "协调、调解至少有两方，请填写人数。"
    if facts.heads > MOST_HEADS:
        found["heads"] = f"人数超过 {MOST_HEADS}，请核对。"
    if facts.outcome == Outcome.AGREED and not facts.agreement.strip():
        found["agreement"] = "达成一致的，请写明各方同意了什么。"
    if follow_up_problem(facts.outcome, facts.follow_up_on, on=facts.on):
        found["follow_up_on"] = follow_up_problem(facts.outcome, facts.follow_up_on, on=facts.on)
    return found


def follow_up_problem(outcome: str, follow_up_on: dt.date | None, *, on: dt.date) -> str:
    """What is still being talked about is looked at again on a day to come."""
    if follow_up_on is None:
        return "还在协商的，请写明哪天再跟进。" if outcome == Outcome.TALKING else ""
    if follow_up_on <= on:
        return "跟进日期要晚于这一天。"
    return "跟进日期在一年以后，请核对年份。" if (follow_up_on - on).days > 366 else ""


def lines_of(facts: CoordinationFacts, parties: Sequence[Visited], *, served_by: int) -> tuple[Line, ...]:
    """MEDIATION for each party by name, and one line for those without; the minutes of the worker are shared among them.

    人次 are the times of these lines; how many matters there were is the number of vouchers.
    """
    starts_at, ends_at = facts.starts_at.astimezone(dt.UTC), facts.ends_at.astimezone(dt.UTC)
    told = [(one.person, 0, one.category) for one in parties]
    told += [(None, facts.heads, "")] if facts.heads else []  # type: ignore[list-item]
    return tuple(
        Line(
            kind=EntryKind.MEDIATION,
            served_on=facts.on,
            person=person,
            heads=heads,
            method=Method.COMMUNITY,
            service_kind="S05",
            category=category,
            minutes=minutes,
            served_by=served_by,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        for (person, heads, category), minutes in zip(told, shares(facts.minutes, len(told)), strict=True)
    )
