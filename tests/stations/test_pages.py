"""Every page of the room: opens for whoever may, 404 for the neighbour, a bounded number of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.stations.models import Partner, YearlyPaper
from tests.factories.stations import BY, DAY, furnish, make_standing, make_station

SECTIONS = (
    "station-page", "station-edit", "site-edit", "rooms", "room-add", "equipment", "hours", "staffing", "partners",
    "partner-add", "signs", "sign-add", "standing", "standing-edit", "systems", "mechanism", "opinions", "yearly",
    "yearly-add",
)  # fmt: skip


def warm_queries(client, page):
    """Queries of a page when the session has been written once."""
    client.get(page)
    client.get(page)
    return client.queries


def address(name, pk, **more):
    return reverse(f"stations:{name}", kwargs={"pk": pk, **more})


@pytest.fixture
def full(station):
    """Station A with a complete file."""
    station.state = "BUILDING"
    station.save()
    return furnish(station)


class TestSections:
    @pytest.mark.parametrize("name", SECTIONS)
    def test_head_reads_and_neighbour_gets_404(self, name, full, station_head, neighbour_head):
        assert station_head.client.get(address(name, full.pk)).status_code == 200
        assert neighbour_head.client.get(address(name, full.pk)).status_code == 404

    @pytest.mark.parametrize("name", SECTIONS)
    def test_an_empty_file(self, name, station, station_head):
        assert station_head.client.get(address(name, station.pk)).status_code == 200

    @pytest.mark.parametrize(
        "name,more",
        [
            ("system-edit", {"kind": "ETHICS"}),
            ("declaration", {"item": "A10"}),
            ("declaration", {"item": "A11"}),
            ("opinion-paper", {"kind": "SUPERVISION"}),
        ],
    )
    def test_with_a_word(self, name, more, full, station_head, neighbour_head):
        assert station_head.client.get(address(name, full.pk, **more)).status_code == 200
        assert neighbour_head.client.get(address(name, full.pk, **more)).status_code == 404

    @pytest.mark.parametrize(
        "name,more",
        [("system-edit", {"kind": "NOTHING"}), ("declaration", {"item": "A01"}), ("opinion-paper", {"kind": "X"})],
    )
    def test_an_unknown_word(self, name, more, full, station_head):
        assert station_head.client.get(address(name, full.pk, **more)).status_code == 404


def parts_of(full):
    """(URL name, pk of the part) of everything that hangs on the station."""
    site = full.site
    paper = YearlyPaper.objects.create(site=site, year=2020, kind="PLAN", text="计划", state_since=DAY)
    partner = Partner.objects.create(station=full, kind="CHARITY", name="示例基金会")
    room, sign = site.rooms.get(), full.signs.get()
    return [
        ("room-edit", room.pk), ("room-photo-add", room.pk), ("sign-edit", sign.pk), ("sign-remove", sign.pk),
        ("system-page", full.systems.first().pk), ("partner-edit", partner.pk), ("yearly-edit", paper.pk),
        ("yearly-paper", paper.pk), ("standing-lapse-own", full.standings.get().pk),
        ("filing-committee-paper", full.standings.get().pk), ("filing-street-paper", full.standings.get().pk),
    ]  # fmt: skip


def test_parts(full, station_head, neighbour_head):
    for name, pk in parts_of(full):
        assert station_head.client.get(address(name, pk)).status_code == 200, name
        assert neighbour_head.client.get(address(name, pk)).status_code == 404, name


def test_pages_of_the_committee(full, committee_member, neighbour_committee):
    paper = YearlyPaper.objects.create(
        site=full.site, year=2020, kind="PLAN", text="计划", state="SUBMITTED", state_since=DAY
    )
    pages = [
        address("opinion-write", full.pk, kind="CONSTRUCTION"), address("yearly-view", paper.pk),
        address("filing-committee", full.standings.get().pk),
        address("filing-committee-return", full.standings.get().pk),
    ]  # fmt: skip
    for page in pages:
        assert committee_member.client.get(page).status_code == 200, page
        assert neighbour_committee.client.get(page).status_code == 404, page


def test_pages_of_the_street(full, street_officer, neighbour_county):
    for name in ("filing-street", "filing-street-return", "standing-lapse"):
        page = address(name, full.standings.get().pk)
        assert street_officer.client.get(page).status_code == 200, name
        assert neighbour_county.client.get(page).status_code == 403, name


@pytest.mark.parametrize(
    "state,to",
    [("OPERATING", "SUSPENDED"), ("SUSPENDED", "OPERATING"), ("OPERATING", "CLOSING"), ("BUILDING", "CLOSED")],
)
def test_pages_of_the_states(state, to, full, county_officer, neighbour_county):
    full.state, full.accepted_on = state, DAY
    full.save()
    for page in (address("state", full.pk), address("state-move", full.pk, to=to)):
        assert county_officer.client.get(page).status_code == 200
        assert neighbour_county.client.get(page).status_code == 404


def test_a_move_that_is_not_open(full, county_officer):
    assert county_officer.client.get(address("state-move", full.pk, to="OPERATING")).status_code == 404


def test_the_closing_checklist(full, county_officer):
    full.state, full.accepted_on, full.closing_reason = "CLOSING", DAY, "VOLUNTARY"
    full.save()
    page = county_officer.client.get(address("state", full.pk)).content.decode()
    assert "还有 1 块标识牌没有登记撤下" in page
    settle = address("closing-item", full.pk, item="CASES")
    assert county_officer.client.get(settle).status_code == 200
    assert county_officer.client.post(settle, {"item": "CASES", "note": "无"}).status_code == 302
    assert [(row.item, row.note) for row in full.closing_items.all()] == [("CASES", "无")]


class TestQueues:
    def test_committee(self, station, neighbour_station, committee_member):
        make_standing(station, "APPLIED")
        make_standing(neighbour_station, "APPLIED")
        page = committee_member.client.get(reverse("stations:filing-committee-list")).content.decode()
        assert station.name in page
        assert neighbour_station.name not in page

    def test_street(self, station, neighbour_station, street_officer):
        make_standing(station, "COMMITTEE_CONFIRMED", committee_on=DAY)
        page = street_officer.client.get(reverse("stations:filing-street-list")).content.decode()
        assert station.name in page
        assert neighbour_station.name not in page

    def test_queries_do_not_grow(self, station, neighbour_station, street_officer):
        make_standing(station, "APPLIED")
        client = street_officer.client
        first = warm_queries(client, reverse("stations:filing-street-list"))
        make_standing(neighbour_station, "APPLIED")
        make_standing(make_station(station.site, "VS"), "APPLIED")
        client.get(reverse("stations:filing-street-list"))
        assert client.queries == first


def test_queries_of_a_station_do_not_grow(full, station_head):
    client = station_head.client
    first = warm_queries(client, address("rooms", full.pk))
    for name in ("甲", "乙"):
        full.site.rooms.create(name=name, area=10)
    client.get(address("rooms", full.pk))
    assert client.queries == first


def test_a_resting_file_says_so(full, station_head):
    full.state = "ACCEPTANCE_PENDING"
    full.save()
    page = station_head.client.get(address("rooms", full.pk)).content.decode()
    assert "已提交验收，建设档案暂不能修改" in page
    answer = station_head.client.post(address("equipment", full.pk), {"desk": "1"})
    assert answer.status_code == 422
    assert full.site.equipment.get(kind="DESK").count == 4


def test_the_audit_officer_reads_nothing(full, audit_admin):
    assert audit_admin.client.get(address("station-page", full.pk)).status_code == 403


def test_history_of_moves_is_shown(full, station_head):
    from liangzhan.stations.services.lifecycle import move_station

    move_station(station=full, to="CLOSED", reason="社区不再建设", on=dt.date(2020, 8, 1), by=BY)
    page = station_head.client.get(address("station-page", full.pk)).content.decode()
    assert "社区不再建设" in page
    assert "撤回计划" in page
