"""The page of progress: an area, its parts, and each part's task beside what is built."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.programme.models import Plan, Quota
from liangzhan.programme.queries.progress import NEXT_LENGTH, counts_by_area
from liangzhan.programme.rules.progress import AreaCounts, KindCounts, percent, step_of


@dataclass(frozen=True)
class ProgressRow:
    """One area: its task (0 where none is set) and its counts."""

    code: str
    name: str
    task_sw: int
    task_vs: int
    counts: AreaCounts

    def task(self, kind: str) -> int:
        return self.task_sw if kind == "SW" else self.task_vs

    def built(self, kind: str) -> KindCounts:
        return self.counts.kind(kind)

    def rate(self, kind: str) -> int | None:
        return percent(self.built(kind).completed, self.task(kind))

    def step(self, kind: str) -> str:
        return step_of(self.rate(kind))


@dataclass(frozen=True)
class Progress:
    """The area as a whole, and its parts by code."""

    whole: ProgressRow
    rows: list[ProgressRow]


def area_in_reach(actor: Actor, code: str, plan: Plan) -> Division | None:
    """The area asked for (or the reader's own), None when it is out of reach."""
    home = actor.home_code or plan.province.code
    wanted = code or home
    if wanted != home and not actor.may_at(Action.PROGRESS_VIEW, code=wanted):
        return None
    rows = Division.objects.filter(code=wanted).select_related("parent__parent__parent")
    return max(rows, key=lambda one: one.valid_to or dt.date.max, default=None)


def areas_above(area: Division, actor: Actor) -> list[Division]:
    """The areas above this one that the reader may open, the nearest last."""
    found: list[Division] = []
    one = area.parent
    while one is not None and actor.may_at(Action.PROGRESS_VIEW, code=one.code):
        found.insert(0, one)
        one = one.parent
    return found


def parts_of_area(area: Division, on: dt.date) -> list[Division]:
    """The next level down: a province's cities and zones, a city's counties, a county's streets, a zone's members."""
    if area.level == Level.ZONE:
        rows = Division.objects.on(on).filter(zones__zone=area)
    else:
        rows = Division.objects.on(on).filter(parent=area)
        if area.level == Level.CITY:
            rows = rows.filter(zones__isnull=True)
    return list(rows.order_by("code"))


def progress_of(plan: Plan, area: Division, on: dt.date, scope: Scope) -> Progress:
    """Task and fact of an area and its parts at the day. Five queries, whatever the size."""
    parts = [] if area.level in (Level.STREET, Level.COMMUNITY) else parts_of_area(area, on)
    counts = counts_by_area(plan, NEXT_LENGTH.get(Level(area.level), 6), on, scope, inside=area)
    tasks = _tasks(plan, area)
    rows = [_row(one.code, one.name, tasks.get(one.code), counts.get(one.code, AreaCounts()), area) for one in parts]
    whole = sum(counts.values(), AreaCounts())
    own = (plan.target_sw, plan.target_vs) if area.level == Level.PROVINCE else tasks.get(area.code)
    return Progress(_row(area.code, area.name, own, whole, area), rows)


def _row(code: str, name: str, task: tuple[int, int] | None, counts: AreaCounts, area: Division) -> ProgressRow:
    """Below a county no task is set: there the stations in the plan are what is to be built."""
    if task is None and area.level in (Level.COUNTY, Level.STREET, Level.COMMUNITY):
        task = counts.sw.in_plan, counts.vs.in_plan
    return ProgressRow(code, name, *(task or (0, 0)), counts)


def _tasks(plan: Plan, area: Division) -> dict[str, tuple[int, int]]:
    rows = Quota.objects.filter(Q(division=area) | Q(parent__division=area), plan=plan)
    if area.level == Level.PROVINCE:
        rows = Quota.objects.filter(plan=plan, parent__isnull=True)
    return {code: (sw, vs) for code, sw, vs in rows.values_list("division_code", "sw", "vs").order_by("id")}


def map_rows(plan: Plan, area: Division, on: dt.date, scope: Scope) -> list[ProgressRow]:
    """Every county under the area: its own task and fact, or those of its city while the city has not divided its task."""
    top = {row.code: row for row in progress_of(plan, area, on, scope).rows}
    if area.level != Level.PROVINCE:
        return list(top.values())
    handed_down = Quota.objects.filter(plan=plan, parent__isnull=False).order_by("id")
    tasks = {code: (sw, vs) for code, sw, vs in handed_down.values_list("division_code", "sw", "vs")}
    counts = counts_by_area(plan, 6, on, scope)
    found = []
    for one in Division.objects.on(on).filter(level=Level.COUNTY).order_by("code"):
        city = top.get(one.code[:4].ljust(12, "0"))
        if one.code in tasks:
            found.append(ProgressRow(one.code, one.name, *tasks[one.code], counts.get(one.code, AreaCounts())))
        elif city is not None:
            found.append(ProgressRow(one.code, city.name, city.task_sw, city.task_vs, city.counts))
    return found
