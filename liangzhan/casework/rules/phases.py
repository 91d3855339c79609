"""Which phase a case is in, and what must exist before it moves on (MZ/T 094-2017; the table of domain.md 5.1). Pure.

A phase is read from the papers that exist; nobody sets it. What is only a duty of a second person (the opinion of a
supervisor) is shown as missing and holds nobody up: a lawful station may be one part-time person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.casework.choices import CaseSide, Phase

WORKED_ON = (CaseSide.ACTIVE, CaseSide.REOPENED, CaseSide.SUSPENDED)


@dataclass(frozen=True)
class Standing:
    """What exists of a case. Days are those of the papers; `contacts` are C-05, `posts_since` asks since a reopening.

    `withdrawn_on`: the latest consent was taken back and no new one given. `last_on` is the day of the last contact,
    `next_on` the day the worker set for the next one, `looked_on` that of the last assessment or review.
    """

    state: str = CaseSide.ACTIVE
    opened_on: dt.date | None = None
    accepted_on: dt.date | None = None
    agreed_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    assessed_on: dt.date | None = None
    planned_on: dt.date | None = None
    contacts: int = 0
    last_on: dt.date | None = None
    next_on: dt.date | None = None
    looked_on: dt.date | None = None
    reviewed_on: dt.date | None = None
    pre_on: dt.date | None = None
    post_on: dt.date | None = None
    opinion_on: dt.date | None = None
    reopened_on: dt.date | None = None
    closed_on: dt.date | None = None
    follow_ups_open: int = 0


def phase_of(one: Standing, *, min_contacts: int) -> Phase:
    """The phase of a case.

    INTAKE until it is accepted and agreed to; then each phase until its own paper exists. EVALUATE begins when the
    contacts suffice and the client was scored again after the service (since the reopening, where there was one).
    A consent that was taken back leaves the phase as it is: it stops contacts, it undoes no paper (PIPL §15).
    """
    if one.closed_on is not None:
        return Phase.FOLLOW_UP if one.follow_ups_open else Phase.CLOSED
    if one.accepted_on is None or one.agreed_on is None:
        return Phase.INTAKE
    if one.assessed_on is None:
        return Phase.ASSESS
    if one.planned_on is None:
        return Phase.PLAN
    return Phase.EVALUATE if one.contacts >= min_contacts and scored_again(one) else Phase.INTERVENE


def scored_again(one: Standing) -> bool:
    """Is there a score after the service, that of a reopened case since its reopening?"""
    return one.post_on is not None and (one.reopened_on is None or one.post_on >= one.reopened_on)


def is_formal(one: Standing, *, min_contacts: int) -> bool:
    """C-01, C-02, C-03, C-04 agreed to by the client, and enough C-05 (domain.md 5.1); otherwise it is 咨询."""
    papers = (one.accepted_on, one.agreed_on, one.assessed_on, one.planned_on)
    return all(papers) and one.contacts >= min_contacts


@dataclass(frozen=True)
class Gate:
    """One thing that must exist before the phase is left. `soft`: shown as missing, holds nobody up."""

    title: str
    done: bool
    soft: bool = False


def gates_of(one: Standing, *, min_contacts: int) -> dict[Phase, list[Gate]]:
    """What each phase asks for, by phase (domain.md 5.1)."""
    return {
        Phase.INTAKE: [
            Gate("接案登记并决定接案", one.accepted_on is not None),
            Gate("服务同意书", bool(one.agreed_on)),
        ],
        Phase.ASSESS: [Gate("预估表", bool(one.assessed_on)), Gate("服务前社会功能评分", bool(one.pre_on), soft=True)],
        Phase.PLAN: [
            Gate("服务对象同意的计划书", bool(one.planned_on)),
            Gate("督导意见", bool(one.opinion_on), soft=True),
        ],
        Phase.INTERVENE: [
            Gate(f"至少 {min_contacts} 次过程记录", one.contacts >= min_contacts),
            Gate("服务后社会功能评分", scored_again(one)),
        ],
        Phase.EVALUATE: [Gate("阶段评估", bool(one.reviewed_on)), Gate("批准的结案表", bool(one.closed_on))],
    }


def missing_in(one: Standing, *, min_contacts: int) -> list[Gate]:
    """What the present phase still lacks; hard gates first."""
    phase = phase_of(one, min_contacts=min_contacts)
    lacking = [gate for gate in gates_of(one, min_contacts=min_contacts).get(phase, []) if not gate.done]
    return sorted(lacking, key=lambda gate: gate.soft)
