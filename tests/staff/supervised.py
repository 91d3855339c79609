"""A small world for supervision: one area supervisor, two workers of station A with accounts, one next door."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from liangzhan.staff.models import SupervisionSession, Worker
from liangzhan.staff.services import supervision
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import Person
from tests.factories.staff import make_colleague
from tests.factories.supervision import make_supervisor


@dataclass
class Ground:
    """People by role: `a` and `b` of the station, `near` of the station next door, `boss` heads the station."""

    supervisor: Person
    a: Person
    worker_a: Worker
    b: Person
    worker_b: Worker
    near: Person
    worker_near: Worker
    boss: Person
    worker_boss: Worker


@pytest.fixture
def ground(station, neighbour_station, community):
    supervisor = make_supervisor(places.division(places.COUNTY))
    a, worker_a = make_colleague("甲社工", station)
    b, worker_b = make_colleague("乙社工", station)
    near, worker_near = make_colleague("邻社工", neighbour_station)
    boss, worker_boss = make_colleague("本站长", station, "STATION_HEAD")
    return Ground(supervisor, a, worker_a, b, worker_b, near, worker_near, boss, worker_boss)


def plan(by: Person, workers: list[Worker], **fields: Any) -> SupervisionSession:
    """An individual session of today, unless told."""
    given: dict[str, Any] = {
        "form": "INDIVIDUAL",
        "held_on": today(),
        "starts": dt.time(9),
        "minutes": 60,
        **fields,
    }
    return supervision.plan_session(workers=workers, by=by.actor, **given)


def record(session: SupervisionSession, by: Person, **fields: Any) -> SupervisionSession:
    """Everybody came and something was said."""
    came = list(session.parts.order_by("id").values_list("worker_id", flat=True))
    given: dict[str, Any] = {"attended": came, "topics": ["CASE"], "issues": "讨论了接案", **fields}
    return supervision.record_session(session=session, by=by.actor, **given)


def refused(service: Any, **given: Any) -> tuple[str, str]:
    """(sentences, field) of a refusal."""
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return " ".join(caught.value.reasons), caught.value.field
