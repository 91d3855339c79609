"""One row of an address, within the reader's scope; None where it is not there for this reader."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.occasions.models import Occasion, Presence, SheetPage
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import people_within
from liangzhan.stations.models import Station

MANAGE = Action.OCCASION_MANAGE


def managed(scope: Scope, uuid: UUID) -> Occasion | None:
    """An occasion the reader may lead."""
    return Occasion.objects.within(scope, MANAGE).filter(uuid=uuid).select_related("station").first()


def scanned(uuid: UUID) -> Occasion | None:
    """The occasion of a scanned link, wherever it is: the caller checks the code before anything is shown."""
    return Occasion.objects.filter(uuid=uuid).select_related("station").first()


def managed_stay(scope: Scope, uuid: UUID) -> Presence | None:
    """A stay at an occasion the reader may lead."""
    reach = Occasion.objects.within(scope, MANAGE)
    rows = Presence.objects.filter(uuid=uuid, occasion__in=reach)
    return rows.select_related("occasion__station", "person").first()


def managed_station(scope: Scope, pk: int) -> Station | None:
    """A station whose screen the reader may open."""
    return Station.objects.within(scope, MANAGE).filter(pk=pk).first()


def sheets_of(occasion: Occasion) -> list[SheetPage]:
    """Kept sheets, the first kept first."""
    return list(SheetPage.objects.filter(occasion=occasion).select_related("file").order_by("pk"))


def persons_on(occasion: Occasion) -> QuerySet[Person]:
    """Everybody on the roll."""
    return Person.objects.filter(pk__in=occasion.attendees.values("person_id"))


def persons_known(scope: Scope) -> QuerySet[Person]:
    """Persons of the reader's own ties, who may be put on a roll."""
    return people_within(scope)
