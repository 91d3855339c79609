"""Sums of areas equal those of their stations, at every step of the way; what differs is found."""

import datetime as dt

import pytest

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.cli import ledger as command
from liangzhan.ledger.models import AreaCell, AreaMark, Cell
from liangzhan.ledger.queries.figures import Asked, by_month, by_place
from liangzhan.ledger.queries.verifying import area_differences
from liangzhan.ledger.services.area_cells import rebuild_areas
from liangzhan.ledger.services.cells import rebuild_dirty, write_cells
from liangzhan.ledger.services.posting import post
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import make_individual

VIEW, JUNE, JULY = Action.STATION_VIEW, dt.date(2020, 6, 1), dt.date(2020, 7, 1)
WHOLE = Scope(unlimited=True)


@pytest.fixture
def two_stations(station, neighbour_station, station_head):
    somebody = make_individual()
    for place, day in ((station, dt.date(2020, 6, 3)), (neighbour_station, dt.date(2020, 7, 4))):
        lines = [a_line(somebody, served_on=day), a_line(heads=4, served_on=day)]
        post(voucher=a_voucher(), version=1, station=place, lines=lines, by=station_head.actor)
    return station, neighbour_station


def year(prefix="21", **more):
    return Asked((prefix,), dt.date(2020, 1, 1), dt.date(2020, 12, 31), ("VISIT",), **more)


def numbers(sums):
    return {key: (one.times, one.person_count, one.minutes) for key, one in sums.items()}


def by_stations(asked):
    found = by_place(asked, lambda station, code: "", scope=WHOLE, action=VIEW)
    return numbers(found.get("", {}))


def by_areas(asked):
    found = by_place(asked, lambda station, code: "", scope=WHOLE, action=VIEW, parts=[(asked.prefixes, asked.without)])
    return numbers(found.get("", {}))


def test_areas_say_what_stations_say_at_every_step(two_stations, monkeypatch):
    asked = year()
    at_first = by_stations(asked)
    assert at_first == by_areas(asked) and at_first["VISIT", ""][:2] == (10, 1)
    for place in two_stations:  # the stations are in step, the areas are not yet
        write_cells(place, JUNE)
        write_cells(place, JULY)
    assert AreaMark.objects.exists() and not AreaCell.objects.exists()
    assert by_areas(asked) == at_first
    while rebuild_dirty():
        assert by_areas(asked) == at_first
    assert not AreaMark.objects.exists() and rebuild_areas() == 0
    assert {one.length for one in AreaCell.objects.all()} == {2, 4, 6}
    assert by_areas(asked) == by_stations(asked) == at_first


def test_in_step_no_station_is_read(two_stations):
    rebuild_dirty()
    Cell.objects.all().delete()
    assert by_areas(year())["VISIT", ""][0] == 10
    assert by_stations(year()) == {}


def test_what_is_left_out_is_left_out(two_stations):
    rebuild_dirty()
    station, neighbour = two_stations
    asked = year("2101", without=(neighbour.division_code[:9],))
    assert by_areas(asked) == by_stations(asked)


def test_by_month(two_stations):
    rebuild_dirty()
    found = by_month(year(), scope=WHOLE, action=VIEW)
    assert {month: sums["VISIT", ""].times for month, sums in found.items()} == {JUNE: 5, JULY: 5}


def test_a_reach_within_an_area_reads_its_own_stations(two_stations, station_head, county_officer):
    rebuild_dirty()
    found = [by_month(year(), scope=one.actor.scope, action=VIEW) for one in (station_head, county_officer)]
    assert [len(one) for one in found] == [1, 2]


@pytest.mark.parametrize("length", [2, 4, 6])
def test_a_changed_sum_of_an_area_is_found_and_mended(two_stations, length, capsys):
    rebuild_dirty()
    assert area_differences() == []
    AreaCell.objects.filter(length=length, month=JUNE).update(times=99)
    assert [one.place[-7:] for one in area_differences()] == ["2020-06"]
    assert command.verify() == 1
    command.rebuild()
    assert (area_differences(), command.verify()) == ([], 0)


def test_what_waits_is_no_difference(two_stations):
    write_cells(two_stations[0], JUNE)
    assert area_differences() == []
