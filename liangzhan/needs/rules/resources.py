"""The ledger of resources: what must be said, when it is stale, what counts as linked (domain.md 7.2, I20). Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from liangzhan.ledger.choices import OPEN_SERVICES, EntryKind
from liangzhan.ledger.rules.lines import Line
from liangzhan.needs.choices import ResourceKind, ResourceState, Side, ValueBasis
from liangzhan.toolkit.transitions import Table

B = ValueBasis
# Cash received, goods at documented fair value, services at documented price. Government purchase and volunteers' time
# never count (I20).
LINKED = frozenset({B.CASH.value, B.FAIR_VALUE.value, B.PRICE.value})
DOCUMENTED = frozenset({B.FAIR_VALUE.value, B.PRICE.value})
MOST_FEN = 10_000_000_000  # a hundred million yuan: more is a slip of the pen
RESOURCE_TABLE = Table(
    moves={ResourceState.ACTIVE: (ResourceState.ENDED,), ResourceState.ENDED: (ResourceState.ACTIVE,)}
)


@dataclass(frozen=True)
class ResourceFacts:
    """A resource as it is written down; money in whole fen."""

    kind: str
    name: str
    owner: str
    side: str
    description: str = ""
    capacity: str = ""
    conditions: str = ""
    contact: str = ""
    valid_to: dt.date | None = None
    value_fen: int = 0
    value_basis: str = B.NONE
    value_note: str = ""
    longitude: object = None
    latitude: object = None


@dataclass(frozen=True)
class UseFacts:
    """One use of a resource; money in whole fen."""

    on: dt.date
    purpose: str
    service_kind: str = ""
    heads: int = 0
    value_fen: int = 0
    value_basis: str = B.NONE
    value_note: str = ""


def resource_problems(facts: ResourceFacts) -> dict[str, str]:
    """{field: sentence}; empty when it can stand."""
    found: dict[str, str] = {}
    if facts.kind not in ResourceKind.values:
        found["kind"] = "请选择资源类型。"
    if facts.side not in Side.values:
        found["side"] = "请选择社区内还是社区外。"
    if not facts.name.strip():
        found["name"] = "请填写资源名称。"
    if not facts.owner.strip():
        found["owner"] = "请填写由谁提供。"
    if (facts.longitude is None) != (facts.latitude is None):
        found["latitude"] = "经度和纬度请一起填写，或都不填。"
    return {**found, **value_problems(facts.value_fen, facts.value_basis, facts.value_note)}


def value_problems(fen: int, basis: str, note: str) -> dict[str, str]:
    """A sum says what it rests on; fair values and prices name their paper (I20 “documented”)."""
    if fen < 0 or fen > MOST_FEN:
        return {"value_fen": "金额应在 0 到 1 亿元之间，请核对。"}
    if basis not in B.values:
        return {"value_basis": "请选择估值依据。"}
    if fen and basis == B.NONE:
        return {"value_basis": "填了金额，请选择依据；没有依据的不填金额。"}
    if not fen and basis in LINKED:
        return {"value_fen": "请填写金额；没有估值的，依据选“没有估值”。"}
    if fen and basis in DOCUMENTED and not note.strip():
        return {"value_note": "请写明凭据，例如发票、捐赠凭证或价目表的名称和编号。"}
    return {}


def use_problems(facts: UseFacts, *, valid_to: dt.date | None, today: dt.date) -> dict[str, str]:
    """{field: sentence} of one use."""
    found: dict[str, str] = {}
    if facts.on > today:
        found["on"] = "使用日期不能晚于今天。"
    elif valid_to and facts.on > valid_to:
        found["on"] = f"这项资源有效期至 {valid_to:%Y-%m-%d}，请核对日期，或先更正有效期。"
    if not facts.purpose.strip():
        found["purpose"] = "请写明用途。"
    if facts.service_kind and facts.service_kind not in dict(OPEN_SERVICES):
        found["service_kind"] = "请选择服务内容。"
    return {**found, **value_problems(facts.value_fen, facts.value_basis, facts.value_note)}


def counts_as_linked(fen: int, basis: str) -> bool:
    """Is it part of 链接资源（元）(I20)?"""
    return fen > 0 and basis in LINKED


def lines_of(facts: UseFacts) -> tuple[Line, ...]:
    """What one use brings into the ledger: one sum, or nothing."""
    if not counts_as_linked(facts.value_fen, facts.value_basis):
        return ()
    kind = facts.service_kind
    return (Line(kind=EntryKind.RESOURCE_LINKED, served_on=facts.on, fen=facts.value_fen, service_kind=kind),)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months ago, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_stale(confirmed_on: dt.date, *, today: dt.date, months: int) -> bool:
    """Was it confirmed longer ago than `months` (parameter resource.stale.months)?"""
    return confirmed_on < months_before(today, months)
