"""Who leads: workers to choose from, rooms to choose from, and whether they may work with minors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import MemberState
from liangzhan.activities.models import Activity, Group
from liangzhan.activities.rules.group_plan import is_minor
from liangzhan.activities.settings_groups import MAJOR_HEADS, SESSIONS_MIN
from liangzhan.credentials.queries.clearance import minors_problems
from liangzhan.people.models import Card
from liangzhan.people.rules.identity import age_on
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import workers_at
from liangzhan.stations.models import Room, Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


def own_stations(actor: Actor) -> QuerySet[Station]:
    """Stations for which the actor arranges groups and activities."""
    return Station.objects.within(actor.scope, Action.ACTIVITY_MANAGE).select_related("site").order_by("kind", "pk")


def leader_choices(station: Station) -> list[tuple[str, str]]:
    """(id, name) of whoever has a post at the station today."""
    return [(str(one.pk), one.display_name) for one in workers_at(station, today())]


def rooms_of(station: Station) -> list[tuple[str, str]]:
    """(id, name) of the rooms of the station's site."""
    rows = Room.objects.filter(site_id=station.site_id).order_by("pk")
    return [(str(one.pk), one.name) for one in rows]


def room_at(station: Station, pk: object) -> Room | None:
    """A room of this station's own site, or None."""
    return Room.objects.filter(site_id=station.site_id, pk=pk).first() if pk else None


def worker_at(station: Station, pk: object) -> Worker | None:
    """A worker with a post at the station today, or None."""
    return workers_at(station, today()).filter(pk=pk).select_related("person").first() if pk else None


def minors_words(leaders: Iterable[Worker], on: dt.date) -> str:
    """Why one of them must not lead minors on the day (未成年人保护法 §62), "" when all may."""
    known = {one.person_id: one.display_name for one in leaders}
    problems = minors_problems(list(known), on)
    return next((f"{known[pk]}：{sentence}" for pk, sentence in problems.items() if sentence), "")


def takes_minors(plan: Group | Activity) -> bool:
    """Is it meant for minors, or has a minor been taken into the group?"""
    if plan.for_minors or isinstance(plan, Activity):
        return plan.for_minors
    members = plan.members.filter(state=MemberState.ACCEPTED).values("person_id")
    born = Card.objects.filter(station=plan.station_id, person_id__in=members, born_on__isnull=False)
    return any(is_minor(age_on(day, today())) for day in born.values_list("born_on", flat=True) if day)


def sessions_min(station: Station) -> int:
    """How many sessions a formal group has here today."""
    return int(value_of(SESSIONS_MIN, on=today(), division_code=station.division_code))


def major_heads(station: Station) -> int:
    """From how many heads an activity is reported beforehand here today."""
    return int(value_of(MAJOR_HEADS, on=today(), division_code=station.division_code))
