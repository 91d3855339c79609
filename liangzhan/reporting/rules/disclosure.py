"""Who could be recognised in a small number: which cells of a release are hidden so that nobody can work them out. Pure.

Counts of people under `small` (nought too) are hidden first (primary). What is left could still give them away by
subtraction, so more cells are hidden (complementary) until, for every primary cell and every value it could have, there
is a whole release that looks the same and holds that value. Such a release is searched for, cell by cell, and checked
against every rule the numbers obey; hiding more later can only add to what is possible. Where none is found, every
linked cell is withheld. Source: domain.md 10.3 ("complementary suppression for totals"), issue 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Key = Any  # hashable
DEPTHS = (2, 4, 6, 9, 14, 20)  # how many cells another possible release may differ in, tried in this order
PATIENCE = 20_000  # steps of one search


class Mark(Enum):
    """Why a cell is not shown. A reader of COMPLEMENT knows that it is not small; of WITHHELD he knows nothing."""

    PRIMARY = "<5"
    COMPLEMENT = "隐去"
    WITHHELD = "不公布"


@dataclass(frozen=True)
class Bound:
    """What anybody knows of the numbers: least ≤ Σ factor × cell ≤ most. None: no limit on that side."""

    terms: tuple[tuple[Key, int], ...]
    least: int | None = None
    most: int | None = None


def adds_up(total: Key, parts: Iterable[Key]) -> list[Bound]:
    """The total is the sum of its parts."""
    return [Bound(((total, 1), *((one, -1) for one in parts)), 0, 0)]


def is_union(total: Key, parts: Iterable[Key]) -> list[Bound]:
    """Distinct people: no more than the parts together, no fewer than the largest part."""
    held = tuple(parts)
    return [
        Bound(((total, 1), *((one, -1) for one in held)), most=0),
        *(Bound(((total, 1), (one, -1)), least=0) for one in held),
    ]


def at_most(parts: Iterable[Key], most: int) -> list[Bound]:
    """Every person counted was served at least once, so the people of all parts are no more than the times."""
    return [Bound(tuple((one, 1) for one in parts), most=most)]


def protect(counts: Mapping[Key, int], bounds: Iterable[Bound], *, small: int) -> dict[Key, Mark]:
    """Which counts of people may not be shown, and why. Deterministic; the smallest cells are tried first."""
    work = _Release(counts, bounds, small)
    for key in sorted(work.marks, key=lambda one: (-counts[one], str(one))):
        for value in range(small):
            if work.marks.get(key) is Mark.PRIMARY and value != counts[key]:
                work.make_possible(key, value)
    return work.marks


class _Release:
    """The numbers, what is hidden of them so far, and the search for other releases that look the same."""

    def __init__(self, counts: Mapping[Key, int], bounds: Iterable[Bound], small: int) -> None:
        self.counts, self.small = counts, small
        self.marks = {key: Mark.PRIMARY for key, count in counts.items() if count < small}
        self.bounds_of: dict[Key, list[Bound]] = defaultdict(list)
        for bound in bounds:
            for key, _ in bound.terms:
                self.bounds_of[key].append(bound)
        self.left = 0

    def make_possible(self, key: Key, value: int) -> None:
        """Hide what must be hidden so that `key` could as well be `value`; withhold all that hangs on it if nothing helps."""
        for fresh in (False, True):
            for depth in DEPTHS:
                self.left = PATIENCE
                found = self._search({key: value}, depth, fresh)
                if found is not None:
                    for one in found:
                        self.marks.setdefault(one, Mark.COMPLEMENT)
                    return
        for one in self._linked(key):
            self.marks[one] = Mark.WITHHELD

    def _search(self, changed: dict[Key, int], depth: int, fresh: bool) -> dict[Key, int] | None:
        """Mend the first broken bound by changing one more cell, and so on; `fresh`: cells may be hidden anew."""
        broken = self._broken(changed)
        if broken is None:
            return changed
        bound, lack = broken
        if len(changed) >= depth:
            return None
        for key, factor in self._choices(bound, changed, fresh):
            self.left -= 1
            if self.left < 0:
                return None
            value = self.counts[key] + lack * factor
            if self._allowed(key, value):
                found = self._search({**changed, key: value}, depth, fresh)
                if found is not None:
                    return found
        return None

    def _broken(self, changed: Mapping[Key, int]) -> tuple[Bound, int] | None:
        """The first bound that the changed numbers break, and by how much it lacks."""
        for key in changed:
            for bound in self.bounds_of[key]:
                total = sum(factor * changed.get(one, self.counts[one]) for one, factor in bound.terms)
                if bound.least is not None and total < bound.least:
                    return bound, bound.least - total
                if bound.most is not None and total > bound.most:
                    return bound, bound.most - total
        return None

    def _choices(self, bound: Bound, changed: Mapping[Key, int], fresh: bool) -> list[tuple[Key, int]]:
        """The cells of a bound that may change: hidden ones first, then the smallest that would do."""
        free = [(key, factor) for key, factor in bound.terms if key not in changed and (fresh or key in self.marks)]
        return sorted(free, key=lambda one: self._cost(one[0]))

    def _cost(self, key: Key) -> tuple[int, int, str]:
        """Hidden anyway and roomy before small ones; then fresh cells with room to fall, the smallest first."""
        mark, count = self.marks.get(key), self.counts[key]
        roomy = count >= 2 * self.small - 1
        order = {Mark.WITHHELD: 0, Mark.COMPLEMENT: 1, Mark.PRIMARY: 2, None: 3 if roomy else 4}[mark]
        return order, count, str(key)

    def _allowed(self, key: Key, value: int) -> bool:
        """Could a reader who sees the mark of this cell believe the value?"""
        mark = self.marks.get(key, Mark.COMPLEMENT)
        if mark is Mark.PRIMARY:
            return 0 <= value < self.small
        return value >= (self.small if mark is Mark.COMPLEMENT else 0)

    def _linked(self, key: Key) -> set[Key]:
        """Every cell tied to this one through any number of bounds."""
        found, ahead = {key}, [key]
        while ahead:
            for bound in self.bounds_of[ahead.pop()]:
                fresh = {one for one, _ in bound.terms} - found
                found |= fresh
                ahead.extend(fresh)
        return found
