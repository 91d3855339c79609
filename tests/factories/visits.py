"""Clients and visits: clients written directly, visits through the service (they post and tell the attendance)."""

import datetime as dt
import uuid
from typing import Any

from liangzhan.activities.models import Visit
from liangzhan.activities.rules.visits import SHANGHAI, VisitFacts
from liangzhan.activities.services.visits import record_visit
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.accounts import Person as SignedInPerson
from tests.factories.people import make_individual


def at(hour: int, minute: int = 0, *, days_ago: int = 1) -> dt.datetime:
    """A moment of a day gone by, in China."""
    day = today() - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=SHANGHAI)


def make_client(name: str, station: Station, **fields: Any) -> Person:
    """A client of the station with a card there."""
    return make_individual(name, station=station, tie="CLIENT", **fields)


def facts(*, days_ago: int = 1, hour: int = 9, minutes: int = 40, **changes: Any) -> VisitFacts:
    """A home visit of forty minutes yesterday morning, unless told."""
    starts = at(hour, days_ago=days_ago)
    given = {
        "starts_at": starts,
        "ends_at": starts + dt.timedelta(minutes=minutes),
        "mode": "HOME",
        "service_kind": "S10",
        "finding": "STEADY",
        "condition": "老人在家，精神好。",
    }
    return VisitFacts(**{**given, **changes})


def make_visit(
    person: Person,
    worker: Worker,
    by: SignedInPerson,
    station: Station,
    *,
    others: tuple[Person, ...] = (),
    **changes: Any,
) -> Visit:
    """A visit written down by the worker; changes are those of `facts`."""
    return record_visit(
        facts=facts(**changes),
        persons=[person, *others],
        worker=worker,
        station=station,
        form_key=uuid.uuid4(),
        by=by.actor,
    )


def sent(signed_in: SignedInPerson, address: str, form: dict[str, Any], **more: Any) -> Any:
    """A form that writes a visit is sent: it posts to the ledger and tells the attendance in the same transaction."""
    with signed_in.client.allow(60):
        return signed_in.client.post(address, form, **more)
