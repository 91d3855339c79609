"""Dated settings of practice: the row in force for the most specific area, else the declared default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from liangzhan.toolkit.models import Parameter


@dataclass(frozen=True)
class Declared:
    """A known key: its default, what it means, and the tag of its source (N, L, S, CP, D, U; domain.md 0.1)."""

    key: str
    default: Any
    label: str
    tag: str
    unit: str = ""


KNOWN: dict[str, Declared] = {}


def declare(key: str, default: Any, label: str, tag: str, unit: str = "") -> None:
    """Make a key known. Raises ValueError when two rooms declare it differently."""
    fresh = Declared(key, default, label, tag, unit)
    if KNOWN.setdefault(key, fresh) != fresh:
        raise ValueError(f"{key} is declared twice")


@dataclass(frozen=True)
class Loaded:
    """Every row of some keys, read once: answers for many days and areas without asking again."""

    rows: tuple[Parameter, ...]

    def value_of(self, key: str, *, on: dt.date, division_code: str = "") -> Any:
        """The value in force on the day for an area: longest matching code prefix wins, then the latest start."""
        rank, value = (-1, dt.date.min), KNOWN[key].default
        for row in self.rows:
            if row.key != key or not division_code.startswith(row.area_code):
                continue
            if row.valid_from > on or (row.valid_to is not None and row.valid_to < on):
                continue
            own = (len(row.area_code), row.valid_from)
            if own >= rank:
                rank, value = own, row.value
        return value


def load(keys: Iterable[str]) -> Loaded:
    """All rows of the keys, in one query: for reading a year or many areas at once."""
    return Loaded(tuple(Parameter.objects.filter(key__in=list(keys)).order_by("id")))


def values_of(keys: Iterable[str], *, on: dt.date, division_code: str = "") -> dict[str, Any]:
    """Values in force on the day for an area, in one query: longest matching code prefix wins, then the latest start."""
    wanted = list(keys)
    found: dict[str, tuple[tuple[int, dt.date], Any]] = {}
    rows = Parameter.objects.filter(key__in=wanted, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    for row in rows.order_by("id"):
        if not division_code.startswith(row.area_code):
            continue
        rank = (len(row.area_code), row.valid_from)
        if row.key not in found or rank >= found[row.key][0]:
            found[row.key] = (rank, row.value)
    return {key: found[key][1] if key in found else KNOWN[key].default for key in wanted}


def value_of(key: str, *, on: dt.date, division_code: str = "") -> Any:
    """One value in force; see `values_of`. Raises KeyError for a key nobody declared."""
    return values_of([key], on=on, division_code=division_code)[key]
