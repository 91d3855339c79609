"""Figures: 人次, 人数, minutes, fen of any area, period and kinds. Cells answer whole months; entries answer the rest.

A station-month whose cells are behind its entries is read from the entries, so a figure is exact at every moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from pyroaring import BitMap

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import Cell, DirtyMark, Entry
from liangzhan.ledger.queries.folding import fold_rows
from liangzhan.ledger.rules.cells import Sum, next_month, split_period, union


@dataclass(frozen=True)
class Asked:
    """What a figure is of: code prefixes (any of them), both ends of the period included, kinds, categories (None: all)."""

    prefixes: tuple[str, ...]
    start: dt.date
    end: dt.date
    kinds: tuple[str, ...]
    categories: tuple[str, ...] | None = None


def figure(asked: Asked, *, scope: Scope, action: Action) -> Sum:
    """The figure within the reader's scope; nothing outside it is ever added."""
    months, spans = split_period(asked.start, asked.end)
    parts = [_from_cells(asked, months, scope, action)] if months else []
    parts += [_fromentries_of(asked, first, last, scope, action) for first, last in spans]
    return union(parts)


def figure_as_known(asked: Asked, *, known_at: dt.datetime, scope: Scope, action: Action) -> Sum:
    """The same figure as the platform would have answered at a past moment: only what was posted by then."""
    rows = entries_of(asked, asked.start, asked.end, scope, action).filter(posting__posted_at__lte=known_at)
    return union(fold_rows(rows).values())


def behind(prefixes: Sequence[str] = ("",)) -> int:
    """How many marks wait under these prefixes: 0 when every cell is in step."""
    return DirtyMark.objects.filter(_under("station__division_code", prefixes)).count()


def _from_cells(asked: Asked, months: Sequence[dt.date], scope: Scope, action: Action) -> Sum:
    marks = DirtyMark.objects.filter(_under("station__division_code", asked.prefixes), month__in=months)
    stale = set(marks.order_by().values_list("station_id", "month"))
    cells = Cell.objects.within(scope, action).filter(
        _under("division_code", asked.prefixes), month__in=months, kind__in=asked.kinds
    )
    if asked.categories is not None:
        cells = cells.filter(category__in=asked.categories)
    columns = ("station_id", "month", "entries", "times", "minutes", "fen", "persons")
    total, sets = Sum(), []
    for station, month, entries, times, minutes, fen, persons in cells.order_by().values_list(*columns).iterator():
        if (station, month) not in stale:
            total.add(Sum(entries, times, minutes, fen))
            sets.append(BitMap.deserialize(bytes(persons)))
    total.persons = BitMap.union(*sets) if sets else BitMap()
    for month in sorted({month for _, month in stale}):
        stations = [station for station, other in stale if other == month]
        rows = entries_of(asked, month, next_month(month) - dt.timedelta(days=1), scope, action)
        total.add(union(fold_rows(rows.filter(station__in=stations)).values()))
    return total


def _fromentries_of(asked: Asked, first: dt.date, last: dt.date, scope: Scope, action: Action) -> Sum:
    return union(fold_rows(entries_of(asked, first, last, scope, action)).values())


def entries_of(asked: Asked, first: dt.date, last: dt.date, scope: Scope, action: Action) -> QuerySet[Entry]:
    """The entries that a figure adds up, between two days."""
    rows = Entry.objects.within(scope, action).filter(
        _under("division_code", asked.prefixes), served_on__gte=first, served_on__lte=last, kind__in=asked.kinds
    )
    return rows if asked.categories is None else rows.filter(category__in=asked.categories)


def _under(path: str, prefixes: Iterable[str]) -> Q:
    """Codes under any of the prefixes; "" is everywhere."""
    found = Q(pk__in=[])
    for prefix in prefixes:
        if not prefix:
            return Q()
        found |= code_range(path, prefix)
    return found
