"""What the desk shows beside the panels: the plan's counters and the last moves in the area."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.programme.models import Plan
from liangzhan.programme.queries.plan import current_plan, plans_with_task
from liangzhan.programme.queries.progress import counts_by_area
from liangzhan.programme.rules.progress import AreaCounts, KindCounts
from liangzhan.stations.choices import State, StationKind
from liangzhan.stations.models import Station
from liangzhan.toolkit.models import Move

OFFICERS = (Role.PROVINCE, Role.CITY, Role.COUNTY, Role.STREET)


@dataclass(frozen=True)
class Counter:
    """One kind of station under the plan, in the actor's area."""

    kind: str
    label: str
    task: int
    counts: KindCounts

    @property
    def parts(self) -> list[dict[str, object]]:
        """For the stacked bar: completed, to be accepted, building, chosen."""
        counted = self.counts
        return [
            {"label": "已建成", "value": counted.completed, "tone": "met"},
            {"label": "待验收、整改中", "value": counted.pending, "tone": "sent"},
            {"label": "建设中", "value": counted.building, "tone": "wait"},
            {"label": "已选址", "value": counted.chosen, "tone": "none"},
        ]


@dataclass(frozen=True)
class PlanCounters:
    """The current plan with its counters; `href` leads to the progress page when there is one."""

    plan: Plan
    counters: tuple[Counter, ...]
    href: str


@dataclass(frozen=True)
class Change:
    """A line of 最近变化: when, what, where."""

    on: dt.date
    what: str
    who: str
    why: str
    href: str


def plan_counters(actor: Actor, *, on: dt.date) -> PlanCounters | None:
    """The current plan against the fact in the actor's area; None for whoever is no officer, or without a plan."""
    if not actor.holds(*OFFICERS):
        return None
    plan = current_plan(on, plans_with_task(actor.home_code))
    if plan is None:
        return None
    counts = _own_counts(plan, actor, min(on, plan.cutoff_on))
    tasks = _tasks(plan, actor)
    counters = tuple(Counter(str(kind), kind.label, tasks[str(kind)], counts.kind(str(kind))) for kind in StationKind)
    return PlanCounters(plan, counters, _progress_href(plan))


def _own_counts(plan: Plan, actor: Actor, day: dt.date) -> AreaCounts:
    """The actor's own area as the progress page counts it: a zone's stations are the zone's, not the city's."""
    level = level_of(actor.home_code)
    length = len(prefix(actor.home_code, Level.COUNTY if level == Level.ZONE else level))
    found = counts_by_area(plan, length, day, actor.scope, with_both=False)
    return found.get(actor.home_code, AreaCounts())


def _tasks(plan: Plan, actor: Actor) -> dict[str, int]:
    """The task of the actor's own area: the province's is the target, others have a quota row or none."""
    if actor.holds(Role.PROVINCE):
        return {"SW": plan.target_sw, "VS": plan.target_vs}
    return {str(kind): getattr(plan, f"task_{kind.lower()}") or 0 for kind in StationKind}


def _progress_href(plan: Plan) -> str:
    try:
        return reverse("programme:progress", kwargs={"plan": plan.pk})
    except NoReverseMatch:
        return ""


def last_changes(actor: Actor, *, limit: int = 8) -> list[Change]:
    """The last moves of stations within the actor's area by the day they count from, the latest first (one query)."""
    if not actor.may(Action.STATION_VIEW):
        return []
    seen = Station.objects.within(actor.scope, Action.STATION_VIEW)
    ids = seen.annotate(text_id=Cast("pk", CharField())).values("text_id")
    name = Station.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField())).values("name")
    moves = Move.objects.filter(object_label=Station._meta.label_lower, object_id__in=ids).annotate(name=Subquery(name))
    words = dict(State.choices)
    return [
        Change(
            move.on,
            f"{move.name or '站点'}：{words.get(move.to_state, move.to_state)}",
            move.moved_by.label if move.moved_by else "",
            move.reason,
            reverse("stations:station-page", kwargs={"pk": int(move.object_id)}),
        )
        for move in moves.order_by("-on", "-id")[:limit]
    ]
