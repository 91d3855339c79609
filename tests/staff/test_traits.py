"""Who comes first in trainings (4.2.1): the four words of domain.md 4.1 are not mixed."""

import pytest

from liangzhan.access.actions import Action
from liangzhan.credentials.queries.people import Trait, holders
from liangzhan.staff.queries.traits import worker_traits
from liangzhan.toolkit.periods import today
from tests.factories.people import make_individual
from tests.factories.staff import make_certificate, make_worker


@pytest.mark.parametrize(
    ("identity", "first"),
    [
        ("COMMITTEE_MEMBER", True),
        ("COMMUNITY_WORKER", True),
        ("AGENCY", False),
        ("PUBLIC_WELFARE", False),
        ("REHIRED", False),
        ("OTHER", False),
    ],
)
def test_who_is_a_community_worker(station, identity, first):
    worker = make_worker("王社工", station=station, identity=identity)
    make_certificate(worker)
    stranger = make_individual(station=station)
    assert worker_traits([worker.person_id, stranger.pk], today()) == {worker.person_id: Trait("王社工", first)}


def test_the_people_to_choose_from_bear_it(station, station_head):
    make_worker("王社工", station=station)
    found = holders(station_head.actor, Action.STAFF_MANAGE, on=today())
    assert [(one.label, one.community_worker) for one in found] == [("王社工", True)]
