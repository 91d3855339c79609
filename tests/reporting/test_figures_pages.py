"""Figures of an area: shown, opened, exported; a neighbour's area is not there; a wrong period is told in words."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.ledger.services.posting import post
from liangzhan.reporting.queries.asked import question
from liangzhan.reporting.queries.indicators import compute, parts_of
from liangzhan.reporting.queries.places import area_of
from liangzhan.reporting.rules.periods import period_of
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 14)
CITY, COUNTY = "210100000000", "210102000000"


def visit(station, person, day=DAY, **fields):
    post(voucher=a_voucher(), version=1, station=station, lines=[a_line(person, served_on=day, **fields)], by=BY)


@pytest.fixture
def visited(station, neighbour_station):
    """One person at both stations, another only next door, and five without a name at ours."""
    one, other = make_individual(), make_individual()
    visit(station, one)
    visit(station, one, dt.date(2026, 10, 15))
    visit(neighbour_station, one)
    visit(neighbour_station, other)
    visit(station, None, kind=EntryKind.ACTIVITY_ATTENDANCE, heads=5)
    visit(station, None, kind=EntryKind.ACTIVITY_HELD)
    return one


def address(name, **query):
    kwargs = {"code": query.pop("code")} if "code" in query else {}
    return (
        reverse(f"reporting:{name}", kwargs=kwargs) + "?" + "&".join(f"{key}={value}" for key, value in query.items())
    )


def numbers(area, period="2026-10"):
    actor = Actor.system("测试")
    asked = question(actor, area_of(actor, area), period_of(period), today=dt.date(2026, 11, 28))
    return {one.indicator.code: one.values for one in compute(asked, ["I05", "I06", "I11", "I12"])}


@pytest.mark.parametrize("behind", [True, False], ids=["from the entries", "from the cells"])
def test_persons_are_counted_once_and_times_added(visited, station, neighbour_station, behind):
    if not behind:
        rebuild_dirty()
    whole = numbers("210000000000")
    assert whole["I05"] == {"persons": 2} and whole["I06"] == {"times": 9}
    assert whole["I11"] == {"held": 1, "times": 5} and whole["I12"] == {"times": 4, "households": 0}
    ours = numbers(station.division_code)
    assert ours["I05"] == {"persons": 1} and ours["I06"] == {"times": 7}
    assert numbers("210000000000", "2026-09")["I06"] == {"times": 0}
    assert numbers("210000000000", "2026")["I05"] == {"persons": 2}


@pytest.mark.parametrize("behind", [True, False], ids=["from the entries", "from the cells"])
def test_parts_add_up_in_times_and_not_in_persons(visited, station, neighbour_station, behind):
    if not behind:
        rebuild_dirty()
    actor = Actor.system("测试")
    asked = question(actor, area_of(actor, "210000000000"), period_of("2026-10"), today=dt.date(2026, 11, 28))
    times = {row.name: row.answer.values["times"] for row in parts_of(asked, "I06")}
    persons = {row.name: row.answer.values["persons"] for row in parts_of(asked, "I05")}
    assert sum(times.values()) == 9
    assert sum(persons.values()) >= 2 and max(persons.values()) <= 2


def test_the_county_reads_its_own_figures_and_opens_one(visited, station, county_officer):
    rebuild_dirty()
    page = county_officer.client.get(address("figures", period="2026-10"))
    assert page.status_code == 200 and "服务人次" in page.text and "7" in page.text
    opened = county_officer.client.get(address("figure", code="I06", period="2026-10"))
    assert opened.status_code == 200 and "2026 年 9 月" in opened.text and "组成这一数字的凭证" in opened.text
    at = county_officer.client.get(address("figure", code="I06", area=station.division_code, period="2026-10"))
    assert station.name in at.text
    one = address("figure", code="I06", area=station.division_code, period="2026-10", station=station.pk)
    assert county_officer.client.get(one).status_code == 200


def test_a_neighbours_area_is_not_there(visited, station, neighbour_county, neighbour_head, county_officer):
    for reader in (neighbour_county, neighbour_head):
        for name, more in (("figures", {}), ("figure", {"code": "I06"}), ("figures-file", {"format": "json"})):
            found = reader.client.get(address(name, area=station.division_code, period="2026-10", **more))
            assert found.status_code == 404, (reader, name)
    wide = county_officer.client.get(address("figures", area="210000000000", period="2026-10"))
    assert wide.status_code == 404


def test_a_head_reads_the_own_station_alone(visited, station, neighbour_station, station_head):
    page = station_head.client.get(address("figure", code="I05", period="2026-10"))
    assert page.status_code == 200 and station.name in page.text
    other = address("figure", code="I05", period="2026-10", station=neighbour_station.pk)
    assert station_head.client.get(other).status_code == 404


def test_queries_do_not_grow_with_the_parts(station, neighbour_station, province_officer):
    counts, asked = [], address("figure", code="I06", area="210000000000", period="2026-10")
    province_officer.client.get(asked)  # the first page of a session writes the session
    for places in ((station,), (station, neighbour_station)):
        for place in places:
            visit(place, make_individual())
        rebuild_dirty()
        province_officer.client.get(asked)
        counts.append(province_officer.client.queries)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("period", "sentence"),
    [("2030-01", "2030 年 1 月还没有开始，没有数据。"), ("十月", "填写统计期"), ("2019", "统计从 2020 年开始。")],
)
def test_a_wrong_period_is_told_in_words(county_officer, period, sentence):
    for name, more in (("figures", {}), ("figure", {"code": "I06"})):
        page = county_officer.client.get(address(name, period=period, **more))
        assert page.status_code == 200 and sentence in page.text
    assert county_officer.client.get(address("figures-file", period=period)).status_code == 404


def test_files_hold_the_same_numbers(visited, county_officer):
    rebuild_dirty()
    told = json.loads(county_officer.client.get(address("figures-file", period="2026-10", format="json")).content)
    row = next(one for one in told["figures"] if one["code"] == "I06")
    assert (told["division"], told["period"], row["value"], row["unit"]) == (COUNTY, "2026-10", row["value"], "人次")
    text = county_officer.client.get(address("figures-file", period="2026-10", format="csv")).content.decode(
        "utf-8-sig"
    )
    assert f"I06,服务人次,服务人次,{row['value']},人次" in text
    book = county_officer.client.get(address("figures-file", period="2026-10", format="xlsx"))
    assert book.content[:2] == b"PK" and "indicators-210102000000-2026-10.xlsx" in book["Content-Disposition"]
    assert county_officer.client.get(address("figures-file", period="2026-10", format="exe")).status_code == 404


def test_an_unknown_indicator_is_not_there(county_officer):
    assert county_officer.client.get(address("figure", code="I99", period="2026-10")).status_code == 404
