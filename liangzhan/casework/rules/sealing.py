"""Sealed services: the commission is a gate, a woman needs a woman, a label drops, an emergency has an end. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liangzhan.casework.choices.sealing import CommissionKind
from liangzhan.ledger.choices import ServiceKind
from liangzhan.people.choices import Sex
from liangzhan.people.rules.categories import RECOVERY_YEARS
from liangzhan.toolkit.periods import years_after

# 社区矫正 and 戒毒康复 stand in the commission; a kind of service outside it is not selectable (domain.md 5.6).
CATEGORY = {CommissionKind.CORRECTION: "X1", CommissionKind.REHAB: "X2"}  # domain.md 5.5, sensitive overlay
KIND_OF_SERVICE = {CommissionKind.CORRECTION: ServiceKind.CORRECTION, CommissionKind.REHAB: ServiceKind.DRUG_RECOVERY}
LONGEST_YEARS = 3  # 禁毒法 §33, §48: 社区戒毒 three years, 社区康复 three years at most


@dataclass(frozen=True)
class CommissionFacts:
    """What stands on the 委托书: who asks, its number, the days it is good for."""

    kind: str
    body: str
    number: str
    from_on: dt.date
    to_on: dt.date


@dataclass(frozen=True)
class Span:
    """The days of one commission; `to_on` is brought forward when it ends early."""

    from_on: dt.date
    to_on: dt.date


def commission_problems(facts: CommissionFacts) -> dict[str, str]:
    """{field: sentence} of what cannot be."""
    found: dict[str, str] = {}
    if not facts.body.strip():
        found["body"] = "请填写委托单位，例如司法所、乡镇（街道）禁毒办。"
    if not facts.number.strip():
        found["number"] = "请填写委托书编号；没有编号的，填写委托书的日期和名称。"
    if facts.to_on < facts.from_on:
        found["to_on"] = "委托期止不能早于委托期起。"
    elif facts.kind == CommissionKind.REHAB and facts.to_on > years_after(facts.from_on, LONGEST_YEARS):
        found["to_on"] = "社区戒毒和社区康复一次不超过三年（《禁毒法》第三十三条、第四十八条），请核对委托期。"
    return found


def gate_problem(spans: Sequence[Span], on: dt.date) -> str:
    """Why nothing may be recorded for the day: no commission covers it. "" when one does."""
    if any(span.from_on <= on <= span.to_on for span in spans):
        return ""
    if not spans:
        return "还没有登记委托书，不能记录服务。"
    if on < min(span.from_on for span in spans):
        return "这一天早于委托期，不能记录服务。"
    return "委托期已满，不能再记录服务；继续服务的，请先登记新的委托书，或者结案。"


def women_problem(kind: str, sex: str, team: Iterable[str]) -> str:
    """A woman under community correction has a woman in her group (社区矫正法 §25). `team` are the sexes of the members."""
    needed = kind == CommissionKind.CORRECTION and sex == Sex.FEMALE
    if not needed or Sex.FEMALE in set(team):
        return ""
    return "服务对象是女性，矫正小组应有女性成员（《社区矫正法》第二十五条），请加入一名女性社工。"


def kinds_offered(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds of service to choose in a sealed case with these commissions."""
    own = {KIND_OF_SERVICE[CommissionKind(kind)] for kind in kinds if kind in KIND_OF_SERVICE}
    others = set(KIND_OF_SERVICE.values()) - own
    return [(kind.value, kind.label) for kind in ServiceKind if kind not in others]


def label_drops_on(kind: str, to_on: dt.date) -> dt.date | None:
    """The day on which the label goes, or None where no law drops it."""
    return years_after(to_on, RECOVERY_YEARS) if kind == CommissionKind.REHAB else None


def emergency_problem(reason: str) -> str:
    """A reason that says something (at least ten characters)."""
    return "" if len(reason.strip()) >= 10 else "请写明紧急情形和要做什么（不少于十个字），次日由他人复核。"
