"""The board: outcomes above counts, another period beside them, twelve months, the areas below, who has been quiet."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.ledger.services.posting import post
from liangzhan.reporting.rules.board import MEASURES, change, measure_of, steps_of
from liangzhan.reporting.rules.periods import last_months, period_of, year_before
from tests.factories.divisions import COUNTY
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual


def address(name, **words):
    return reverse(f"reporting:{name}") + "?" + "&".join(f"{key}={value}" for key, value in words.items())


def visit(place, person, day):
    post(voucher=a_voucher(), version=1, station=place, lines=[a_line(person, served_on=day)], by=BY)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(5, 3, "+2"), (3, 5, "−2"), (4, 4, "持平"), (None, 4, ""), (4, None, ""), (Decimal("2.5"), Decimal(1), "+1.5")],
)
def test_how_a_number_moved(now, before, words):
    assert change(now, before, 1 if isinstance(now, Decimal) else 0) == words


def test_four_steps_need_three_limits():
    assert steps_of([1, 2, 3, 4, 5, 6, 7, 8]) == [3, 5, 7]
    assert steps_of([0, 0, 8]) == [2, 4, 6] and steps_of([17]) == [5, 9, 13]
    assert steps_of([]) == [1, 2, 3]


def test_periods_beside_each_other():
    assert [year_before(period_of(one)).code for one in ("2026-10", "2026-Q4", "2026-H1", "2026")] == [
        *("2025-10", "2025-Q4", "2025-H1", "2025")
    ]
    months = last_months(dt.date(2026, 2, 9), 3)
    assert months == [dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]


def test_an_unknown_measure_is_the_first():
    assert measure_of("I99") == MEASURES[0] and measure_of("I16").part.unit == "小时"


@pytest.fixture
def visited(station, neighbour_station):
    somebody = make_individual()
    for day in (dt.date(2026, 9, 3), dt.date(2026, 10, 3), dt.date(2026, 10, 4)):
        visit(station, somebody, day)
    rebuild_dirty()
    type(station).objects.update(opened_on=dt.date(2026, 1, 1))
    return station


@pytest.mark.time_machine(dt.datetime(2026, 11, 5, 2, tzinfo=dt.UTC))
def test_a_county_sees_numbers_beside_those_of_another_period(visited, neighbour_station, county_officer):
    page = county_officer.client.get(address("board", period="2026-10")).text
    assert "服务人次" in page and "上期 1，+1" in page
    assert page.index("成效") < page.index("工作量")
    assert "1</b> 个已开站的站点没有任何服务记录" in page and neighbour_station.name in page
    assert "上年同期 0，+2" in county_officer.client.get(address("board", period="2026-10", compare="year")).text


@pytest.mark.time_machine(dt.datetime(2026, 11, 5, 2, tzinfo=dt.UTC))
def test_line_and_map_say_what_the_tables_say(visited, county_officer, province_officer):
    line = county_officer.client.get(address("board-line", period="2026-10")).json()
    assert line["categories"][-2:] == ["2026-09", "2026-10"] and line["series"][0]["values"][-2:] == [1, 2]
    assert len(line["categories"]) == 12 and line["unit"] == "人次"
    city = f"{COUNTY[:4]}00000000"
    asked = {"area": "210000000000", "period": "2026-10"}
    told = province_officer.client.get(address("board-map", measure="I05", **asked)).json()
    found = {one["code"]: one["value"] for one in told["areas"]}
    assert (found[city], told["by"], len(told["steps"])) == (1, "city_code", 3)
    assert sum(found.values()) == 1
    page = province_officer.client.get(address("board", measure="I05", **asked)).text
    assert "data-plot-geo" in page and "同一人在几处" in page


@pytest.mark.time_machine(dt.datetime(2026, 11, 5, 2, tzinfo=dt.UTC))
def test_a_station_reads_its_own_and_no_neighbour(visited, neighbour_station, station_head, neighbour_head):
    own = address("board", area=visited.division_code, station=visited.pk, period="2026-10")
    assert "上期 1，+1" in station_head.client.get(own).text
    assert neighbour_head.client.get(own).status_code == 404
    for name in ("board-line", "board-map"):
        place = address(name, area=visited.division_code, station=visited.pk, period="2026-10")
        assert neighbour_head.client.get(place).status_code == 404


def test_a_period_to_come_has_no_numbers(county_officer):
    page = county_officer.client.get(address("board", period="2090-01")).text
    assert "还没有开始" in page and "工作量" not in page
    assert county_officer.client.get(address("board-line", period="2090-01")).json()["categories"] == []
    assert county_officer.client.get(address("board-map", period="2090-01")).json()["areas"] == []


@pytest.mark.time_machine(dt.datetime(2026, 11, 5, 2, tzinfo=dt.UTC))
def test_queries_do_not_grow_with_the_stations(station, neighbour_station, county_officer):
    counts, asked = [], address("board", period="2026-10")
    county_officer.client.get(asked)
    for place in (station, neighbour_station, neighbour_station):
        visit(place, make_individual(), dt.date(2026, 10, 3))
        rebuild_dirty()
        county_officer.client.get(asked)
        counts.append(county_officer.client.queries)
    assert len(set(counts)) == 1
