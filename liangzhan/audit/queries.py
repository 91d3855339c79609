"""Searching the record and checking the chain. Only the audit administrator's pages call these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from liangzhan.audit.models import Event, Reading, Seal
from liangzhan.audit.rules import GENESIS, Fault, Link, check_links
from liangzhan.toolkit.fields import ActorField

SOURCES: dict[str, type[Event] | type[Reading]] = {"event": Event, "reading": Reading}
BATCH = 500


def content_of(row: Event | Reading) -> dict[str, Any]:
    """The sealed content of a row: every column but the key, as text."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name == "id":
            continue
        value = getattr(row, field.attname)
        if isinstance(field, ActorField):
            value = field.get_prep_value(value)
        elif isinstance(value, dt.datetime):
            value = value.astimezone(dt.UTC).isoformat()
        elif not isinstance(value, dict | list | str | int | type(None)):
            value = str(value)
        found[field.name] = value
    return found


def _links(seals: list[Seal]) -> Iterator[Link]:
    rows: dict[Any, Event | Reading] = {}
    for source, model in SOURCES.items():
        wanted = [seal.row_uuid for seal in seals if seal.source == source]
        rows.update({row.uuid: row for row in model._default_manager.filter(uuid__in=wanted)})
    for seal in seals:
        row = rows.get(seal.row_uuid)
        yield Link(seal.sequence, seal.source, seal.previous, seal.digest, content_of(row) if row else None)


@dataclass(frozen=True)
class ChainReport:
    """State of the chain: first fault or None, head digest, links, rows not sealed yet, missing tail."""

    fault: Fault | None
    head: str
    length: int
    unsealed: int

    @property
    def is_whole(self) -> bool:
        return self.fault is None


def check_chain(*, expected_head: str = "") -> ChainReport:
    """Walk the whole chain. With `expected_head` (a digest printed earlier) a cut-off tail is found as well."""
    previous, sequence, fault = GENESIS, 0, None
    seen_expected = not expected_head
    while True:
        seals = list(Seal.objects.filter(sequence__gt=sequence).order_by("sequence")[:BATCH])
        if not seals:
            break
        seen_expected = seen_expected or any(seal.digest == expected_head for seal in seals)
        fault, previous, sequence = check_links(_links(seals), previous=previous, sequence=sequence)
        if fault:
            break
    if fault is None and not seen_expected:
        fault = Fault(sequence + 1, f"链尾被截断：找不到摘要 {expected_head[:12]}…，现在只有 {sequence} 环。")
    return ChainReport(fault, previous, sequence, sum(unsealed(source).count() for source in SOURCES))


def unsealed(source: str) -> QuerySet[Any]:
    """Rows of a source without a seal, oldest first."""
    sealed = Seal.objects.filter(source=source).values("row_uuid")
    return SOURCES[source]._default_manager.exclude(uuid__in=sealed).order_by("id")


def head() -> tuple[int, str]:
    """(sequence, digest) of the last link; (0, zeros) for an empty chain."""
    last = Seal.objects.order_by("-sequence").first()
    return (last.sequence, last.digest) if last else (0, GENESIS)
