"""Folding entries into cells, and cells into figures. 人次, minutes and fen add up; 人数 is a union of sets. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pyroaring import BitMap


class Fact(NamedTuple):
    """The columns of an entry that add up."""

    kind: str
    category: str
    person: int | None
    heads: int
    sign: int
    minutes: int
    fen: int


@dataclass
class Sum:
    """人次 `times`, distinct persons, minutes, fen, and how many things `entries` there were."""

    entries: int = 0
    times: int = 0
    minutes: int = 0
    fen: int = 0
    persons: BitMap = field(default_factory=BitMap)

    @property
    def person_count(self) -> int:
        return len(self.persons)

    def add(self, other: Sum) -> None:
        """Another sum on top of this one."""
        self.entries += other.entries
        self.times += other.times
        self.minutes += other.minutes
        self.fen += other.fen
        self.persons |= other.persons

    def is_nothing(self) -> bool:
        return not (self.entries or self.times or self.minutes or self.fen or self.persons)


def fold(facts: Iterable[Fact], alias_of: Mapping[int, int]) -> dict[tuple[str, str], Sum]:
    """{(kind, category): sum} of the entries of one station and month; empty sums are left out.

    A person belongs to the set while entries for him outweigh those taken back. `alias_of` leads from a merged row to
    the person it is now; a merged person counts once.
    """
    sums: dict[tuple[str, str], Sum] = defaultdict(Sum)
    nets: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for fact in facts:
        key = (fact.kind, fact.category)
        held = sums[key]
        held.entries += fact.sign
        held.times += fact.sign * (fact.heads if fact.person is None else 1)
        held.minutes += fact.sign * fact.minutes
        held.fen += fact.sign * fact.fen
        if fact.person is not None:
            nets[key][alias_of.get(fact.person, fact.person)] += fact.sign
    for key, net in nets.items():
        sums[key].persons = BitMap([person for person, count in net.items() if count > 0])
    return {key: held for key, held in sums.items() if not held.is_nothing()}


def union(sums: Iterable[Sum]) -> Sum:
    """The figure over any number of cells."""
    total = Sum()
    for one in sums:
        total.add(one)
    return total


def month_of(day: dt.date) -> dt.date:
    """The first day of the month."""
    return day.replace(day=1)


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after."""
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def split_period(start: dt.date, end: dt.date) -> tuple[list[dt.date], list[tuple[dt.date, dt.date]]]:
    """(whole months, remaining spans) of a period, both ends included: cells answer the first, entries the second."""
    months: list[dt.date] = []
    spans: list[tuple[dt.date, dt.date]] = []
    at = start
    while at <= end:
        first, after = month_of(at), next_month(at)
        if at == first and after - dt.timedelta(days=1) <= end:
            months.append(first)
        else:
            spans.append((at, min(end, after - dt.timedelta(days=1))))
        at = after
    return months, spans
