"""What is asked for: an area of the day, a period, a reader. Everything computes from this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range, place_filter
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import areas_of, zone_members
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.queries.figures import Asked, Sums, by_kind, by_place
from liangzhan.ledger.rules.cells import Sum, union
from liangzhan.reporting.rules.periods import FIRST_YEAR, Period

ACTION = Action.FIGURE_VIEW
KINDS = tuple(EntryKind.values)
FIRST_DAY = dt.date(FIRST_YEAR, 1, 1)


@dataclass(frozen=True)
class Question:
    """Figures of one area (or one station of it) in one period, as far as the reader's scope reaches.

    `on` is the day at which stocks are counted: the end of the period, or today while it runs.
    """

    area: Division
    period: Period
    scope: Scope
    today: dt.date
    station_id: int | None = None
    kinds: tuple[str, ...] = KINDS

    @property
    def on(self) -> dt.date:
        return min(self.period.end, self.today)

    @cached_property
    def prefixes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(included, left out) code prefixes of the area."""
        return areas_of(self.area, self.zones)

    @cached_property
    def zones(self) -> list[tuple[int, str]]:
        """Members of functional zones, read once."""
        return zone_members()

    def within(self, path: str = "division_code", station: str = "station_id") -> Q:
        """The area (and the station) as a condition on a code column and a station column."""
        included, left_out = self.prefixes
        found = Q(pk__in=[])
        for one in included:
            found |= code_range(path, one)
        for one in left_out:
            found &= ~code_range(path, one)
        return found if self.station_id is None else found & Q(**{station: self.station_id})

    def reach(self, path: str = "division_code", station: str = "station_id") -> Q:
        """The reader's own reach as a condition, for rows that other rooms keep under verbs of their own."""
        if self.scope.unlimited:
            return Q()
        return place_filter(self.scope.area(ACTION), {"division": path, "station": station}) or Q(pk__in=[])

    @cached_property
    def ledger(self) -> Sums:
        """{(kind, category): sum} of the period."""
        return by_kind(self.asked_now, scope=self.scope, action=ACTION)

    @cached_property
    def ledger_before(self) -> Sums:
        """The same of cases, of everything before the period: what was open when it began."""
        return by_kind(self.asked_before, scope=self.scope, action=ACTION)

    @property
    def asked_now(self) -> Asked:
        """The period, as the ledger is asked."""
        return self._asked(self.period.start, self.on, self.kinds)

    @property
    def asked_before(self) -> Asked:
        """Everything before the period, of cases alone."""
        return self._asked(FIRST_DAY, self.period.start - dt.timedelta(days=1), ("CASE_OPENED", "CASE_CLOSED"))

    def _asked(self, start: dt.date, end: dt.date, kinds: tuple[str, ...]) -> Asked:
        included, left_out = self.prefixes
        return Asked(included, start, end, kinds, without=left_out, station_id=self.station_id)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What several indicators read: asked once for each question (`once`)."""
        return {}

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """The same rows for every indicator of this question."""
        if name not in self.memo:
            self.memo[name] = read()
        return self.memo[name]

    def narrowed(self, kinds: tuple[str, ...]) -> Question:
        """The same question about some kinds of the ledger alone."""
        found = replace(self, kinds=kinds)
        found.__dict__.update(prefixes=self.prefixes, zones=self.zones)  # the same area: not asked for again
        return found

    def parted(self, parts: dict[str, Question], place: Callable[[int, str], str]) -> None:
        """Fill the ledger of many parts of this question in one pass; `place` names the part of a row."""
        single = any(one.station_id for one in parts.values())
        areas = None if single else [one.prefixes for one in parts.values()]
        now = by_place(self.asked_now, place, scope=self.scope, action=ACTION, parts=areas)
        before = {}
        if "CASE_OPENED" in self.kinds:  # the only kinds whose stock at the beginning is asked for
            before = by_place(self.asked_before, place, scope=self.scope, action=ACTION, parts=areas)
        for name, part in parts.items():
            part.__dict__["ledger"] = now.get(name, {})
            part.__dict__["ledger_before"] = before.get(name, {})

    def sum_of(self, *kinds: str, categories: frozenset[str] | None = None) -> Sum:
        """The union over some kinds (and categories) in the period."""
        return union(
            one
            for (kind, category), one in self.ledger.items()
            if kind in kinds and (categories is None or category in categories)
        )


def question(
    actor: Actor, area: Division, period: Period, *, today: dt.date, station_id: int | None = None
) -> Question:
    """The question of this reader; nothing outside his scope is ever counted."""
    return Question(area, period, actor.scope, today, station_id)
