"""Who is on the list of the October report, and which figures follow."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.divisions.models import Division
from liangzhan.programme.models import Slot
from liangzhan.programme.queries.october import compute, reporting_areas, stations_counted, task_of
from liangzhan.stations.models import AdoptedSystem, Room, RosterFact, Station
from tests.factories import divisions as places
from tests.factories.acceptance import completed
from tests.factories.programme import SYSTEM, make_plan, make_quota
from tests.factories.stations import make_sign, make_standing
from tests.programme.october_data import CUTOFF, DUE, ZONE, province


def area(code):
    return Division.objects.get(code=code)


@pytest.fixture
def whole(db):
    return province()


def test_figures_of_a_city(whole):
    figures = compute(whole, area(places.CITY), cutoff=CUTOFF).figures
    counted = {name: value for name, value in figures.as_dict().items() if name not in ("urban", "rural")}
    assert counted == {
        "sw": 2,
        "vs": 2,
        "both": 1,
        "communities": 3,
        "quota_sw": 10,
        "quota_vs": 4,
        "registered": 1,
        "filed": 2,
        "full_time": 1,
        "part_time": 2,
        "certified": 2,
        "keepers": 2,
        "supplement_sw": 1,
        "supplement_vs": 1,
        "definition": 1,
    }
    assert figures.urban + figures.rural == 3
    assert (figures.gap_sw, figures.gap_vs) == (8, 2)


def test_zone_and_neighbour(whole):
    zone, neighbour = (compute(whole, area(code), cutoff=CUTOFF).figures for code in (ZONE, places.NEIGHBOUR_CITY))
    assert (zone.sw, zone.vs, zone.quota_sw) == (1, 0, 2)
    assert (neighbour.sw, neighbour.vs, neighbour.quota_vs) == (0, 1, 6)


def test_the_province_is_the_sum_of_its_areas(whole):
    sums = {}
    for one in reporting_areas(whole):
        for name, value in compute(whole, one, cutoff=CUTOFF).figures.as_dict().items():
            sums[name] = sums.get(name, 0) + value
    province_figures = compute(whole, area(places.PROVINCE), cutoff=CUTOFF).figures.as_dict()
    sums["definition"] = 1
    assert province_figures == sums


@pytest.mark.parametrize(
    ("accepted", "cutoff", "counted"),
    [
        (CUTOFF, CUTOFF, 1),
        (CUTOFF + dt.timedelta(1), CUTOFF, 0),
        (CUTOFF + dt.timedelta(1), CUTOFF + dt.timedelta(1), 1),
        (CUTOFF, CUTOFF - dt.timedelta(1), 0),
    ],
)
def test_the_day_of_the_cutoff(plan, city_quota, community, accepted, cutoff, counted):
    completed(plan, community, on=accepted)
    assert stations_counted(plan, area(places.CITY), cutoff=cutoff).count() == counted


@pytest.mark.parametrize(("closed", "counted"), [(CUTOFF, 0), (CUTOFF + dt.timedelta(1), 1)])
def test_the_day_of_closing(plan, city_quota, community, closed, counted):
    held = completed(plan, community)
    Station.objects.filter(pk=held.pk).update(state="CLOSED", closed_on=closed)
    assert stations_counted(plan, area(places.CITY), cutoff=CUTOFF).count() == counted


@pytest.mark.parametrize(("freed", "counted"), [(CUTOFF, 0), (CUTOFF + dt.timedelta(1), 1), (None, 1)])
def test_the_day_a_place_was_given_back(plan, city_quota, community, freed, counted):
    completed(plan, community)
    Slot.objects.update(freed_on=freed)
    assert stations_counted(plan, area(places.CITY), cutoff=CUTOFF).count() == counted


def test_the_plan_of_another_year_does_not_count(plan, city_quota, community):
    completed(make_plan(2019), community)
    assert not stations_counted(plan, area(places.CITY), cutoff=CUTOFF).exists()


def test_rows(whole):
    computed = compute(whole, area(places.CITY), cutoff=CUTOFF)
    first = computed.rows[0]
    community = places.communities(places.COUNTY[:6])[0]
    assert [row.code for row in computed.rows] == sorted(row.code for row in computed.rows)
    assert (first.city, first.county, first.community) == ("沈阳市", "和平区", community.name)
    assert (first.sw, first.vs, first.standing, first.accepted_on) == (
        True,
        True,
        "登记；备案",
        "2020-09-01；2020-10-20",
    )
    assert (first.full_time, first.part_time, first.certified, first.keepers) == (1, 2, 2, 2)
    assert (first.sign, first.systems, first.equipment) == ("0/2", 0, "桌0 椅0 电话0")
    assert [row.accepted_on for row in computed.supplement] == [
        (CUTOFF + dt.timedelta(1)).isoformat(),
        DUE.isoformat(),
    ]


def test_a_roster_speaks_until_there_is_evidence(plan, city_quota, community):
    held = completed(plan, community)
    RosterFact.objects.create(station=held, systems_count=4, sign_hung=True, imported_by=SYSTEM)
    row = compute(plan, area(places.CITY), cutoff=CUTOFF).rows[0]
    assert (row.sign, row.systems) == ("已悬挂", 4)
    RosterFact.objects.all().delete()
    make_sign(held)
    assert compute(plan, area(places.CITY), cutoff=CUTOFF).rows[0].sign == "已悬挂"


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(plan, city_quota, django_assert_num_queries, count):
    for community in places.communities(places.COUNTY[:6])[:count]:
        completed(plan, community)
    city = area(places.CITY)
    with django_assert_num_queries(10):
        compute(plan, city, cutoff=CUTOFF)


def test_tasks(plan, county_quota):
    make_quota(plan, places.NEIGHBOUR_CITY, 7, 8)
    assert task_of(plan, area(places.CITY)) == (10, 20)
    assert task_of(plan, area(places.PROVINCE)) == (17, 28)
    assert task_of(plan, area("210300000000")) == (0, 0)


def test_only_what_is_in_force_is_described(plan, city_quota, community):
    """An application under way, a superseded filing and a plaque taken down stand beside: none of them is shown."""
    held = completed(plan, community, "SW")
    make_standing(held, "SUPERSEDED", number="示例旧号", effective_on=dt.date(2019, 1, 1))
    make_standing(held, form="SOCIAL_GROUP", number="示例新号", effective_on=dt.date(2020, 2, 1))
    make_standing(held, "DRAFT", number="示例草稿")
    make_sign(held, removed_on=dt.date(2020, 9, 1))
    for name, size in (("活动室", "20.5"), ("办公室", "10.0")):
        Room.objects.create(site=held.site, name=name, area=Decimal(size))
    for kind, version in (("ETHICS", 1), ("ETHICS", 2), ("ARCHIVES", 1)):
        AdoptedSystem.objects.create(
            station=held, kind=kind, version=version, text="正文", adopted_on=dt.date(2020, 3, 1), adopted_by=SYSTEM
        )
    found = compute(plan, area(places.CITY), cutoff=CUTOFF)
    (row,) = found.rows
    assert (row.standing, row.number, row.standing_on) == ("登记", "示例新号", "2020-02-01")
    assert (row.sign, row.area, row.systems) == ("0/1", 30.5, 2)
    assert (found.figures.registered, found.figures.filed) == (1, 0)
