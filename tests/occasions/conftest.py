"""An occasion of station A with one person on its roll who has an account, and his stay."""

import pytest

from liangzhan.access.roles import Role
from tests.factories.accounts import make_person
from tests.factories.occasions import make_occasion
from tests.factories.people import make_individual


@pytest.fixture
def person(station):
    """林某, tied to station A."""
    return make_individual("林某某", station=station)


@pytest.fixture
def member(station, person):
    """The account of 林某."""
    return make_person("林某某", Role.SOCIAL_WORKER, station=station, person_uuid=person.uuid)


@pytest.fixture
def occasion(station, person):
    """Began an hour ago, lasts three hours."""
    return make_occasion(station=station, expected=[person], place="一楼活动室")
