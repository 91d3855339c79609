"""The people of the books: two of the committee and street besides the station's own; temporary addresses are enough."""

import pytest

from liangzhan.access.roles import Role
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.factories.funds import make_book, make_budget, make_income


@pytest.fixture
def keeper(station):
    """孙工作人员, keeper of the station."""
    return make_person("孙工作人员", Role.VS_KEEPER, station=station)


@pytest.fixture
def cashier(community):
    """A second officer of the street: approver and cashier may both sit there."""
    return make_person("钱出纳", Role.STREET, division=places.street_of(community))


@pytest.fixture
def supervisor(community):
    """吴督导, of the county."""
    return make_person("吴督导", Role.SUPERVISOR, division=places.division(places.COUNTY))


@pytest.fixture
def ready(station):
    """Books with money and a budget."""
    make_book(station)
    make_income(station)
    make_budget(station)
    return station
