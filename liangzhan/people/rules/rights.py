"""Requests under PIPL §44–50: what must be there, and what a decision needs. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.people.choices_family import Asker, IdentityCheck, RefusalGround, RightKind, RightState, RightWay
from liangzhan.toolkit.transitions import Table

S = RightState
RIGHT_STATES = Table(
    {S.OPEN: (S.GRANTED, S.PARTLY, S.REFUSED, S.WITHDRAWN), S.GRANTED: (), S.PARTLY: (), S.REFUSED: (), S.WITHDRAWN: ()}
)
DECISIONS = (S.GRANTED, S.PARTLY, S.REFUSED)
SHORTEST = 10
# The law's grounds that fit only some requests.
ONLY_FOR = {
    RefusalGround.KEEP: {RightKind.DELETE},
    RefusalGround.NOT_WRONG: {RightKind.CORRECT},
    RefusalGround.OTHERS: {RightKind.SEE, RightKind.COPY},
}


@dataclass(frozen=True)
class RightFacts:
    """A request as it is taken down."""

    kind: str
    asker: str
    way: str
    identity: str
    words: str
    received_on: dt.date
    asker_name: str = ""


def request_problems(facts: RightFacts, *, today: dt.date) -> dict[str, str]:
    """{field: sentence}."""
    found: dict[str, str] = {}
    for field, choices in (("kind", RightKind), ("asker", Asker), ("way", RightWay), ("identity", IdentityCheck)):
        if getattr(facts, field) not in choices.values:
            found[field] = "请选择。"
    if not facts.words.strip():
        found["words"] = "请写明申请人要求什么。"
    if facts.asker != Asker.SELF and not facts.asker_name.strip():
        found["asker_name"] = "不是本人提出的，请填写申请人姓名。"
    if facts.asker == Asker.AGENT and facts.identity != IdentityCheck.PROXY:
        found["identity"] = "受委托人提出的，应查验委托书和双方证件。"
    if facts.received_on > today:
        found["received_on"] = "收到日期不能晚于今天。"
    return found


def decision_problems(kind: str, outcome: str, ground: str, words: str) -> dict[str, str]:
    """{field: sentence}: a decision has reasons; refusing, also in part, has one of the law's grounds (PIPL §50)."""
    found: dict[str, str] = {}
    if outcome not in DECISIONS:
        found["outcome"] = "请选择办理结果。"
    if len(words.strip()) < SHORTEST:
        found["words"] = f"请写明理由和办理情况，不少于 {SHORTEST} 个字。"
    if outcome in (S.PARTLY, S.REFUSED):
        if ground not in RefusalGround.values:
            found["ground"] = "不予办理或者部分办理的，请选择法律依据（个人信息保护法第五十条）。"
        elif kind not in ONLY_FOR.get(RefusalGround(ground), {kind}):
            found["ground"] = "这项依据不适用于这类请求，请另选。"
    elif ground:
        found["ground"] = "同意办理的，不用选择依据。"
    return found
