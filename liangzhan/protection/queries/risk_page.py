"""Pages of risks and crises: who is shown by name, what is due, what the reader may write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import faces_of, tied_stations
from liangzhan.protection.models import Crisis, Risk, RiskStep
from liangzhan.protection.queries.clocks import clocks_of
from liangzhan.protection.rules.clocks import Clock, next_clock
from liangzhan.staff.queries.supervision_people import unassigned
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

VIEW, RECORD = Action.RISK_VIEW, Action.RISK_RECORD
NAMELESS = "服务对象（不显示姓名）"


@dataclass(frozen=True)
class RiskLine:
    """A row of the list."""

    risk: Risk
    called: str
    clock: Clock | None
    late: bool
    crises: int


def risk_rows(scope_rows: Iterable[Risk], actor: Actor, now: dt.datetime) -> list[RiskLine]:
    """Lines with faces, clocks and open crises; five queries for any number."""
    rows = list(scope_rows)
    clocks, names = clocks_of(rows), called(rows, actor)
    crises = Crisis.objects.filter(risk__in=[row.pk for row in rows], closed_on__isnull=True).order_by()
    open_ones = list(crises.values_list("risk", flat=True))
    return [
        RiskLine(
            row,
            names[row.pk],
            next_clock(clocks.get(row.pk, [])),
            any(one.is_late(now) for one in clocks.get(row.pk, [])),
            open_ones.count(row.pk),
        )
        for row in rows
    ]


def called(rows: Iterable[Risk | Crisis], actor: Actor) -> dict[int, str]:
    """{row id: what the person is called}: whoever records at the station sees the face, a supervisor no name."""
    held = list(rows)
    may = {row.pk for row in held if actor.may_at(RECORD, code=row.division_code, station_id=row.station_id)}
    persons = {row.person_id: row.person for row in held if row.pk in may}
    faces = faces_of(persons.values(), actor) if persons else {}
    return {row.pk: faces[row.person_id].called if row.pk in may else NAMELESS for row in held}


@dataclass(frozen=True)
class RiskParts:
    """All of the page of a risk."""

    called: str
    clocks: list[Clock]
    steps: list[RiskStep]
    crises: list[Crisis]
    domains: list[str]
    writes: bool
    supervisor_missing: bool


def risk_parts(risk: Risk, actor: Actor) -> RiskParts:
    """Read once for the page."""
    return RiskParts(
        called=called([risk], actor)[risk.pk],
        clocks=clocks_of([risk]).get(risk.pk, []),
        steps=list(risk.steps.order_by("-written_at", "-id")),
        crises=list(risk.crises.order_by("-found_at", "-id")),
        domains=[one.get_domain_display() for one in risk.areas.order_by("id")],
        writes=writes(risk, actor),
        supervisor_missing=bool(unassigned([risk.station], today())),
    )


def writes(row: Risk | Crisis, actor: Actor) -> bool:
    """May the actor write here? The row is within his reach already."""
    return actor.may_at(RECORD, code=row.division_code, station_id=row.station_id)


def person_at(uuid: UUID, actor: Actor) -> Person | None:
    """A person whom the actor's stations know."""
    return Person.objects.found().within(actor.scope, Action.PERSON_VIEW).filter(uuid=uuid).first()


def stations_of(person: Person, actor: Actor) -> QuerySet[Station]:
    """The actor's stations that know the person, where he may record a risk."""
    return tied_stations(person, actor.scope, RECORD)
