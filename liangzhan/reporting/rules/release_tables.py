"""The open tables of one release: which numbers hang together, what is hidden, what is published. Pure (domain.md 10.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from liangzhan.reporting.rules.disclosure import Bound, Mark, adds_up, at_most, is_union, protect

TOTAL = "total"
Key = tuple[str, str, str]  # table, area, column


class Adds(Enum):
    """How the parts of a table make its totals: the same person may stand in several parts, or in one only."""

    UNION = "union"
    SUM = "sum"
    THINGS = "things"  # not people: nothing is ever hidden


@dataclass(frozen=True)
class Unit:
    """One row: an area; `parent` is the code of the area above in the table, "" at the top."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class OpenTable:
    """Counts by (area, column). The first column is the total of the others where `parts` is true."""

    key: str
    title: str
    definition: str
    unit: str
    adds: Adds
    columns: tuple[tuple[str, str], ...]
    counts: dict[tuple[str, str], int]
    parts: bool = False
    times: int | None = None  # of the whole area: no fewer than the people of all its parts
    times_words: str = field(default="")


@dataclass(frozen=True)
class Frozen:
    """What is published, and how many cells of it are hidden."""

    tables: list[dict[str, Any]]
    hidden: int


def freeze(tables: Sequence[OpenTable], units: Sequence[Unit], *, small: int) -> Frozen:
    """Hide what must be hidden over all tables together, and write them as they are published.

    The times of the whole bound its people: where so few are served that nothing could be shown, the times stay unsaid.
    """
    frozen = _freeze(tables, units, small)
    lost = any(one.times is not None and told["times"] is None for one, told in zip(tables, frozen.tables, strict=True))
    if lost or Mark.WITHHELD.value in _cells(frozen):
        frozen = _freeze([replace(one, times=None) for one in tables], units, small)
    return frozen


def _cells(frozen: Frozen) -> set[int | str]:
    return {cell for table in frozen.tables for row in table["rows"] for cell in row["cells"]}


def _freeze(tables: Sequence[OpenTable], units: Sequence[Unit], small: int) -> Frozen:
    people = [one for one in tables if one.adds is not Adds.THINGS]
    counts = {
        (one.key, unit.code, column): one.counts.get((unit.code, column), 0)
        for one in people
        for unit in units
        for column, _ in one.columns
    }
    marks = protect(counts, [bound for one in people for bound in _bounds(one, units)], small=small)
    return Frozen([_written(one, units, marks) for one in tables], len(marks))


def _bounds(table: OpenTable, units: Sequence[Unit]) -> Iterable[Bound]:
    """What anybody may conclude from how the table is made."""
    tie = is_union if table.adds is Adds.UNION else adds_up
    below: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        below[unit.parent].append(unit.code)
    for unit in units:
        for column, _ in table.columns:
            if below[unit.code]:
                parts = [(table.key, code, column) for code in below[unit.code]]
                yield from tie((table.key, unit.code, column), parts)
        if table.parts:
            others = [(table.key, unit.code, column) for column, _ in table.columns[1:]]
            yield from tie((table.key, unit.code, TOTAL), others)
    if table.times is not None:
        ends = [unit.code for unit in units if not below[unit.code]]
        yield from at_most([(table.key, code, TOTAL) for code in ends], table.times)


def _written(table: OpenTable, units: Sequence[Unit], marks: dict[Any, Mark]) -> dict[str, Any]:
    rows = [
        {
            "code": unit.code,
            "name": unit.name,
            "parent": unit.parent,
            "cells": [_cell(table, unit.code, column, marks) for column, _ in table.columns],
        }
        for unit in units
    ]
    top_hidden = any((table.key, units[0].code, column) in marks for column, _ in table.columns[:1])
    return {
        "key": table.key,
        "title": table.title,
        "definition": table.definition,
        "unit": table.unit,
        "adds": table.adds.value,
        "parts": table.parts,
        "columns": [{"key": key, "words": words} for key, words in table.columns],
        "rows": rows,
        # The times of the whole say something about its people: shown only where their number is.
        "times": None if top_hidden else table.times,
        "times_words": table.times_words,
    }


def _cell(table: OpenTable, code: str, column: str, marks: dict[Any, Mark]) -> int | str:
    mark = marks.get((table.key, code, column))
    return mark.value if mark else table.counts.get((code, column), 0)
