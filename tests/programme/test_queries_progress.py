"""Counting rule of domain.md 3.1 by area, urban and rural, with zones."""

import datetime as dt

import pytest

from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.divisions.services import set_zone
from liangzhan.programme.queries.dashboard import area_in_reach, map_rows, progress_of
from liangzhan.programme.queries.progress import counts_by_area, stations_in
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_plan, make_quota, make_slot
from tests.factories.stations import make_site, make_station

CUT = dt.date(2020, 10, 31)
ALL = SYSTEM.scope


@pytest.fixture
def here(db):
    return places.communities(places.COUNTY[:6])


@pytest.fixture
def build(plan):
    """build(community, kind, state, accepted_on, closed_on): a station that counts to the plan."""
    sites = {}

    def make(community, kind="SW", state="PLANNED", accepted=None, closed=None, **fields):
        site = sites.setdefault(community.pk, None) or make_site(community)
        sites[community.pk] = site
        station = make_station(site, kind, state=state, accepted_on=accepted, closed_on=closed, **fields)
        make_slot(plan, station)
        return station

    return make


def sw(plan, length=6, **options):
    return counts_by_area(plan, length, CUT, ALL, **options).get(places.COUNTY)


@pytest.mark.parametrize(
    ("state", "accepted", "closed", "field"),
    [
        ("ACCEPTED", CUT, None, "completed"),
        ("OPERATING", dt.date(2020, 1, 1), None, "completed"),
        ("SUSPENDED", CUT, None, "completed"),
        ("CLOSED", CUT, dt.date(2020, 11, 1), "completed"),
        ("OPERATING", dt.date(2020, 11, 1), None, "late"),
        ("ACCEPTANCE_PENDING", None, None, "pending"),
        ("RECTIFYING", None, None, "pending"),
        ("BUILDING", None, None, "building"),
        ("SITED", None, None, "chosen"),
        ("PLANNED", None, None, "chosen"),
        ("CLOSED", CUT, CUT, None),
        ("CLOSED", None, CUT, None),
    ],
)
def test_the_state_at_the_cut_off(plan, here, build, state, accepted, closed, field):
    build(here[0], "SW", state, accepted, closed)
    found = sw(plan).sw
    values = {name: getattr(found, name) for name in ("completed", "late", "pending", "building", "chosen")}
    assert {name for name, value in values.items() if value} == ({field} if field else set())


def test_other_plans_freed_places_and_tiers_do_not_count(plan, here, build):
    build(here[0], "SW", "ACCEPTED", CUT)
    gone = build(here[1], "SW", "ACCEPTED", CUT)
    gone.slots.update(freed_on=CUT)
    build(here[2], "SW", "ACCEPTED", CUT, tier="STREET")
    make_slot(make_plan(2021), make_station(make_site(here[3]), state="ACCEPTED", accepted_on=CUT))
    make_station(make_site(here[4]), state="ACCEPTED", accepted_on=CUT)
    assert sw(plan).sw.completed == 1


def test_both_kinds_in_one_community_count_once_more(plan, here, build):
    build(here[0], "SW", "ACCEPTED", CUT)
    build(here[0], "VS", "ACCEPTED", CUT)
    build(here[1], "VS", "ACCEPTED", CUT)
    build(here[2], "SW", "ACCEPTED", CUT)
    build(here[2], "VS", "BUILDING")
    found = sw(plan)
    assert (found.sw.completed, found.vs.completed, found.both) == (2, 2, 1)
    assert sw(plan, with_both=False).both == 0


@pytest.mark.parametrize(
    ("kind", "urban_rural", "urban"),
    [
        ("RESIDENTS", "", 1),
        ("LIKE_RESIDENTS", "", 1),
        ("VILLAGERS", "", 0),
        ("", "", 0),
        ("VILLAGERS", "112", 1),
        ("RESIDENTS", "220", 0),
    ],
)
def test_urban_and_rural_as_the_rule_of_divisions_says(plan, here, build, kind, urban_rural, urban):
    from liangzhan.divisions.rules import is_urban

    Division.objects.filter(pk=here[0].pk).update(community_type=kind, urban_rural=urban_rural)
    build(here[0], "SW", "ACCEPTED", CUT)
    found = sw(plan).sw
    assert (found.urban, found.rural) == (urban, 1 - urban)
    assert is_urban(kind, urban_rural) is bool(urban)


