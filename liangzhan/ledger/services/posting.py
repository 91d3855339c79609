"""Vouchers come into the ledger. Who posted what and when is the posting itself; the deed is recorded by its own room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.ledger.models import DirtyMark, Entry, Posting
from liangzhan.ledger.queries.digests import kept
from liangzhan.ledger.rules.cells import month_of
from liangzhan.ledger.rules.lines import Line, digest_of, kind_of_posting, problems_of, version_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.bulk import insert_rows, reserve_ids
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

ENTRY_FIELDS = (
    *("posting", "line", "station", "division_code", "served_on", "starts_at", "ends_at", "kind", "method"),
    *("service_kind", "category", "person", "heads", "served_by", "minutes", "fen", "sign", "reverses"),
)
POSTING_FIELDS = (
    *("id", "station", "division_code", "voucher", "version", "kind", "digest", "reason", "posted_at", "posted_by"),
)


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
    known = _known([one.key for one in vouchers])
    fresh: list[tuple[Voucher, str]] = []
    for one in vouchers:
        digest = kept(digest_of(one.lines))
        if one.key in known:
            if known[one.key] != digest:
                raise RuleBroken("有凭证已经入账，内容不同，请作为新版本更正。")
            continue
        if problems := problems_of(one.lines, today=today()):
            raise RuleBroken(*problems)
        known[one.key] = digest
        fresh.append((one, digest))
    ids = reserve_ids(Posting, len(fresh))
    now = moment()
    insert_rows(
        Posting,
        POSTING_FIELDS,
        (
            (
                number, one.station.pk, one.station.division_code, one.key, 1,
                kind_of_posting(1, len(one.lines)), digest, "", now, by,
            )
            for number, (one, digest) in zip(ids, fresh, strict=True)
        ),
    )  # fmt: skip
    rows = [
        _row(number, at, one.station, line)
        for number, (one, _) in zip(ids, fresh, strict=True)
        for at, line in enumerate(one.lines, 1)
    ]
    insert_rows(Entry, ENTRY_FIELDS, rows)
    _mark({(one.station.pk, month_of(line.served_on)) for one, _ in fresh for line in one.lines})
    return len(rows)


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


def _row(posting_id: int, number: int, station: Station, line: Line) -> tuple[object, ...]:
    """The same entry as `_entry` makes, as a bare row in the order of ENTRY_FIELDS."""
    return (
        *(posting_id, number, station.pk, station.division_code, line.served_on, line.starts_at, line.ends_at),
        *(line.kind, line.method, line.service_kind, line.category, line.person, line.heads, line.served_by),
        *(line.minutes, line.fen, 1, None),
    )


def _mark(months: set[tuple[int, dt.date]]) -> None:
    """These cells are behind; the rebuild reads the entries again."""
    DirtyMark.objects.bulk_create([DirtyMark(station_id=station, month=month) for station, month in sorted(months)])
