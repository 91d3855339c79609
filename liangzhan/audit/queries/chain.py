"""The chain of seals: what waits for a seal, the head, and checking every link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from liangzhan.audit.labels import event_label
from liangzhan.audit.models import Event, Reading, Seal
from liangzhan.audit.rules import GENESIS, Fault, Link, check_links
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.models import NumberSeries

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
        content = content_of(row) if row else None
        yield Link(seal.sequence, seal.source, seal.previous, seal.digest, content, _named(seal, row))


def _named(seal: Seal, row: Event | Reading | None) -> str:
    """Which row a link is about: its moment, its actor and what was done, or at least its uuid."""
    if row is None:
        return f"{seal.get_source_display()}记录 {seal.row_uuid}"
    what = event_label(row.name) if isinstance(row, Event) else f"查阅 {row.page}"
    return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S} {row.by.label}，{what}"


@dataclass(frozen=True)
class ChainReport:
    """State of the chain: first fault or None, head digest, links, rows not sealed yet."""

    fault: Fault | None
    head: str
    length: int
    unsealed: int

    @property
    def is_whole(self) -> bool:
        return self.fault is None


def check_chain(
    *, heads: Iterable[str] = (), progress: Callable[[int, int], None] = lambda done, total: None
) -> ChainReport:
    """Walk the whole chain. `heads` are digests printed or exported earlier: each must still be found, else a tail is gone.

    Also counts every row without a seal, and finds rows that had been sealed and have lost their seal.
    """
    previous, sequence, fault = GENESIS, 0, None
    missing, total = dict.fromkeys(one for one in heads if one and one != GENESIS), head()[0]
    while True:
        seals = list(Seal.objects.filter(sequence__gt=sequence).order_by("sequence")[:BATCH])
        if not seals:
            break
        for seal in seals:
            missing.pop(seal.digest, None)
        fault, previous, sequence = check_links(_links(seals), previous=previous, sequence=sequence)
        if fault:
            break
        progress(sequence, total)
    waiting = {source: unsealed_everywhere(source) for source in SOURCES}
    if fault is None:
        fault = _tail_fault(list(missing), sequence, waiting)
    return ChainReport(fault, previous, sequence, sum(rows.count() for rows in waiting.values()))


def _tail_fault(missing: list[str], sequence: int, waiting: dict[str, QuerySet[Any]]) -> Fault | None:
    """The end of the chain was cut off: an earlier head is gone, or rows below the watermark have no seal."""
    if missing:
        return Fault(sequence + 1, f"链尾被截断：找不到以前的链头 {missing[0][:12]}…，现在只有 {sequence} 环。")
    lost = sum(rows.filter(id__lte=watermark(source)).count() for source, rows in waiting.items())
    return Fault(sequence + 1, f"链尾被截断：有 {lost} 条封存过的记录失去了封条。") if lost else None


def watermark(source: str) -> int:
    """All rows of the source up to this id are sealed (kept by the sealer; 0 before its first round)."""
    row = NumberSeries.objects.filter(series=f"audit:watermark:{source}").first()
    return row.last if row else 0


def unsealed(source: str) -> QuerySet[Any]:
    """Rows of a source without a seal, oldest first; only above the watermark, so the table is not scanned."""
    return unsealed_everywhere(source).filter(id__gt=watermark(source))


def unsealed_everywhere(source: str) -> QuerySet[Any]:
    """The same over the whole table: for `verify` and the nightly sweep."""
    sealed = Seal.objects.filter(row_uuid=OuterRef("uuid"))
    return SOURCES[source]._default_manager.filter(~Exists(sealed)).order_by("id")


def next_watermark(source: str, *, before: dt.datetime) -> int:
    """Where the watermark may move to: behind the last row written before the moment, short of any unsealed one.

    Ids commit out of order, so the caller leaves a day: no transaction lasts that long.
    """
    now = watermark(source)
    rows = SOURCES[source]._default_manager.filter(id__gt=now, at__lt=before)
    last: int = rows.aggregate(last=Max("id"))["last"] or now
    first = unsealed(source).filter(id__lte=last).values_list("id", flat=True).first()
    return last if first is None else max(now, first - 1)


def head() -> tuple[int, str]:
    """(sequence, digest) of the last link; (0, zeros) for an empty chain."""
    last = Seal.objects.order_by("-sequence").first()
    return (last.sequence, last.digest) if last else (0, GENESIS)
