"""Sums of counties, cities and the province follow the cells of their stations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.ledger.models import AreaCell, AreaMark
from liangzhan.ledger.queries.area_sums import Sums, sums_of_areas, sums_of_cells
from liangzhan.ledger.rules.covering import LENGTHS

BATCH = 2_000  # marks of one round


def rebuild_areas() -> int:
    """Bring every marked county and what it lies in into step, month by month. Returns how many county-months.

    Marks are read first and deleted by id afterwards: one that comes in between stays and is done next time.
    """
    done = 0
    while marks := list(AreaMark.objects.order_by("id").values_list("id", "area", "month")[:BATCH]):
        months: dict[dt.date, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, area, month in marks:
            months[month][area].append(number)
        for month, counties in sorted(months.items()):
            with transaction.atomic():
                _write_month(month, counties)
                AreaMark.objects.filter(id__in=[one for numbers in counties.values() for one in numbers]).delete()
            done += len(counties)
    return done


def _write_month(month: dt.date, counties: Iterable[str]) -> None:
    """Each level from the one below. The province's row is the lock: cities are shared by the counties of two rebuilders."""
    provinces = Division.objects.select_for_update(of=("self",), no_key=True).filter(level=Level.PROVINCE)
    list(provinces.order_by("id").values_list("id"))
    areas = sorted(set(counties))
    _replace(areas, month, sums_of_cells(areas, month))
    for length in reversed(LENGTHS[:-1]):
        areas = sorted({one[:length] for one in areas})
        _replace(areas, month, sums_of_areas(areas, month, length + 2))


def _replace(areas: list[str], month: dt.date, sums: dict[str, Sums]) -> None:
    # In the order of tokens: ids in the order of the codes would tell which token is which.
    tokens = AreaCell._meta.get_field("category").tokens()
    AreaCell.objects.filter(area__in=areas, month=month).delete()
    rows = [
        AreaCell(
            area=area,
            length=len(area),
            month=month,
            kind=kind,
            category=category,
            entries=one.entries,
            times=one.times,
            minutes=one.minutes,
            fen=one.fen,
            persons=one.persons.serialize(),
        )
        for area, found in sorted(sums.items())
        for (kind, category), one in sorted(found.items(), key=lambda item: (item[0][0], tokens[item[0][1]]))
    ]
    AreaCell.objects.bulk_create(rows, batch_size=500)
