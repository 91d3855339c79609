"""Plans and tasks of the small register: 沈阳 with 和平区 and 沈河区, 大连 as the neighbour."""

import pytest

from tests.factories import divisions as places
from tests.factories.programme import make_plan, make_quota


@pytest.fixture
def plan(db):
    """The plan of 2020, handed down: 20 + 30."""
    return make_plan()


@pytest.fixture
def city_quota(plan):
    """沈阳: 10 + 20, divided."""
    return make_quota(plan, places.CITY, 10, 20)


@pytest.fixture
def neighbour_city_quota(plan):
    """大连: 10 + 10."""
    return make_quota(plan, places.NEIGHBOUR_CITY, 10, 10)


@pytest.fixture
def county_quota(plan, city_quota):
    """和平区: 5 + 5."""
    return make_quota(plan, places.COUNTY, 5, 5, parent=city_quota)


@pytest.fixture
def neighbour_county_quota(plan, city_quota):
    """沈河区: 5 + 15."""
    return make_quota(plan, places.NEIGHBOUR_COUNTY, 5, 15, parent=city_quota)
