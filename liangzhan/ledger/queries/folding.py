"""Entries of a station read for adding up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from liangzhan.ledger.models import Entry
from liangzhan.ledger.rules.cells import Fact, Sum, fold, next_month
from liangzhan.people.models import Person

COLUMNS = ("kind", "category", "person_id", "heads", "sign", "minutes", "fen")


def facts_of(rows: QuerySet[Entry]) -> list[Fact]:
    """The adding columns of entries, without making row objects."""
    return [Fact(*row) for row in rows.order_by().values_list(*COLUMNS)]


def aliases(person_ids: Iterable[int | None]) -> dict[int, int]:
    """{merged row: the person it is now} among these ids; chains are followed to their end."""
    found: dict[int, int] = {}
    wanted = {one for one in person_ids if one is not None}
    pairs = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
    for one in wanted & set(pairs):
        end = pairs[one]
        while end in pairs:
            end = pairs[end]
        found[one] = end
    return found


def fold_rows(rows: QuerySet[Entry]) -> dict[tuple[str, str], Sum]:
    """{(kind, category): sum} of any entries of one station."""
    facts = facts_of(rows)
    return fold(facts, aliases(fact.person for fact in facts))


def fold_station_month(station_id: int, month: dt.date) -> dict[tuple[str, str], Sum]:
    """What the entries of one station and month add up to."""
    return fold_rows(Entry.objects.filter(station_id=station_id, served_on__gte=month, served_on__lt=next_month(month)))