def test_every_level_and_the_scope(plan, here, build, county_officer, neighbour_county, station_head):
    build(here[1], "SW", "ACCEPTED", CUT)
    make_slot(plan, station_head.station)
    build(places.communities(places.NEIGHBOUR_COUNTY[:6])[0], "SW", "ACCEPTED", CUT)
    expected = {2: {places.PROVINCE: 2}, 4: {places.CITY: 2}, 6: {places.COUNTY: 1, places.NEIGHBOUR_COUNTY: 1}}
    for length, found in expected.items():
        assert {code: one.sw.completed for code, one in counts_by_area(plan, length, CUT, ALL).items()} == found
    assert set(counts_by_area(plan, 6, CUT, county_officer.actor.scope)) == {places.COUNTY}
    assert set(counts_by_area(plan, 6, CUT, neighbour_county.actor.scope)) == {places.NEIGHBOUR_COUNTY}
    assert set(counts_by_area(plan, 12, CUT, station_head.actor.scope)) == {station_head.station.division_code}
    assert counts_by_area(plan, 6, CUT, Scope.nothing()) == {}


def test_a_zone_stands_by_itself(plan, here, build, province_officer):
    build(here[0], "SW", "ACCEPTED", CUT)
    build(places.communities(places.NEIGHBOUR_COUNTY[:6])[0], "SW", "ACCEPTED", CUT)
    zone = set_zone(name="沈抚示范区", code="21Z000000001", members=[places.division(places.COUNTY)], by=SYSTEM)
    make_quota(plan, zone.code, 1, 1)
    assert {code: one.sw.completed for code, one in counts_by_area(plan, 4, CUT, ALL).items()} == {
        places.CITY: 1,
        zone.code: 1,
    }
    city = progress_of(plan, places.division(places.CITY), CUT, ALL)
    assert city.whole.counts.sw.completed == 1
    assert places.COUNTY not in [row.code for row in city.rows]
    inside = progress_of(plan, zone, CUT, ALL)
    assert [(row.code, row.counts.sw.completed) for row in inside.rows] == [(places.COUNTY, 1)]
    assert (inside.whole.task_sw, inside.whole.counts.sw.completed) == (1, 1)
    province = progress_of(plan, places.division(places.PROVINCE), CUT, ALL)
    assert {row.code: row.task_sw for row in province.rows if row.task_sw} == {zone.code: 1}
    assert province.whole.counts.sw.completed == 2


def test_province_city_county_street(plan, city_quota, county_quota, here, build):
    build(here[0], "SW", "ACCEPTED", CUT)
    build(here[0], "VS", "BUILDING")
    province = progress_of(plan, places.division(places.PROVINCE), CUT, ALL)
    assert (len(province.rows), province.whole.task_sw, province.whole.rate("SW")) == (14, 20, 5)
    row = next(one for one in province.rows if one.code == places.CITY)
    assert (row.task("SW"), row.task("VS"), row.rate("SW"), row.step("SW")) == (10, 20, 10, "low")
    county = progress_of(plan, places.division(places.COUNTY), CUT, ALL)
    assert (county.whole.task_sw, county.whole.counts.vs.building) == (5, 1)
    street = progress_of(plan, places.street_of(here[0]), CUT, ALL)
    assert (street.rows, street.whole.task_sw, street.whole.rate("SW")) == ([], 1, 100)
    single = [(one.station.kind, one.is_completed) for one in stations_in(plan, street_division(here[0]), CUT, ALL)]
    assert single == [("SW", 1), ("VS", 0)]


def street_division(community):
    return places.street_of(community)


def test_the_map_shows_counties_and_falls_back_on_the_city(plan, city_quota, neighbour_city_quota, county_quota):
    rows = {one.code: one.task_sw for one in map_rows(plan, places.division(places.PROVINCE), CUT, ALL)}
    assert rows[places.COUNTY] == 5
    assert rows[places.NEIGHBOUR_COUNTY] == 10  # 沈河区 has no task yet: 沈阳's
    assert [one.code for one in map_rows(plan, places.division(places.CITY), CUT, ALL)][:2] == [
        places.COUNTY,
        places.NEIGHBOUR_COUNTY,
    ]


def test_which_area_a_reader_may_open(plan, county_officer, station_head, province_officer):
    assert area_in_reach(county_officer.actor, "", plan).code == places.COUNTY
    assert area_in_reach(county_officer.actor, places.NEIGHBOUR_COUNTY, plan) is None
    assert area_in_reach(county_officer.actor, places.CITY, plan) is None
    assert area_in_reach(station_head.actor, "", plan).code == station_head.station.division_code
    assert area_in_reach(province_officer.actor, places.CITY, plan).code == places.CITY
    assert area_in_reach(SYSTEM, "219999999999", plan) is None


def test_few_queries_whatever_the_size(plan, here, build, django_assert_num_queries):
    build(here[0], "SW", "ACCEPTED", CUT)
    with django_assert_num_queries(6):
        progress_of(plan, places.division(places.PROVINCE), CUT, ALL)
    for one in here[1:6]:
        build(one, "SW", "ACCEPTED", CUT)
    province = places.division(places.PROVINCE)
    with django_assert_num_queries(5):
        progress_of(plan, province, CUT, ALL)
