"""What the register puts on the desk, for whom, and not for the neighbour."""

import datetime as dt

import pytest

from liangzhan.stations.models import StaffDeclaration, YearlyPaper
from liangzhan.stations.panels import (
    filings_to_confirm,
    papers_that_came_back,
    stations_without_staff,
    yearly_papers_to_confirm,
)
from tests.factories.stations import BY, make_standing

DAY = dt.date(2020, 6, 5)


def lines(panel, person):
    return [(todo.verb, todo.object) for todo in panel(person.actor, DAY)]


@pytest.fixture
def yearly(station):
    return YearlyPaper.objects.create(
        site=station.site, year=2021, kind="PLAN", text="计划", state="SUBMITTED", state_since=DAY
    )


def test_a_filing_waits_for_the_committee_and_then_for_the_street(
    station, committee_member, neighbour_committee, street_officer
):
    standing = make_standing(station, "APPLIED", state_since=DAY)
    assert lines(filings_to_confirm, committee_member) == [("确认备案", station.name)]
    assert lines(filings_to_confirm, neighbour_committee) == []
    assert lines(filings_to_confirm, street_officer) == []
    type(standing).objects.filter(pk=standing.pk).update(state="COMMITTEE_CONFIRMED")
    assert lines(filings_to_confirm, committee_member) == []
    assert lines(filings_to_confirm, street_officer) == [("确认备案", station.name)]


def test_the_day_to_answer_is_five_workdays_on(station, committee_member):
    make_standing(station, "APPLIED", state_since=DAY)
    assert [todo.due_on for todo in filings_to_confirm(committee_member.actor, DAY)] == [dt.date(2020, 6, 12)]


def test_a_yearly_paper_waits_for_the_committee(yearly, committee_member, neighbour_committee, station_head):
    assert lines(yearly_papers_to_confirm, committee_member) == [("确认", "2021 年年度计划")]
    assert lines(yearly_papers_to_confirm, neighbour_committee) == []
    assert lines(yearly_papers_to_confirm, station_head) == []


def test_what_came_back_stands_on_the_heads_desk(station, yearly, station_head, neighbour_head, committee_member):
    make_standing(station, "RETURNED", state_since=DAY)
    YearlyPaper.objects.filter(pk=yearly.pk).update(state="RETURNED")
    assert lines(papers_that_came_back, station_head) == [("修改备案", station.name), ("修改", "2021 年年度计划")]
    assert lines(papers_that_came_back, neighbour_head) == []
    assert lines(papers_that_came_back, committee_member) == []


def test_operating_stations_without_staff_are_one_warning(
    station, neighbour_station, county_officer, neighbour_county, system_admin
):
    for one in (station, neighbour_station):
        type(one).objects.filter(pk=one.pk).update(state="OPERATING", accepted_on=DAY)
    assert lines(stations_without_staff, county_officer) == [("查看", "2 个运行站点没有在岗人员")]
    StaffDeclaration.objects.create(station=station, part_time=1, declared_by=BY)
    StaffDeclaration.objects.create(station=neighbour_station, declared_by=BY)
    assert lines(stations_without_staff, county_officer) == [("查看", "1 个运行站点没有在岗人员")]
    assert lines(stations_without_staff, neighbour_county) == []
    assert lines(stations_without_staff, system_admin) == []
