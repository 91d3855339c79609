"""Reading pay scales: series by year with their change, small groups hidden."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Scope
from liangzhan.divisions.rules import ancestors, full
from liangzhan.staff.models import PayScale
from liangzhan.staff.rules.pay_scale import Amounts, changes, headcount_word, shown
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class ScaleLine:
    """One year of a series as it may be shown."""

    row: PayScale
    amounts: Amounts
    headcount: str
    change: Decimal | None

    @property
    def is_hidden(self) -> bool:
        return self.amounts.median is None


@dataclass(frozen=True)
class Series:
    """An area and a group of persons through the years."""

    area: str
    group: str
    is_sample: bool
    lines: list[ScaleLine]


def scales_in_reach(scope: Scope) -> tuple[QuerySet[PayScale], int]:
    """Rows of the areas in reach and of those above, and below how many persons figures are hidden there."""
    area = scope.area(Action.TALENT_VIEW)
    rows = PayScale.objects.select_related("division")
    cell = int(value_of("suppress.cell", on=today()))
    if area.everything:
        return rows, cell
    codes = {full(prefix) for prefix in area.prefixes if prefix.isdigit()}
    codes |= set(Station.objects.filter(pk__in=area.stations).order_by("id").values_list("division_code", flat=True))
    condition = Q(division_code__in={one for code in codes for one in ancestors(code)})
    within = place_filter(area, PayScale.scope_paths)
    return rows.filter(condition if within is None else condition | within), cell


def series_of(rows: QuerySet[PayScale], cell: int) -> list[Series]:
    """Rows by area and group, each by year; a figure behind which fewer than `cell` persons stand is hidden. One query."""
    grouped: dict[tuple[str, str, str], list[PayScale]] = {}
    for row in rows.select_related("division").order_by("division_code", "role", "level", "year"):
        grouped.setdefault((row.division_code, row.role, row.level), []).append(row)
    return [_series(held, cell) for held in grouped.values()]


def _series(rows: list[PayScale], cell: int) -> Series:
    amounts = [shown(Amounts(row.headcount, row.lowest_fen, row.median_fen, row.highest_fen), cell) for row in rows]
    change = changes([(row.year, one.median) for row, one in zip(rows, amounts, strict=True)])
    lines = [
        ScaleLine(row, one, headcount_word(row.headcount, cell), change[row.year])
        for row, one in zip(rows, amounts, strict=True)
    ]
    return Series(rows[0].division.name, rows[0].group, any(row.is_sample for row in rows), lines)


def plot_of(series: list[Series]) -> dict[str, Any]:
    """Medians in yuan by year, a bar for each series; hidden years have no bar, hidden series none at all."""
    years = sorted({line.row.year for one in series for line in one.lines})
    found = []
    for one in series:
        known = {line.row.year: line.amounts.median for line in one.lines}
        values = [None if known.get(year) is None else (known[year] or 0) / 100 for year in years]
        if not any(values):
            continue
        found.append({"name": f"{one.area} {one.group}", "values": values})
    return {"categories": [f"{year} 年" for year in years], "series": found, "unit": "元/月"}
