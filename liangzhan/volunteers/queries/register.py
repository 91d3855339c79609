"""Reading the register of volunteers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import person_by_uuid
from liangzhan.stations.models import Station
from liangzhan.volunteers.choices import NationalState, VolunteerState
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.rules.register import LIVE


def live_of(person: Person) -> Volunteer | None:
    """The person's live registration, wherever it is kept; for services, not for a page."""
    rows = Volunteer.objects.filter(person=person, state__in=LIVE).select_related("station", "person")
    return rows.order_by("id").first()


def live_volunteers(scope: Scope, action: Action = Action.VOLUNTEER_VIEW) -> QuerySet[Volunteer]:
    """Volunteers in the books (在册) of the reader's stations, with person and station."""
    rows = Volunteer.objects.within(scope, action).filter(state=VolunteerState.ACTIVE)
    return rows.select_related("person", "station")


def volunteer_of(actor: Actor) -> Volunteer | None:
    """One's own registration: the live one, else the last one; None for whoever never was a volunteer. Two queries."""
    person = person_by_uuid(actor.person_uuid) if actor.person_uuid else None
    if person is None:
        return None
    rows = list(Volunteer.objects.filter(person=person).select_related("person", "station").order_by("-id"))
    return next((row for row in rows if row.state in LIVE), rows[0] if rows else None)


def register_rows(scope: Scope, action: Action) -> QuerySet[Volunteer]:
    """Every registration of the reader's stations, with what its page names."""
    rows = Volunteer.objects.within(scope, action)
    return rows.select_related("person", "station", "moving_to", "paper")


@dataclass(frozen=True)
class Wanted:
    """Filters of the list; `text` is a registration number or a national number, typed in full."""

    state: str = ""
    national: str = ""
    text: str = ""


def volunteers_shown(rows: QuerySet[Volunteer], wanted: Wanted) -> QuerySet[Volunteer]:
    """Rows of the list by the filters; merged ones only when asked for."""
    rows = rows.filter(state=wanted.state) if wanted.state else rows.exclude(state=VolunteerState.DUPLICATE_MERGED)
    if wanted.national:
        rows = rows.filter(national_state=wanted.national)
    if text := wanted.text.strip():
        rows = rows.filter(Q(number=text) | Q(national_no=text))
    return rows


def waiting(scope: Scope) -> QuerySet[Volunteer]:
    """待本人确认 at the reader's stations."""
    rows = Volunteer.objects.within(scope, Action.VOLUNTEER_MANAGE).filter(state=VolunteerState.APPLIED)
    return rows.select_related("person", "station")


def numbers_to_check(scope: Scope) -> QuerySet[Volunteer]:
    """Live volunteers whose national number nobody looked up yet."""
    rows = Volunteer.objects.within(scope, Action.VOLUNTEER_MANAGE)
    return rows.filter(state__in=LIVE, national_state=NationalState.CLAIMED)


def arriving(scope: Scope) -> QuerySet[Volunteer]:
    """Volunteers of other stations who asked to be taken over by one of the reader's."""
    stations = Station.objects.within(scope, Action.VOLUNTEER_MANAGE)
    rows = Volunteer.objects.filter(moving_to__in=stations.values("pk"), state__in=LIVE)
    return rows.select_related("person", "station", "moving_to")
