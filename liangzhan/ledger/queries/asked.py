"""What a figure is asked of, as conditions on the tables of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import Entry


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

    def place(self, path: str, station: str = "station_id") -> Q:
        """Codes under the asked prefixes and under none of those left out; the one station where one is named."""
        found = under(path, self.prefixes)
        if self.without:
            found &= ~under(path, self.without)
        return found if self.station_id is None else found & Q(**{station: self.station_id})

    def measures(self) -> Q:
        """Kinds and categories."""
        found = Q(kind__in=self.kinds)
        return found if self.categories is None else found & Q(category__in=self.categories)


def under(path: str, prefixes: Iterable[str]) -> Q:
    """Codes under any of the prefixes; "" is everywhere."""
    found = Q(pk__in=[])
    for prefix in prefixes:
        if not prefix:
            return Q()
        found |= code_range(path, prefix)
    return found


def entries_of(asked: Asked, first: dt.date, last: dt.date, scope: Scope, action: Action) -> QuerySet[Entry]:
    """The entries that a figure adds up, between two days."""
    rows = Entry.objects.within(scope, action).filter(
        asked.place("division_code"), asked.measures(), served_on__gte=first, served_on__lte=last
    )
    found: QuerySet[Entry] = rows
    return found
