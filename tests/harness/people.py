"""The named people as fixtures. Each is a Person with `.user`, `.actor`, `.client` and the place of the post."""

import pytest

from liangzhan.access.roles import Role
from tests.factories import divisions as places
from tests.factories.accounts import Person, make_person
from tests.factories.stations import make_site, make_station
from tests.harness.client import StrictClient


@pytest.fixture
def community(db):
    """The community of 张站长's station, in 和平区."""
    return places.communities(places.COUNTY[:6])[0]


@pytest.fixture
def neighbour_community(db, community):
    """The community next door, under the same street."""
    return places.communities(community.code[:9])[1]


@pytest.fixture
def station(community):
    """Station A, a social work station."""
    return make_station(make_site(community))


@pytest.fixture
def neighbour_station(neighbour_community):
    """Station B, the near miss."""
    return make_station(make_site(neighbour_community))


@pytest.fixture
def station_head(station) -> Person:
    """张站长, head of station A."""
    return make_person("张站长", Role.STATION_HEAD, station=station)


@pytest.fixture
def neighbour_head(neighbour_station) -> Person:
    """李站长, head of station B: same role, same street, other station."""
    return make_person("李站长", Role.STATION_HEAD, station=neighbour_station)


@pytest.fixture
def social_worker(station) -> Person:
    """陈社工 of station A."""
    return make_person("陈社工", Role.SOCIAL_WORKER, station=station)


@pytest.fixture
def committee_member(community) -> Person:
    """两委 of the community of station A."""
    return make_person("两委", Role.COMMITTEE, division=community)


@pytest.fixture
def neighbour_committee(neighbour_community) -> Person:
    """两委 of the community next door."""
    return make_person("邻村两委", Role.COMMITTEE, division=neighbour_community)


@pytest.fixture
def street_officer(community) -> Person:
    """赵街道, of the street above both stations."""
    return make_person("赵街道", Role.STREET, division=places.street_of(community))


@pytest.fixture
def county_officer(db) -> Person:
    """王县, of 和平区."""
    return make_person("王县", Role.COUNTY, division=places.division(places.COUNTY))


@pytest.fixture
def neighbour_county(db) -> Person:
    """孙县, of 沈河区."""
    return make_person("孙县", Role.COUNTY, division=places.division(places.NEIGHBOUR_COUNTY))


@pytest.fixture
def city_officer(db) -> Person:
    """刘市, of 沈阳市."""
    return make_person("刘市", Role.CITY, division=places.division(places.CITY))


@pytest.fixture
def neighbour_city(db) -> Person:
    """周市, of 大连市."""
    return make_person("周市", Role.CITY, division=places.division(places.NEIGHBOUR_CITY))


@pytest.fixture
def province_officer(db) -> Person:
    """李处长, of the province."""
    return make_person("李处长", Role.PROVINCE, division=places.division(places.PROVINCE))


@pytest.fixture
def system_admin(db) -> Person:
    """系统管理员: accounts and jobs, no content."""
    return make_person("系统管理员", Role.SYSTEM_ADMIN)


@pytest.fixture
def security_admin(db) -> Person:
    """安全管理员: grants and policies, no content."""
    return make_person("安全管理员", Role.SECURITY_ADMIN)


@pytest.fixture
def audit_admin(db) -> Person:
    """审计管理员: the record of deeds, no content."""
    return make_person("审计管理员", Role.AUDIT_ADMIN)


@pytest.fixture
def visitor(db) -> StrictClient:
    """访客: nobody signed in."""
    return StrictClient()
