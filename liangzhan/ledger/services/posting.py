"""Vouchers come into the ledger. Who posted what and when is the posting itself; the deed is recorded by its own room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.ledger.models import DirtyMark, Entry, Posting
from liangzhan.ledger.queries.digests import kept, kept_many
from liangzhan.ledger.rules.cells import month_of
from liangzhan.ledger.rules.lines import (
    Line,
    columns_of,
    digest_of,
    digest_of_texts,
    kind_of_posting,
    possible,
    problems_of,
    texts_of,
    version_problem,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.bulk import insert_columns, reserve_ids
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@dataclass(frozen=True)
class Voucher:
    """A first version with its lines, for the bulk path. `key` is "room.Model:uuid"."""

    key: str
    station: Station
    lines: tuple[Line, ...]


@transaction.atomic
def post(
    *, voucher: str, version: int, station: Station, lines: Sequence[Line], by: Actor, reason: str = ""
) -> Posting:
    """Post one version of a voucher. The same version with the same lines again changes nothing and answers the same.

    A later version takes back what the one before it counted, on the original days, and counts anew. Raises RuleBroken
    for impossible lines, a version out of turn, or a version sent again with other lines.
    """
    digest = kept(digest_of(lines))
    last = Posting.objects.select_for_update(of=("self",)).filter(voucher=voucher).order_by("-version").first()
    held = last if last is None or last.version <= version else Posting.objects.get(voucher=voucher, version=version)
    if held is not None and held.version == version:
        if held.digest != digest:
            raise RuleBroken("这张凭证的这一版已经入账，内容不同，请作为新版本更正。")
        return held
    if problem := version_problem(version, last.version if last else None):
        raise RuleBroken(problem)
    if problems := problems_of(lines, today=today()):
        raise RuleBroken(*problems)
    posting = Posting.objects.create(
        station=station,
        division_code=station.division_code,
        voucher=voucher,
        version=version,
        kind=kind_of_posting(version, len(lines)),
        digest=digest,
        reason=reason[:200],
        posted_at=moment(),
        posted_by=by,
    )
    taken_back = _take_back(posting, last) if last else []
    fresh = [_entry(posting, number, line) for number, line in enumerate(lines, len(taken_back) + 1)]
    Entry.objects.bulk_create([*taken_back, *fresh])
    _mark({(entry.station_id, month_of(entry.served_on)) for entry in (*taken_back, *fresh)})
    return posting


def reverse(*, voucher: str, reason: str, by: Actor) -> Posting:
    """Take a voucher back for good: a version without lines. Raises RuleBroken without a reason or without a posting."""
    if not reason.strip():
        raise RuleBroken("请写明冲销的理由。", field="reason")
    with transaction.atomic():
        last = Posting.objects.select_for_update(of=("self",)).filter(voucher=voucher).order_by("-version").first()
        if last is None:
            raise RuleBroken("这张凭证没有入账，无需冲销。")
        return post(voucher=voucher, version=last.version + 1, station=last.station, lines=(), by=by, reason=reason)


@transaction.atomic
def post_many(*, vouchers: Sequence[Voucher], by: Actor) -> int:
    """Post first versions in bulk, on the rules of `post`: all or nothing. Returns the number of entries.

    Vouchers that are in the ledger already with the same lines are passed over, so that a step run twice does no harm.
    """
    fresh = _fresh(vouchers)
    lines = [line for one, _ in fresh for line in one.lines]
    if not possible(lines, today=today()):
        raise RuleBroken(*next(filter(None, (problems_of(one.lines, today=today()) for one, _ in fresh))))
    if fresh:
        numbers = _insert_postings(fresh, by)
        _insert_entries(fresh, numbers, lines)
    return len(lines)


def _fresh(vouchers: Sequence[Voucher]) -> list[tuple[Voucher, str]]:
    """(voucher, kept digest) of those that are not in the ledger yet."""
    known = _known([one.key for one in vouchers])
    texts = iter(texts_of([line for one in vouchers for line in one.lines]))
    digests = kept_many(digest_of_texts(list(islice(texts, len(one.lines)))) for one in vouchers)
    fresh: list[tuple[Voucher, str]] = []
    for one, digest in zip(vouchers, digests, strict=True):
        if one.key not in known:
            known[one.key] = digest
            fresh.append((one, digest))
        elif known[one.key] != digest:
            raise RuleBroken("有凭证已经入账，内容不同，请作为新版本更正。")
    return fresh


def _insert_postings(fresh: Sequence[tuple[Voucher, str]], by: Actor) -> Sequence[int]:
    """Their ids, in order."""
    ids, count, now = reserve_ids(Posting, len(fresh)), len(fresh), moment()
    kinds = {size: kind_of_posting(1, size).value for size in {len(one.lines) for one, _ in fresh}}
    columns: dict[str, Sequence[Any]] = {
        "id": ids,
        "station": [one.station.pk for one, _ in fresh],
        "division_code": [one.station.division_code for one, _ in fresh],
        "voucher": [one.key for one, _ in fresh],
        "version": [1] * count,
        "kind": [kinds[len(one.lines)] for one, _ in fresh],
        "digest": [digest for _, digest in fresh],
        "reason": [""] * count,
        "posted_at": [now] * count,
        "posted_by": [by] * count,
    }
    insert_columns(Posting, columns)
    return ids


def _insert_entries(fresh: Sequence[tuple[Voucher, str]], numbers: Sequence[int], lines: Sequence[Line]) -> None:
    """The entries that `_entry` makes, column by column; and the marks."""
    if not lines:
        return
    sizes = [len(one.lines) for one, _ in fresh]
    stations = _each([one.station.pk for one, _ in fresh], sizes)
    of = columns_of(lines)
    columns: dict[str, Sequence[Any]] = {
        "posting": _each(numbers, sizes),
        "line": [number for size in sizes for number in range(1, size + 1)],
        "station": stations,
        "division_code": _each([one.station.division_code for one, _ in fresh], sizes),
        **of,
        "sign": [1] * len(lines),
        "reverses": [None] * len(lines),
    }
    insert_columns(Entry, columns)
    _mark({(station, month_of(day)) for station, day in set(zip(stations, of["served_on"], strict=True))})


def _each(values: Iterable[Any], sizes: Sequence[int]) -> list[Any]:
    """The voucher's value for each of its lines."""
    return list(chain.from_iterable(map(repeat, values, sizes)))


