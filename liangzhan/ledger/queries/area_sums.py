"""What the sums of areas must be: unions of what lies directly below them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pyroaring import BitMap

from liangzhan.ledger.models import AreaCell, Cell
from liangzhan.ledger.queries.asked import under
from liangzhan.ledger.rules.cells import Sum
from liangzhan.ledger.rules.covering import COUNTY

Sums = dict[tuple[str, str], Sum]
COLUMNS = ("kind", "category", "entries", "times", "minutes", "fen", "persons")


def sums_of_cells(counties: Sequence[str], month: dt.date) -> dict[str, Sums]:
    """{county prefix: {(kind, category): sum}} of the cells of their stations."""
    rows = Cell.objects.filter(under("division_code", counties), month=month).order_by()
    return folded(((code[:COUNTY], *rest) for code, *rest in rows.values_list("division_code", *COLUMNS).iterator()))


def sums_of_areas(areas: Sequence[str], month: dt.date, length: int) -> dict[str, Sums]:
    """The same of wider areas, from the areas with codes of `length` digits directly below."""
    rows = AreaCell.objects.filter(under("area", areas), month=month, length=length).order_by()
    return folded(((code[: length - 2], *rest) for code, *rest in rows.values_list("area", *COLUMNS).iterator()))


def folded(rows: Iterable[tuple[Any, ...]]) -> dict[str, Sums]:
    """Rows (place, kind, category, entries, times, minutes, fen, persons) added up by place; persons are united."""
    totals: dict[str, dict[tuple[str, str], Sum]] = defaultdict(lambda: defaultdict(Sum))
    sets: dict[tuple[str, tuple[str, str]], list[BitMap]] = defaultdict(list)
    for place, kind, category, *numbers, persons in rows:
        totals[place][kind, category].add(Sum(*numbers))
        sets[place, (kind, category)].append(BitMap.deserialize(bytes(persons)))
    for (place, key), found in sets.items():
        totals[place][key].persons = BitMap.union(*found)
    return {place: dict(found) for place, found in totals.items()}
