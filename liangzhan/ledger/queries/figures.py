"""Figures: 人次, 人数, minutes, fen of any area, period and kinds. Cells answer whole months; entries answer the rest.

A station-month whose cells are behind its entries is read from the entries, so a figure is exact at every moment.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from pyroaring import BitMap

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import Cell, DirtyMark, Entry
from liangzhan.ledger.queries.folding import COLUMNS, aliases, fold_rows
from liangzhan.ledger.rules.cells import Fact, Sum, fold, next_month, split_period, union


@dataclass(frozen=True)
class Asked:
    """What a figure is of: code prefixes (any of them), both ends of the period included, kinds, categories (None: all)."""

    prefixes: tuple[str, ...]
    start: dt.date
    end: dt.date
    kinds: tuple[str, ...]
    categories: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()  # prefixes left out: a city without the members of a zone that reports on its own
    station_id: int | None = None


Sums = dict[tuple[str, str], Sum]


def by_kind(asked: Asked, *, scope: Scope, action: Action) -> Sums:
    """{(kind, category): sum} of everything asked for, in one pass; what `figure` answers is the union of these."""
    return by_place(asked, lambda station, code: "", scope=scope, action=action).get("", {})


def by_place(asked: Asked, place: Callable[[int, str], str], *, scope: Scope, action: Action) -> dict[str, Sums]:
    """The same, parted: `place(station id, division code)` names the part a row belongs to.

    Two queries for any number of parts, one more for each month whose cells are behind and each part of a month.
    """
    months, spans = split_period(asked.start, asked.end)
    total: dict[str, Sums] = defaultdict(lambda: defaultdict(Sum))
    sets: dict[tuple[str, tuple[str, str]], list[BitMap]] = defaultdict(list)
    stale = _stale(asked, months)
    for station, code, month, kind, category, *numbers, persons in _cell_rows(asked, months, scope, action):
        if (station, month) not in stale:
            at = place(station, code)
            total[at][kind, category].add(Sum(*numbers))
            sets[at, (kind, category)].append(BitMap.deserialize(bytes(persons)))
    for (at, key), found in sets.items():
        total[at][key].persons = BitMap.union(*found)
    for rows in _entry_parts(asked, stale, spans, scope, action):
        for at, sums in _fold_by_place(rows, place).items():
            for key, one in sums.items():
                total[at][key].add(one)
    return {at: dict(sums) for at, sums in total.items()}


def _fold_by_place(rows: QuerySet[Entry], place: Callable[[int, str], str]) -> dict[str, Sums]:
    parted: dict[str, list[Fact]] = defaultdict(list)
    for station, code, *columns in rows.order_by().values_list("station_id", "division_code", *COLUMNS).iterator():
        parted[place(station, code)].append(Fact(*columns))
    alias_of = aliases(fact.person for facts in parted.values() for fact in facts) if parted else {}
    return {at: fold(facts, alias_of) for at, facts in parted.items()}


def _cell_rows(asked: Asked, months: Sequence[dt.date], scope: Scope, action: Action) -> Iterable[tuple[Any, ...]]:
    if not months:
        return ()
    cells = Cell.objects.within(scope, action).filter(_of(asked, "division_code"), month__in=months)
    cells = cells.filter(kind__in=asked.kinds)
    columns = (
        "station_id",
        "division_code",
        "month",
        "kind",
        "category",
        "entries",
        "times",
        "minutes",
        "fen",
        "persons",
    )
    return cells.order_by().values_list(*columns).iterator()


def _stale(asked: Asked, months: Sequence[dt.date]) -> set[tuple[int, dt.date]]:
    if not months:
        return set()
    marks = DirtyMark.objects.filter(_of(asked, "station__division_code"), month__in=months)
    return set(marks.order_by().values_list("station_id", "month"))


def _entry_parts(
    asked: Asked,
    stale: set[tuple[int, dt.date]],
    spans: Sequence[tuple[dt.date, dt.date]],
    scope: Scope,
    action: Action,
) -> Iterable[QuerySet[Entry]]:
    for month in sorted({month for _, month in stale}):
        stations = [station for station, other in stale if other == month]
        rows = entries_of(asked, month, next_month(month) - dt.timedelta(days=1), scope, action)
        yield rows.filter(station__in=stations)
    for first, last in spans:
        yield entries_of(asked, first, last, scope, action)


def figure(asked: Asked, *, scope: Scope, action: Action) -> Sum:
    """The figure within the reader's scope; nothing outside it is ever added."""
    months, spans = split_period(asked.start, asked.end)
    parts = [_from_cells(asked, months, scope, action)] if months else []
    parts += [_from_entries(asked, first, last, scope, action) for first, last in spans]
    return union(parts)


def figure_as_known(asked: Asked, *, known_at: dt.datetime, scope: Scope, action: Action) -> Sum:
    """The same figure as the platform would have answered at a past moment: only what was posted by then."""
    rows = entries_of(asked, asked.start, asked.end, scope, action).filter(posting__posted_at__lte=known_at)
    return union(fold_rows(rows).values())


def behind(prefixes: Sequence[str] = ("",)) -> int:
    """How many marks wait under these prefixes: 0 when every cell is in step."""
    return DirtyMark.objects.filter(_under("station__division_code", prefixes)).count()


def _from_cells(asked: Asked, months: Sequence[dt.date], scope: Scope, action: Action) -> Sum:
    stale = _stale(asked, months)
    cells = Cell.objects.within(scope, action).filter(
        _of(asked, "division_code"), month__in=months, kind__in=asked.kinds
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
    for rows in _entry_parts(asked, stale, (), scope, action):
        total.add(union(fold_rows(rows).values()))
    return total


def _from_entries(asked: Asked, first: dt.date, last: dt.date, scope: Scope, action: Action) -> Sum:
    return union(fold_rows(entries_of(asked, first, last, scope, action)).values())


def entries_of(asked: Asked, first: dt.date, last: dt.date, scope: Scope, action: Action) -> QuerySet[Entry]:
    """The entries that a figure adds up, between two days."""
    rows = Entry.objects.within(scope, action).filter(
        _of(asked, "division_code"), served_on__gte=first, served_on__lte=last, kind__in=asked.kinds
    )
    return rows if asked.categories is None else rows.filter(category__in=asked.categories)


def _of(asked: Asked, path: str) -> Q:
    """Codes under the asked prefixes and under none of those left out."""
    found = _under(path, asked.prefixes)
    if asked.without:
        found &= ~_under(path, asked.without)
    return found if asked.station_id is None else found & Q(station_id=asked.station_id)


def _under(path: str, prefixes: Iterable[str]) -> Q:
    """Codes under any of the prefixes; "" is everywhere."""
    found = Q(pk__in=[])
    for prefix in prefixes:
        if not prefix:
            return Q()
        found |= code_range(path, prefix)
    return found
