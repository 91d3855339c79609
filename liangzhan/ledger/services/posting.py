"""Vouchers come into the ledger. Who posted what and when is the posting itself; the deed is recorded by its own room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.ledger.models import DirtyMark, Entry, Posting
from liangzhan.ledger.queries.digests import kept, kept_many
from liangzhan.ledger.rules.cells import month_of
from liangzhan.ledger.rules.lines import (
    COLUMNS,
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
from liangzhan.toolkit.bulk import insert_columns, insert_few, reserve_ids
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

Place = tuple[int, dt.date]
Columns = Mapping[str, Sequence[Any]]


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
    places = _take_back(posting, last) if last else []
    if lines:
        of, count = columns_of(lines), len(lines)
        numbers = range(len(places) + 1, len(places) + count + 1)
        codes = [station.division_code] * count
        insert_few(Entry, _columns([posting.pk] * count, numbers, [station.pk] * count, codes, of))
        places += [(station.pk, day) for day in of["served_on"]]
    _mark(places)
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
    """The entries, and the marks."""
    if not lines:
        return
    sizes = [len(one.lines) for one, _ in fresh]
    stations = _each([one.station.pk for one, _ in fresh], sizes)
    of = columns_of(lines)
    numbered = [number for size in sizes for number in range(1, size + 1)]
    codes = _each([one.station.division_code for one, _ in fresh], sizes)
    insert_columns(Entry, _columns(_each(numbers, sizes), numbered, stations, codes, of))
    _mark(zip(stations, of["served_on"], strict=True))


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


def _take_back(posting: Posting, last: Posting) -> list[Place]:
    """Write the entries that undo what the last version still counts, each on its own day; where they stand."""
    live = list(last.entries.filter(sign=1).order_by("line").values_list("id", "station", "division_code", *COLUMNS))
    if not live:
        return []
    reverses, stations, codes, *values = zip(*live, strict=True)
    of = dict(zip(COLUMNS, values, strict=True))
    taken = {"reverses": reverses, "sign": [-1] * len(live)}
    numbers = range(1, len(live) + 1)
    insert_few(Entry, _columns([posting.pk] * len(live), numbers, stations, codes, of) | taken)
    return list(zip(stations, of["served_on"], strict=True))


def _columns(
    postings: Sequence[int], numbers: Sequence[int], stations: Sequence[int], codes: Sequence[str], of: Columns
) -> dict[str, Sequence[Any]]:
    """Entries of these lines, column by column."""
    count = len(postings)
    return {
        "posting": postings,
        "line": numbers,
        "station": stations,
        "division_code": codes,
        **of,
        "sign": [1] * count,
        "reverses": [None] * count,
    }


def _mark(places: Iterable[Place]) -> None:
    """The cells of these stations and days are behind; the rebuild reads the entries again."""
    months = sorted({(station, month_of(day)) for station, day in set(places)})
    if months:
        stations, firsts = zip(*months, strict=True)
        insert_few(DirtyMark, {"station": stations, "month": firsts})
