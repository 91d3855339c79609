"""A station with a worker who leads a formal case, a head, a supervisor of the county, and a station next door."""

from dataclasses import dataclass
from typing import Any

import pytest

from liangzhan.casework.models import Case
from liangzhan.staff.models import Worker
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.accounts import Person
from tests.factories.casework_later import make_formal
from tests.factories.staff import make_colleague
from tests.factories.supervision import make_supervisor


@dataclass
class Land:
    """People by role, and the case that 甲社工 leads."""

    worker: Person
    lead: Worker
    head: Person
    other: Person
    other_worker: Worker
    supervisor: Person
    near: Person
    near_worker: Worker
    case: Case


@pytest.fixture
def land(station, neighbour_station):
    worker, lead = make_colleague("甲社工", station)
    head, _ = make_colleague("本站长", station, "STATION_HEAD")
    other, other_worker = make_colleague("乙社工", station)
    near, near_worker = make_colleague("邻社工", neighbour_station)
    supervisor = make_supervisor(places.division(places.COUNTY))
    return Land(worker, lead, head, other, other_worker, supervisor, near, near_worker, make_formal(station, lead))


def refused(service: Any, **given: Any) -> tuple[str, str]:
    """(sentences, field) of a refusal."""
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return " ".join(caught.value.reasons), caught.value.field


def send(client: Any, address: str, given: dict[str, Any] | None = None) -> Any:
    """A form or a button: a deed may ask more than a page (savepoints, record, ledger)."""
    with client.allow(80):
        return client.post(address, given or {})
