"""Cells follow the entries: rebuilt from the station's month whenever something was posted to it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.ledger.choices import LedgerEvent
from liangzhan.ledger.models import AreaMark, Cell, DirtyMark, Entry
from liangzhan.ledger.queries.folding import fold_station_month
from liangzhan.ledger.rules.covering import COUNTY
from liangzhan.ledger.services.area_cells import rebuild_areas
from liangzhan.people.models import Person
from liangzhan.stations.models import Station

BATCH = 200


def rebuild_dirty(*, limit: int = BATCH) -> int:
    """Rebuild the cells of up to `limit` station-months that are behind. Returns how many; 0 when all is in step.

    Marks are read first and deleted by id afterwards: one that comes in between stays and is done next time.
    """
    marks = list(DirtyMark.objects.order_by("id").values_list("id", "station_id", "month")[: limit * 20])
    groups: dict[tuple[int, dt.date], list[int]] = {}
    for number, station, month in marks:
        groups.setdefault((station, month), []).append(number)
    for (station, month), numbers in list(groups.items())[:limit]:
        with transaction.atomic():
            # The station's row is the lock: of two rebuilders of one month the second starts from what the first left.
            held = Station.objects.select_for_update(of=("self",), no_key=True).get(pk=station)
            write_cells(held, month)
            DirtyMark.objects.filter(id__in=numbers).delete()
    if len(groups) <= limit:  # the stations are in step: now the areas, once for all of them
        rebuild_areas()
    return min(len(groups), limit)


def write_cells(station: Station, month: dt.date) -> int:
    """Throw the station-month's cells away and write what its entries say. Returns the number of cells."""
    sums = fold_station_month(station.pk, month)
    # In the order of tokens: ids in the order of the codes would tell which token is which.
    tokens = Cell._meta.get_field("category").tokens()
    held = Cell.objects.filter(station=station, month=month)
    counties = {code[:COUNTY] for code in held.order_by().values_list("division_code", flat=True)}
    AreaMark.objects.bulk_create(
        [AreaMark(area=one, month=month) for one in sorted({*counties, station.division_code[:COUNTY]})]
    )
    held.delete()
    Cell.objects.bulk_create(
        [
            Cell(
                station=station,
                division_code=station.division_code,
                month=month,
                kind=kind,
                category=category,
                entries=one.entries,
                times=one.times,
                minutes=one.minutes,
                fen=one.fen,
                persons=one.persons.serialize(),
            )
            for (kind, category), one in sorted(sums.items(), key=lambda item: (item[0][0], tokens[item[0][1]]))
        ]
    )
    return len(sums)


@recorded(LedgerEvent.REBUILT, keep=["reason"])
def mark_everything(*, reason: str, by: Actor) -> int:
    """Every station-month is to be computed again, e.g. after a repair. Returns how many were marked."""
    found = set()
    for station, day in Entry.objects.order_by().values_list("station_id", "served_on").distinct():
        found.add((station, day.replace(day=1)))
    DirtyMark.objects.bulk_create([DirtyMark(station_id=one, month=month) for one, month in sorted(found)])
    return len(found)


def mark_person(kept: Person, alias: Person) -> int:
    """After a merge: months that hold entries of either row are computed again. Entries stay as they were written (0 moved)."""
    days = Entry.objects.filter(person__in=[kept, alias]).order_by().values_list("station_id", "served_on").distinct()
    months = {(station, day.replace(day=1)) for station, day in days}
    DirtyMark.objects.bulk_create([DirtyMark(station_id=one, month=month) for one, month in sorted(months)])
    return 0
