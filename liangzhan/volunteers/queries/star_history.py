"""What happened to one proposal, from the first word to the decision (star_history of domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.timezone import localdate

from liangzhan.toolkit.transitions import moves_of
from liangzhan.volunteers.choices import StarState
from liangzhan.volunteers.models import StarProposal

MOVED = {StarState.PUBLIC: "开始公示", StarState.GRANTED: "评定", StarState.REFUSED: "未通过"}


@dataclass(frozen=True)
class Step:
    """One line of the history; `reason` where somebody gave one."""

    on: dt.date
    words: str
    who: str
    reason: str = ""


def history_of(row: StarProposal) -> list[Step]:
    """Proposed, agreed to, and every move with its reason, oldest first; one query."""
    steps = [Step(localdate(row.proposed_at), "提名", row.proposed_by.label, row.words)]
    if row.agreed_at is not None and row.agreed_by is not None:
        steps.append(Step(localdate(row.agreed_at), "本人同意公示", row.agreed_by.label))
    for one in moves_of(row):
        steps.append(Step(one.on, MOVED[StarState(one.to_state)], one.moved_by.label, one.reason))
    return steps
