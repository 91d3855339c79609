"""Where an actor sits with regard to a station: outside it (两委, street), and through which station a form speaks."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import Area, Scope
from liangzhan.stations.choices import State
from liangzhan.stations.models import Room, Station


def holds_at(actor: Actor, station: Station, *roles: Role) -> bool:
    """Does the actor hold one of the roles over this station's place? A named job does everything."""
    if actor.unlimited:
        return True
    code = station.division_code
    return any(one.role in roles and Area(prefixes=one.prefixes).covers_code(code) for one in actor.grants)


def sits_outside(actor: Actor, station: Station) -> bool:
    """At the committee or the street, where approver and cashier of a filed station sit (domain.md 8.1)."""
    return holds_at(actor, station, Role.COMMITTEE, Role.STREET)


def stations_for(scope: Scope, action: Action) -> QuerySet[Station]:
    """Stations at which the reader holds the verb, closed ones last."""
    rows = Station.objects.within(scope, action).exclude(state__in=[State.PLANNED, State.CLOSED])
    return rows.select_related("site").order_by("division_code", "kind", "id")


def rooms_of(station: Station) -> list[Room]:
    """The rooms of the station's site, by name."""
    return list(station.site.rooms.order_by("name", "id"))


def rights_at(actor: Actor, station: Station, **verbs: Action) -> dict[str, bool]:
    """{name: may the actor do it at this very station}; no query."""
    at: dict[str, Any] = {"code": station.division_code, "station_id": station.pk}
    return {name: actor.may_at(action, **at) for name, action in verbs.items()}
