"""Places in a plan for stations that exist already, and the beginning of construction."""

import datetime as dt

import pytest

from liangzhan.programme.models import Slot
from liangzhan.programme.services.building import count_in_plan, start_building
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_plan, make_slot
from tests.factories.stations import make_site, make_station


class TestCountInPlan:
    def test_takes_a_place(self, plan, county_quota, station, county_officer):
        slot = count_in_plan(station=station, plan=plan, by=county_officer.actor)
        assert (slot.plan, slot.station, slot.nomination) == (plan, station, None)

    def test_counts_once(self, plan, county_quota, station, county_officer):
        make_slot(plan, station)
        with pytest.raises(RuleBroken, match="已经计入一个计划"):
            count_in_plan(station=station, plan=plan, by=county_officer.actor)

    def test_refuses(self, plan, county_quota, station, county_officer, neighbour_county, street_officer):
        for person in (neighbour_county, street_officer):
            with pytest.raises(RuleBroken, match="由县（市、区）决定"):
                count_in_plan(station=station, plan=plan, by=person.actor)
        with pytest.raises(RuleBroken, match="不能再计入"):
            count_in_plan(station=station, plan=make_plan(2021, state="CLOSED"), by=county_officer.actor)
        Station.objects.update(state="CLOSED", closed_on=dt.date(2020, 8, 1))
        with pytest.raises(RuleBroken, match="已经关闭"):
            count_in_plan(station=station, plan=plan, by=county_officer.actor)
        assert not Slot.objects.exists()

    def test_only_the_community_tier(self, plan, county_quota, community, county_officer):
        street = make_station(make_site(places.street_of(community)), tier="STREET")
        with pytest.raises(RuleBroken, match="只有社区层级"):
            count_in_plan(station=street, plan=plan, by=county_officer.actor)

    def test_not_beyond_the_task(self, plan, county_quota, station, county_officer):
        type(county_quota).objects.filter(pk=county_quota.pk).update(sw=0)
        with pytest.raises(RuleBroken, match="没有余额"):
            count_in_plan(station=station, plan=plan, by=county_officer.actor)


class TestStartBuilding:
    @pytest.mark.parametrize("who", ["station_head", "street_officer", "county_officer"])
    def test_by_station_street_or_county(self, request, station, who):
        Station.objects.update(state="SITED")
        station.refresh_from_db()
        assert start_building(station=station, by=request.getfixturevalue(who).actor).state == "BUILDING"

    @pytest.mark.parametrize("who", ["neighbour_head", "neighbour_county", "city_officer"])
    def test_by_nobody_else(self, request, station, who):
        Station.objects.update(state="SITED")
        with pytest.raises(RuleBroken, match="由站点、乡镇（街道）或县"):
            start_building(station=station, by=request.getfixturevalue(who).actor)

    def test_only_after_the_site_is_confirmed(self, station):
        with pytest.raises(RuleBroken):
            start_building(station=station, by=SYSTEM)
