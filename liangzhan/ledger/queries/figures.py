"""Figures: 人次, 人数, minutes, fen of any area, period and kinds. Sums answer whole months; entries answer the rest.

A station-month whose cells are behind its entries is read from the entries, so a figure is exact at every moment.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import DirtyMark, Entry
from liangzhan.ledger.queries.asked import Asked, entries_of, under
from liangzhan.ledger.queries.folding import COLUMNS, aliases, fold_rows
from liangzhan.ledger.queries.sums import Areas, behind_of, entry_parts, sum_rows
from liangzhan.ledger.rules.cells import Fact, Sum, fold, split_period, union

__all__ = ["Asked", "Sums", "behind", "by_kind", "by_month", "by_place", "entries_of", "figure", "figure_as_known"]

Sums = dict[tuple[str, str], Sum]
Key = Callable[[int, str, dt.date], Hashable]


def by_kind(asked: Asked, *, scope: Scope, action: Action) -> Sums:
    """{(kind, category): sum} of everything asked for, in one pass; what `figure` answers is the union of these."""
    found: dict[Any, Sums] = _parted(asked, lambda station, code, month: "", scope, action, _own(asked))
    return found.get("", {})


def by_place(
    asked: Asked, place: Callable[[int, str], str], *, scope: Scope, action: Action, parts: Areas | None = None
) -> dict[str, Sums]:
    """The same, parted: `place(station id, division code)` names the part a row belongs to.

    `parts` are the (included, left out) code prefixes of parts that are areas: their sums are then read whole, with
    station 0 and the area's code filled up with noughts. Without them every station is read. The number of queries does
    not depend on the number of parts.
    """
    found: dict[Any, Sums] = _parted(asked, lambda station, code, month: place(station, code), scope, action, parts)
    return found


def by_month(asked: Asked, *, scope: Scope, action: Action) -> dict[dt.date, Sums]:
    """The same, by month (its first day); months in which nothing happened are missing."""
    found: dict[Any, Sums] = _parted(asked, lambda station, code, month: month, scope, action, _own(asked))
    return found


def figure(asked: Asked, *, scope: Scope, action: Action) -> Sum:
    """The figure within the reader's scope; nothing outside it is ever added."""
    return union(by_kind(asked, scope=scope, action=action).values())


def figure_as_known(asked: Asked, *, known_at: dt.datetime, scope: Scope, action: Action) -> Sum:
    """The same figure as the platform would have answered at a past moment: only what was posted by then."""
    rows = entries_of(asked, asked.start, asked.end, scope, action).filter(posting__posted_at__lte=known_at)
    return union(fold_rows(rows).values())


def behind(prefixes: Sequence[str] = ("",)) -> int:
    """How many marks wait under these prefixes: 0 when every cell is in step."""
    return DirtyMark.objects.filter(under("station__division_code", prefixes)).count()


def _own(asked: Asked) -> Areas:
    return [(asked.prefixes, asked.without)]


def _parted(asked: Asked, key: Key, scope: Scope, action: Action, parts: Areas | None) -> dict[Any, Sums]:
    months, spans = split_period(asked.start, asked.end)
    waiting = behind_of(asked, months)
    total: dict[Any, Sums] = defaultdict(lambda: defaultdict(Sum))
    sets: dict[tuple[Any, tuple[str, str]], list[BitMap]] = defaultdict(list)
    for station, code, month, kind, category, *numbers, persons in sum_rows(
        asked, months, waiting, scope, action, parts
    ):
        at = key(station, code, month)
        total[at][kind, category].add(Sum(*numbers))
        sets[at, (kind, category)].append(BitMap.deserialize(bytes(persons)))
    for (at, which), found in sets.items():
        total[at][which].persons = BitMap.union(*found)
    for month, rows in entry_parts(asked, waiting, spans, scope, action):
        for at, sums in _fold_by(rows, key, month).items():
            for which, one in sums.items():
                total[at][which].add(one)
    return {at: dict(sums) for at, sums in total.items()}


def _fold_by(rows: QuerySet[Entry], key: Key, month: dt.date) -> dict[Any, Sums]:
    parted: dict[Any, list[Fact]] = defaultdict(list)
    for station, code, *columns in rows.order_by().values_list("station_id", "division_code", *COLUMNS).iterator():
        parted[key(station, code, month)].append(Fact(*columns))
    alias_of = aliases(fact.person for facts in parted.values() for fact in facts) if parted else {}
    return {at: fold(facts, alias_of) for at, facts in parted.items()}
