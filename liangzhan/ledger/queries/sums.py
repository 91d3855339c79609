"""Reading sums: of whole areas where they are in step, of stations where they are not, of entries where cells are behind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Value

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import AreaCell, AreaMark, Cell, DirtyMark, Entry
from liangzhan.ledger.queries.asked import Asked, entries_of, under
from liangzhan.ledger.rules.cells import next_month
from liangzhan.ledger.rules.covering import COUNTY, Cover, cover

Areas = Sequence[tuple[tuple[str, ...], tuple[str, ...]]]  # of each part: (included, left out) code prefixes
Row = tuple[Any, ...]  # station (0: a whole area), code, month, kind, category, entries, times, minutes, fen, persons
COLUMNS = ("month", "kind", "category", "entries", "times", "minutes", "fen", "persons")


@dataclass
class Behind:
    """What is not in step: (station, month) pairs, and by month the counties (6 digits) whose sums must not be used."""

    stations: set[tuple[int, dt.date]] = field(default_factory=set)
    counties: dict[dt.date, set[str]] = field(default_factory=lambda: defaultdict(set))


def behind_of(asked: Asked, months: Sequence[dt.date]) -> Behind:
    """Read before the sums: what is brought into step in between is then counted from its entries all the same."""
    found = Behind()
    if not months:
        return found
    marks = DirtyMark.objects.filter(asked.place("station__division_code"), month__in=months).order_by()
    areas = (
        AreaMark.objects.filter(month__in=months).order_by().annotate(station=Value(0, output_field=BigIntegerField()))
    )
    for station, code, month in marks.values_list("station_id", "station__division_code", "month").union(
        areas.values_list("station", "area", "month")
    ):
        found.counties[month].add(code[:COUNTY])
        if station:
            found.stations.add((station, month))
    return found


def sum_rows(
    asked: Asked, months: Sequence[dt.date], behind: Behind, scope: Scope, action: Action, parts: Areas | None
) -> Iterator[Row]:
    """Rows of whole areas and of stations that together hold every asked place once; two queries at most.

    Without `parts` every row is of a station. A reader whose reach ends inside an asked area is answered by stations,
    each of them within his scope.
    """
    whole = parts is not None and _whole(asked, scope, action)
    areas, stations = Q(pk__in=[]), Q(pk__in=[])
    for counties, same in _alike(months, behind).items():
        for included, left_out in parts or [(asked.prefixes, asked.without)]:
            held = cover(included, left_out, counties) if whole else Cover(stations=included)
            areas |= Q(month__in=same) & _areas(held)
            if held.stations:
                read = Q(month__in=same) & under("division_code", held.stations)
                stations |= read & ~under("division_code", left_out) if left_out else read
    if not months:
        return
    if whole:
        yield from _area_rows(asked, areas)
    if asked.station_id is not None:
        stations &= Q(station_id=asked.station_id)
    rows = Cell.objects.within(scope, action).filter(stations, asked.measures()).order_by()
    for row in rows.values_list("station_id", "division_code", *COLUMNS).iterator():
        if (row[0], row[2]) not in behind.stations:
            yield row


def entry_parts(
    asked: Asked, behind: Behind, spans: Sequence[tuple[dt.date, dt.date]], scope: Scope, action: Action
) -> Iterable[tuple[dt.date, QuerySet[Entry]]]:
    """(month, entries): of stations that are behind, and of parts of months."""
    for month in sorted({month for _, month in behind.stations}):
        stations = [station for station, other in behind.stations if other == month]
        rows = entries_of(asked, month, next_month(month) - dt.timedelta(days=1), scope, action)
        yield month, rows.filter(station__in=stations)
    for first, last in spans:
        yield first.replace(day=1), entries_of(asked, first, last, scope, action)


def _alike(months: Iterable[dt.date], behind: Behind) -> dict[frozenset[str], list[dt.date]]:
    """Months by what is behind in them: nearly always none, and the month that runs."""
    found: dict[frozenset[str], list[dt.date]] = defaultdict(list)
    for month in months:
        found[frozenset(behind.counties.get(month, ()))].append(month)
    return found


def _whole(asked: Asked, scope: Scope, action: Action) -> bool:
    reach = scope.area(action)
    return asked.station_id is None and (
        reach.everything or all(one.startswith(reach.prefixes or ("-",)) for one in asked.prefixes)
    )


def _areas(held: Cover) -> Q:
    found = Q(area__in=held.areas)
    for one in held.below:
        below = Q(length=one.length) & ~Q(area__in=one.without)
        found |= below & code_range("area", one.prefix) if one.prefix else below
    return found


def _area_rows(asked: Asked, areas: Q) -> Iterator[Row]:
    rows = AreaCell.objects.filter(areas, asked.measures()).order_by()
    for area, *rest in rows.values_list("area", *COLUMNS).iterator():
        yield (0, area.ljust(12, "0"), *rest)
