"""A small world for casework: two workers and the head of a station, one worker next door, and a way to write papers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from liangzhan.casework.models import Case
from liangzhan.casework.rules.contacts import ContactFacts
from liangzhan.casework.rules.intake import IntakeFacts
from liangzhan.casework.rules.papers import AgreementFacts
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.toolkit.periods import today
from tests.factories.accounts import Person as SignedIn
from tests.factories.casework import make_case
from tests.factories.people import make_individual, stand_ready
from tests.factories.staff import make_colleague


@dataclass
class Ground:
    """`a` leads, `b` is a colleague, `boss` heads the station, `near` works next door; `client` is known here."""

    station: Any
    a: SignedIn
    worker_a: Worker
    b: SignedIn
    worker_b: Worker
    boss: SignedIn
    worker_boss: Worker
    near: SignedIn
    worker_near: Worker
    client: Person

    def case(self, **fields: Any) -> Case:
        """An accepted case of the client, led by `a`."""
        return make_case(self.station, self.client, self.worker_a, **fields)


@pytest.fixture
def ground(station, neighbour_station):
    stand_ready()
    a, worker_a = make_colleague("甲社工", station)
    b, worker_b = make_colleague("乙社工", station)
    boss, worker_boss = make_colleague("本站长", station, "STATION_HEAD")
    near, worker_near = make_colleague("邻社工", neighbour_station)
    client = make_individual("王小明", station=station, tie="CLIENT")
    return Ground(station, a, worker_a, b, worker_b, boss, worker_boss, near, worker_near, client)


def intake(**fields: Any) -> IntakeFacts:
    given: dict[str, Any] = {"on": today(), "source": "SELF", "problem": "独居，子女在外地，近来不愿出门"}
    return IntakeFacts(**{**given, **fields})


def agreement(**fields: Any) -> AgreementFacts:
    given: dict[str, Any] = {"on": today(), "way": "THUMB", "limits_explained": True, "from_on": today()}
    return AgreementFacts(**{**given, "witness": "示例见证人", **fields})


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A local moment."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def contact(days_ago: int = 1, hour: int = 9, minutes: int = 40, **fields: Any) -> ContactFacts:
    """A home visit of some days ago."""
    start = at(today() - dt.timedelta(days=days_ago), hour)
    given: dict[str, Any] = {
        "starts_at": start,
        "ends_at": start + dt.timedelta(minutes=minutes),
        "mode": "HOME_VISIT",
        "service_kind": "S10",
        "purpose": "了解近况",
        "content": "在家中谈话，陪同整理药盒。",
    }
    return ContactFacts(**{**given, **fields})
