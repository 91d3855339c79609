"""The board of an area: outcomes, counts, twelve months, the areas below, the programme, and what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Window

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.divisions.choices import Level
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.figures import Sums, by_kind, by_month
from liangzhan.ledger.rules.cells import Sum, union
from liangzhan.programme.queries.october import task_of
from liangzhan.programme.queries.plan import current_plan
from liangzhan.programme.queries.progress import NEXT_LENGTH, counts_by_area
from liangzhan.programme.rules.progress import AreaCounts, KindCounts
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.queries.indicators import Answer, PartRow, compute, parts_of
from liangzhan.reporting.rules.arithmetic import hours
from liangzhan.reporting.rules.board import COUNTS, OUTCOMES, Measure, change
from liangzhan.reporting.rules.definitions import BY_CODE, Part
from liangzhan.reporting.rules.periods import Period, last_months
from liangzhan.stations.choices import Tier
from liangzhan.stations.models import Station

MONTHS = 12
SHOWN = 10  # of the stations that need attention; the rest are a number


@dataclass(frozen=True)
class Card:
    """One number beside the one of the other period."""

    code: str
    part: Part
    text: str
    before: str
    moved: str

    @property
    def words(self) -> str:
        """The name of the number where it stands alone; with that of its indicator where that says more."""
        one = BY_CODE[self.code]
        return one.name if len(one.parts) == 1 else f"{one.name} · {self.part.words}"


@dataclass(frozen=True)
class MonthRow:
    """One month of the line."""

    month: dt.date
    value: int | Decimal
    text: str


@dataclass(frozen=True)
class Funnel:
    """The task of an area by kind, and its stations by how far they are."""

    tasks: dict[str, int]
    counts: AreaCounts

    def task(self, kind: str) -> int:
        return self.tasks[kind]

    def built(self, kind: str) -> KindCounts:
        return self.counts.kind(kind)


@dataclass(frozen=True)
class Quiet:
    """Stations at work of which nothing was recorded in the period: the first ones, and how many there are."""

    rows: Sequence[Station]
    count: int


def read_once(asked: Question, other: Period) -> tuple[Question, dict[dt.date, Sums]]:
    """Fill the ledger of this question, of the one about the `other` period, and of twelve months from one pass by month.

    Returns the other question and {month: {(kind, category): sum}}. What was open when each began is one pass more.
    """
    beside = replace(asked, period=other)
    beside.__dict__.update(prefixes=asked.prefixes, zones=asked.zones)
    first = min(other.start, asked.period.start, last_months(asked.on, MONTHS)[0])
    found = by_month(replace(asked.asked_now, start=first), scope=asked.scope, action=ACTION)
    opened = replace(asked.asked_before, end=first - dt.timedelta(days=1))
    stock = by_kind(opened, scope=asked.scope, action=ACTION)
    for one in (asked, beside):
        one.__dict__["ledger"] = _merged(_between(found, one.period.start, one.on))
        since = [
            {key: held for key, held in sums.items() if key[0] in opened.kinds}
            for sums in _between(found, first, one.period.start - dt.timedelta(days=1))
        ]
        one.__dict__["ledger_before"] = _merged([stock, *since])
    return beside, found


def _between(found: dict[dt.date, Sums], start: dt.date, end: dt.date) -> list[Sums]:
    return [sums for month, sums in found.items() if start <= month <= end]


def _merged(parts: list[Sums]) -> Sums:
    total: Sums = {}
    for sums in parts:
        for key, one in sums.items():
            total.setdefault(key, Sum()).add(one)
    return total


def cards(asked: Question, beside: Question) -> tuple[list[Card], list[Card]]:
    """(outcomes, counts), each number beside that of the other question."""
    codes = (*OUTCOMES, *COUNTS)
    now, before = compute(asked, codes), compute(beside, codes)
    made = [_cards(one, old) for one, old in zip(now, before, strict=True)]
    return sum(made[: len(OUTCOMES)], []), sum(made[len(OUTCOMES) :], [])


def _cards(now: Answer, before: Answer) -> list[Card]:
    found = []
    for part in now.indicator.parts:
        moved = change(now.values[part.key], before.values[part.key], part.digits)
        found.append(Card(now.indicator.code, part, now.text_of(part), before.text_of(part), moved))
    return found


def months(asked: Question, measure: Measure, found: dict[dt.date, Sums] | None = None) -> list[MonthRow]:
    """The last twelve months up to the end of the period; `found` is what `read_once` read."""
    firsts = last_months(asked.on, MONTHS)
    if found is None:
        whole = replace(asked.narrowed(measure.kinds).asked_now, start=firsts[0])
        found = by_month(whole, scope=asked.scope, action=ACTION)
    rows = []
    for first in firsts:
        sums = found.get(first, {})
        value = value_of_sum(union(one for (kind, _), one in sums.items() if kind in measure.kinds), measure)
        rows.append(MonthRow(first, value, f"{value:,.{measure.part.digits}f}"))
    return rows


def value_of_sum(total: Sum, measure: Measure) -> int | Decimal:
    """The measure of a sum: people, hours or times."""
    if measure.part.persons:
        return total.person_count
    return hours(total.minutes) if measure.code == "I16" else total.times


def below(asked: Question, measure: Measure) -> list[PartRow]:
    """The measure by the areas (or stations) below; nothing for a station."""
    return parts_of(asked, measure.code) if asked.station_id is None else []


def funnel(asked: Question, actor: Actor) -> Funnel | None:
    """Task and fact of the plan of the day, from chosen to accepted; None below a county or out of reach."""
    plan = current_plan(asked.on) if asked.station_id is None else None
    small = asked.area.level in (Level.STREET, Level.COMMUNITY)
    if plan is None or small or not actor.may_at(Action.PROGRESS_VIEW, code=asked.area.code):
        return None
    length, day = NEXT_LENGTH.get(Level(asked.area.level), 6), min(asked.on, plan.cutoff_on)
    found = counts_by_area(plan, length, day, asked.scope, inside=asked.area, with_both=False)
    counts = sum(found.values(), AreaCounts())
    sw, vs = task_of(plan, asked.area)
    if asked.area.level == Level.COUNTY and not sw + vs:  # not handed down yet: what is in the plan is the task
        sw, vs = counts.sw.in_plan, counts.vs.in_plan
    return Funnel({"SW": sw, "VS": vs}, counts)


def quiet(asked: Question) -> Quiet:
    """Stations of the area that were open all through the period and of which the ledger holds nothing in it."""
    served = Entry.objects.filter(
        station=OuterRef("pk"), served_on__gte=asked.period.start, served_on__lte=asked.on, sign=1
    )
    rows = Station.objects.within(asked.scope, ACTION).filter(
        asked.within("division_code", "pk"),
        tier=Tier.COMMUNITY,
        opened_on__lt=asked.period.start,
        closed_on__isnull=True,
    )
    silent = rows.filter(~Exists(served)).annotate(together=Window(Count("pk"))).order_by("division_code", "id")
    first = list(silent[:SHOWN])
    return Quiet(first, first[0].together if first else 0)