def _known(keys: Sequence[str]) -> dict[str, str]:
    """Voucher → digest of the first version, of those that are posted."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), 500):
        rows = Posting.objects.filter(voucher__in=keys[start : start + 500], version=1)
        found.update(rows.values_list("voucher", "digest"))
    return found


def _take_back(posting: Posting, last: Posting) -> list[Entry]:
    """Entries that undo what the last version still counts, each on its own day."""
    live = last.entries.filter(sign=1).order_by("line")
    taken = []
    for number, entry in enumerate(live, 1):
        original = entry.pk
        entry.pk = None
        entry._state.adding = True
        entry.posting, entry.line, entry.sign, entry.reverses_id = posting, number, -1, original
        taken.append(entry)
    return taken


def _entry(posting: Posting, number: int, line: Line) -> Entry:
    return Entry(
        posting=posting,
        line=number,
        station_id=posting.station_id,
        division_code=posting.division_code,
        served_on=line.served_on,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        kind=line.kind,
        method=line.method,
        service_kind=line.service_kind,
        category=line.category,
        person_id=line.person,
        heads=line.heads,
        served_by_id=line.served_by,
        minutes=line.minutes,
        fen=line.fen,
    )


def _mark(months: set[tuple[int, dt.date]]) -> None:
    """These cells are behind; the rebuild reads the entries again."""
    DirtyMark.objects.bulk_create([DirtyMark(station_id=station, month=month) for station, month in sorted(months)])
