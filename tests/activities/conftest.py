"""陈社工 with a post and an account, and three clients of the station."""

import datetime as dt
from dataclasses import dataclass

import pytest

from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from tests.factories.accounts import Person as SignedInPerson
from tests.factories.staff import make_colleague
from tests.factories.visits import make_client, make_visit


@dataclass
class Team:
    """A worker who visits, and whom."""

    station: Station
    chen: SignedInPerson
    worker: Worker
    sun: Person
    li: Person

    def visit(self, person: Person | None = None, **changes):
        return make_visit(person or self.sun, self.worker, self.chen, self.station, **changes)


@pytest.fixture
def team(station) -> Team:
    chen, worker = make_colleague("陈社工", station)
    return Team(
        station,
        chen,
        worker,
        make_client("孙桂兰", station, born_on=dt.date(1944, 5, 6)),
        make_client("李国强", station),
    )
