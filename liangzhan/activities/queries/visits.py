"""Visits read: one, lists, those of a person, the last one, clashes, numbers for the appraisal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.activities.models import Coordination, Visit, VisitPerson, VisitUnderway
from liangzhan.activities.rules.visits import may_change
from liangzhan.documents.queries.locking import record_locked
from liangzhan.people.choices import PersonState
from liangzhan.people.models import Household, HouseholdMember, Person, Tie
from liangzhan.staff.models import Post, Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

VIEW, RECORD = Action.VISIT_VIEW, Action.VISIT_RECORD


def visit_rows() -> QuerySet[Visit]:
    """Visits with their worker, station and persons, for a page or a list."""
    persons = VisitPerson.objects.select_related("person").order_by("position")
    return Visit.objects.select_related("worker", "station").prefetch_related(Prefetch("persons", queryset=persons))


def visit_of_key(form_key: str) -> Visit | None:
    """The visit that a form has already written, or None; also for a key that is none."""
    try:
        return Visit.objects.filter(form_key=UUID(form_key)).first()
    except ValueError:
        return None


def client_rows(scope: Scope, action: Action, uuid: UUID) -> QuerySet[Person]:
    """The person of an address within the reader's ties; nobody whose data were deleted or merged."""
    return Person.objects.within(scope, action).filter(uuid=uuid, state=PersonState.ACTIVE)


def stations_of(worker: Worker, scope: Scope, on: dt.date, person: Person | None = None) -> list[Station]:
    """Where the worker holds a post on the day and the reader may record; of a person, only stations that know it.

    The social work station comes first: professional service is its own."""
    posts = Post.objects.in_force(on).filter(worker=worker, station_id=OuterRef("pk"))
    rows = Station.objects.within(scope, RECORD).filter(Exists(posts))
    if person is not None:
        rows = rows.filter(Exists(Tie.objects.live().filter(person=person, station_id=OuterRef("pk"))))
    return list(rows.select_related("site__division").order_by("kind", "id"))


def tied_station(person: Person, scope: Scope) -> Station | None:
    """The reader's station that knows the person; the social work station before the other."""
    live = Tie.objects.live().filter(person=person, station_id=OuterRef("pk"))
    return Station.objects.within(scope, VIEW).filter(Exists(live)).order_by("kind", "id").first()


def last_visit(person: Person, station: Station) -> Visit | None:
    """The last visit of the person at the station at which somebody was met: where a form takes its defaults from."""
    rows = VisitPerson.objects.filter(person=person, station=station, counts=True)
    row = rows.select_related("visit").order_by("-on", "-visit_id").first()
    return row.visit if row else None


def underway_of(worker: Worker) -> VisitUnderway | None:
    """The visit on which the worker is now, if any."""
    return VisitUnderway.objects.filter(worker=worker).select_related("person", "station").first()


def underway_for(actor: Actor) -> VisitUnderway | None:
    """The same by account, in one query."""
    return VisitUnderway.objects.filter(worker__person__uuid=actor.person_uuid).first() if actor.person_uuid else None


def clash_of(worker: Worker, starts_at: dt.datetime, ends_at: dt.datetime, *, but: Visit | None = None) -> Visit | None:
    """Another standing visit of the worker that shares a moment with this time."""
    rows = Visit.objects.standing().filter(worker=worker, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return rows.prefetch_related("persons__person").order_by("starts_at", "pk").first()


def housemates(person: Person, station: Station) -> tuple[Household | None, list[Person]]:
    """The person's household at the station, and who else lives in it and is known there."""
    live = HouseholdMember.objects.filter(station=station, left_on__isnull=True)
    own = live.filter(person=person).select_related("household").first()
    if own is None:
        return None, []
    rows = live.filter(household=own.household).exclude(person=person)
    known = Tie.objects.live().filter(station=station, person_id=OuterRef("person_id"))
    rows = rows.filter(Exists(known), person__state=PersonState.ACTIVE)
    return own.household, [row.person for row in rows.select_related("person").order_by("relation", "id")]


def may_change_visit(visit: Visit | Coordination, actor: Actor) -> bool:
    """May the reader correct or withdraw this visit?"""
    if not actor.may_at(RECORD, code=visit.division_code, station_id=visit.station_id):
        return False
    head = actor.may_at(Action.ACTIVITY_APPROVE, code=visit.division_code, station_id=visit.station_id)
    own = actor.person_uuid is not None and actor.person_uuid == visit.worker.person.uuid
    return may_change(own=own, entered=visit.recorded_by.uuid == actor.uuid, head=head)


def is_locked(visit: Visit | Coordination) -> bool:
    """Is the visit past the days of correcting?"""
    return record_locked(visit.on, visit.division_code, today=today())


def visits_of_person(persons: Sequence[int], scope: Scope) -> QuerySet[Visit]:
    """Visits of a person (its ids, with those merged into it) at the reader's stations, the latest first."""
    told = VisitPerson.objects.filter(person__in=list(persons), visit_id=OuterRef("pk"))
    rows: QuerySet[Visit] = visit_rows().within(scope, VIEW).filter(Exists(told))  # type: ignore[attr-defined]
    return rows.order_by("-starts_at", "-pk")


def visit_counts(worker_ids: Iterable[int], year: int) -> QuerySet[Any]:
    """(worker id, visits of the year at which somebody was met): counted by visit, not by head (appraisal, clause 2.6.1)."""
    rows = VisitPerson.objects.filter(
        visit__worker__in=list(worker_ids), counts=True, on__gte=dt.date(year, 1, 1), on__lte=dt.date(year, 12, 31)
    )
    return rows.order_by().values_list("visit__worker").annotate(visits=Count("visit", distinct=True))
