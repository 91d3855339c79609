"""What a voucher brings into the ledger: lines, checked and fingerprinted. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from liangzhan.ledger.choices import SEALED_SERVICES, EntryKind, PostingKind
from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientGroup

LONGEST_DAY = 24 * 60
SEALED_CATEGORIES = frozenset(str(one) for one, group in GROUP_OF_CATEGORY.items() if group == ClientGroup.SENSITIVE)


@dataclass(frozen=True)
class Line:
    """One thing that counts. `person` and `served_by` are ids of Person; `heads` people without a name. Minutes, fen."""

    kind: EntryKind
    served_on: dt.date
    person: int | None = None
    heads: int = 0
    method: str = ""
    service_kind: str = ""
    category: str = ""
    minutes: int = 0
    fen: int = 0
    served_by: int | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


COLUMNS = tuple(one.name for one in fields(Line))


def problems_of(lines: Sequence[Line], *, today: dt.date, sealed: bool = False) -> list[str]:
    """Why these lines cannot be posted, in sentences; empty when they can.

    A category that lies over another one (X1–X5, P4) is never the primary one of an ordinary entry (domain.md 5.5, 10.2),
    and 社区矫正, 戒毒康复 are never its service (5.6).
    """
    found: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.served_on > today:
            found.append(f"第 {number} 行：服务日期不能晚于今天。")
        if line.person is not None and line.heads:
            found.append(f"第 {number} 行：一行只记一个人，或若干未登记姓名的人。")
        if line.heads < 0 or line.minutes < 0 or line.fen < 0:
            found.append(f"第 {number} 行：人数、分钟和金额不能为负，更正请重新入账。")
        if line.minutes > LONGEST_DAY:
            found.append(f"第 {number} 行：一次服务不超过 24 小时。")
        if line.ends_at and (line.starts_at is None or line.ends_at < line.starts_at):
            found.append(f"第 {number} 行：结束时间不能早于开始时间。")
        if line.service_kind in SEALED_SERVICES and not sealed:
            found.append(f"第 {number} 行：这项服务限制查阅，不记入普通台账。")
        if line.category in SEALED_CATEGORIES and not sealed:
            found.append(f"第 {number} 行：这一类别限制查阅，普通台账请记服务对象的其他类别。")
    return found


def possible(lines: Sequence[Line], *, today: dt.date) -> bool:
    """Whether `problems_of` finds nothing in ordinary lines: asked of whole columns, for a million at once."""
    if not lines:
        return True
    of = columns_of(lines)
    if max(of["served_on"]) > today or max(of["minutes"]) > LONGEST_DAY:
        return False
    if min(map(min, (of["heads"], of["minutes"], of["fen"]))) < 0:
        return False
    if not (SEALED_CATEGORIES.isdisjoint(of["category"]) and SEALED_SERVICES.isdisjoint(of["service_kind"])):
        return False
    named_heads = any(heads and person is not None for person, heads in zip(of["person"], of["heads"], strict=True))
    late = any(
        end and (start is None or end < start) for start, end in zip(of["starts_at"], of["ends_at"], strict=True)
    )
    return not named_heads and not late


def columns_of(lines: Sequence[Line]) -> dict[str, list[Any]]:
    """{name: values} in the order of COLUMNS."""
    return {name: list(map(attrgetter(name), lines)) for name in COLUMNS}


def digest_of(lines: Sequence[Line]) -> str:
    """Equal for equal lines in the same order (SHA-256, hex)."""
    return digest_of_texts(texts_of(lines))


def texts_of(lines: Sequence[Line]) -> list[str]:
    """Each line as one text, equal for equal lines only: no value holds a unit separator."""
    texts = [list(map(_text_by_value(values).__getitem__, values)) for values in columns_of(lines).values()]
    return list(map("\x1f".join, zip(*texts, strict=True)))


def digest_of_texts(texts: Sequence[str]) -> str:
    """The digest of lines whose `texts_of` are at hand."""
    return hashlib.sha256("\x1e".join(texts).encode()).hexdigest()


def _text_by_value(values: Sequence[Any]) -> dict[Any, str]:
    """Few values occur often. Moments are told in UTC, so that the same moment has the same text."""
    return {
        one: one.astimezone(dt.UTC).isoformat() if isinstance(one, dt.datetime) else str(one) for one in set(values)
    }


def version_problem(version: int, last: int | None) -> str:
    """A voucher comes in as version 1, and each correction as the next."""
    expected = 1 if last is None else last + 1
    return "" if version == expected else f"凭证版本应为第 {expected} 版，收到第 {version} 版，请刷新后再试。"


def kind_of_posting(version: int, count: int) -> PostingKind:
    """First posted, later corrected; a version without lines takes everything back."""
    if count == 0:
        return PostingKind.REVERSED
    return PostingKind.POSTED if version == 1 else PostingKind.CORRECTED
