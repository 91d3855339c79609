"""Figures of sealed services, for whom the caller has found entitled: the ledger knows no case team and no scope here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from liangzhan.ledger.models import SealedCell, SealedEntry, SealedPosting
from liangzhan.ledger.queries.folding import aliases
from liangzhan.ledger.rules.cells import Sum, fold, month_of, split_period
from liangzhan.ledger.rules.sealed import SealedLine, added, line_of, sums_of


def sealed_figures(
    stations: Collection[int],
    start: dt.date,
    end: dt.date,
    *,
    matters: Collection[str] | None,
    known_at: dt.datetime | None = None,
) -> dict[tuple[str, str], Sum]:
    """{(kind, category): sum} of these stations (ids), both ends of the period included.

    `matters` are the sealed cases the reader may know of ("room.Model:uuid"): nothing else is counted. None counts
    everything and is for whom a law entitles to the figures of the place. `known_at`: only what was posted by then.
    """
    if matters is None and known_at is None:
        months, spans = split_period(start, end)
        parts = [sums_of(one.payload) for one in SealedCell.objects.filter(station__in=stations, month__in=months)]
        lines = [line for first, last in spans for line in _lines(stations, first, last)]
    else:
        parts, lines = [], list(_lines(stations, start, end, known_at))
    if matters is not None:
        lines = [line for line in lines if line.matter in set(matters)]
    parts.append(fold((line.fact() for line in lines), {}))
    persons = {person for part in parts for one in part.values() for person in one.persons}
    return added(parts, aliases(persons))


def fold_sealed_month(station_id: int, month: dt.date) -> dict[tuple[str, str], Sum]:
    """What the sealed entries of a station and month add up to, persons as they were posted."""
    rows = SealedEntry.objects.filter(station_id=station_id, month=month)
    return fold((line.fact() for line in opened(rows)), {})


def opened(rows: QuerySet[SealedEntry]) -> Sequence[SealedLine]:
    """Entries read and decrypted."""
    return [line_of(one.payload, sign=-1 if one.reverses_id else 1) for one in rows.order_by("id")]


def facts_of_posting(posting: SealedPosting) -> dict[str, str]:
    """voucher, matter, kind, reason and by ("uuid|label") of a posting."""
    found: dict[str, str] = json.loads(posting.payload)
    return found


def _lines(
    stations: Collection[int], first: dt.date, last: dt.date, known_at: dt.datetime | None = None
) -> Iterable[SealedLine]:
    rows = SealedEntry.objects.filter(station__in=stations, month__gte=month_of(first), month__lte=last)
    if known_at is not None:
        rows = rows.filter(posting__posted_at__lte=known_at)
    return (line for line in opened(rows) if first <= line.line.served_on <= last)
