"""The list and its filters, the export, what the importer takes back, what is public."""

import io

import pytest
from django.urls import reverse

from liangzhan.stations.choices import State
from liangzhan.stations.imports import read_roster
from liangzhan.stations.models import RosterFact, StaffDeclaration, Station
from liangzhan.stations.public import public_stations
from liangzhan.stations.queries.register import list_rows, narrowed, sign_template_for
from liangzhan.stations.services.sign import upload_sign_template
from liangzhan.toolkit.keyset import page_of
from tests.factories import divisions as places
from tests.factories.stations import BY, DAY, furnish, make_kept, make_sign, make_site, make_standing, make_station

LIST = reverse("stations:station-list")


def names(**chosen):
    return [row.name for row in narrowed(Station.objects.order_by("id"), chosen)]


class TestFilters:
    @pytest.fixture
    def stations(self, station):
        foreign = places.communities(places.NEIGHBOUR_COUNTY[:6])[0]
        other = make_station(
            make_site(foreign),
            "VS",
            state=State.ACCEPTED,
            accepted_on=DAY,
            legal_form="SOCIAL_GROUP",
            station_class="RURAL",
        )
        return station, other

    def test_each(self, stations):
        mine, other = (one.name for one in stations)
        assert names() == [mine, other]
        assert names(kind="VS") == names(state="ACCEPTED") == names(legal_form="SOCIAL_GROUP") == [other]
        assert names(station_class="URBAN") == [mine]
        assert names(tier="CITY") == []

    def test_area(self, stations):
        mine, other = (one.name for one in stations)
        assert names(area=places.COUNTY) == [mine]
        assert names(area=places.NEIGHBOUR_COUNTY) == [other]
        assert names(area=places.CITY) == [mine, other]
        assert names(area=stations[0].division_code) == [mine]

    def test_text_initials_and_code(self, stations):
        mine, other = (one.name for one in stations)
        division = stations[0].site.division
        assert names(q=division.name) == [mine]
        assert names(q=f" {division.initials.upper()} ") == [mine]
        assert names(q=stations[1].division_code) == [other]
        assert names(q="没有的") == []


class TestListPage:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_queries(self, rows, county_officer):
        for community in places.communities(places.COUNTY[:6])[:rows]:
            make_station(make_site(community))
        county_officer.client.get(LIST)
        page = county_officer.client.get(LIST)
        assert county_officer.client.queries == 7
        assert page.content.decode().count('data-label="站名"') == rows

    def test_what_is_filtered_is_said(self, station, county_officer):
        page = county_officer.client.get(
            LIST, {"area": places.COUNTY, "kind": "SW", "q": station.name}
        ).content.decode()
        assert f"沈阳市和平区 · 社会工作站 · “{station.name}” · 1 个" in page

    def test_nothing_fits(self, station, county_officer):
        page = county_officer.client.get(LIST, {"kind": "VS", "order": "-name"}).content.decode()
        assert "没有符合条件的站点" in page

    def test_neighbours_stations_are_not_listed(self, station, neighbour_county):
        page = neighbour_county.client.get(LIST).content.decode()
        assert station.name not in page
        assert "还没有站点" in page

    @pytest.mark.parametrize("order", ["name", "-name", "state", "place", "nonsense"])
    def test_sorting(self, order, station, neighbour_station, county_officer):
        page = county_officer.client.get(LIST, {"order": order}).content.decode()
        assert page.count('data-label="站名"') == 2

    def test_bad_filters_are_said(self, station, county_officer):
        page = county_officer.client.get(LIST, {"kind": "XX"})
        assert page.status_code == 200
        assert station.name in page.content.decode()


class TestExport:
    def test_the_workbook_comes_back(self, station, county_officer):
        twin = make_station(station.site, "VS")
        for one in (station, twin):
            furnish(one)
            Station.objects.filter(pk=one.pk).update(state=State.OPERATING, accepted_on=DAY, head_name="示例站长")
        answer = county_officer.client.get(reverse("stations:station-export"), {"kind": ""})
        table, rows = read_roster(io.BytesIO(answer.content))
        assert table.all_problems == []
        row = rows[0]
        assert (row.code, row.sw, row.vs, row.form, row.standing_number) == (
            station.division_code, True, True, "FILED_COMMUNITY_ORG", "示例备〔2020〕1号",
        )  # fmt: skip
        assert (row.full_time, row.part_time, row.vs_staff, row.systems_count, row.sign) == (1, 1, 2, 6, True)
        assert (row.equipment, row.accepted_on) == ((("DESK", 4), ("CHAIR", 16), ("PHONE", 1)), DAY)

    def test_only_what_is_filtered_and_within_reach(self, station, neighbour_station, station_head):
        answer = station_head.client.get(reverse("stations:station-export"))
        _, rows = read_roster(io.BytesIO(answer.content))
        assert [(row.code, row.kinds) for row in rows] == [(station.division_code, ())]

    def test_nobody_without_the_verb(self, station, committee_member):
        assert committee_member.client.get(reverse("stations:station-export")).status_code == 403


class TestListRows:
    def test_a_roster_fact_counts_where_there_is_no_evidence(self, station):
        RosterFact.objects.create(station=station, systems_count=6, sign_hung=True, imported_by=BY)
        row = list_rows(Station.objects.all())[0]
        assert (row["systems_count"], row["sign"], row["sw"], row["sw_state"], row["vs_state"]) == (
            6,
            True,
            False,
            "纳入计划",
            "",
        )

    def test_an_empty_station(self, station):
        row = list_rows(Station.objects.all())[0]
        assert (row["form"], row["staff"], row["area"], row["equipment"], row["accepted_on"]) == (
            "",
            "",
            None,
            "",
            None,
        )

    def test_two_papers(self, station):
        twin = make_station(station.site, "VS")
        make_standing(station, form="SOCIAL_SERVICE_ORG", number="甲")
        make_standing(twin, number="乙")
        StaffDeclaration.objects.create(station=twin, full_time=1, part_time=1, declared_by=BY)
        row = list_rows(Station.objects.all())[0]
        assert (row["form"], row["standing_number"], row["vs_staff"]) == ("SOCIAL_SERVICE_ORG", "甲；乙", 2)

    def test_few_queries_for_many(self, db, django_assert_num_queries):
        for community in places.communities(places.COUNTY[:6])[:5]:
            make_station(make_site(community))
        with django_assert_num_queries(8):
            assert len(list_rows(Station.objects.all())) == 5


class TestFiles:
    def get(self, person, station, file):
        return person.client.get(reverse("stations:station-file", kwargs={"pk": station.pk, "uuid": file.uuid}))

    def test_own_file_streams_and_the_neighbours_does_not(
        self, station, neighbour_station, station_head, neighbour_head, province_officer
    ):
        own = upload_sign_template(kind="SW", file=photo(), valid_from=DAY, by=BY).file
        make_sign(station, photo=own)
        foreign = make_sign(neighbour_station).photo
        assert self.get(station_head, station, own).headers["Content-Type"] == "image/jpeg"
        assert self.get(neighbour_head, station, own).status_code == 404
        assert self.get(province_officer, station, foreign).status_code == 404
        assert self.get(station_head, station, make_kept()).status_code == 404

    def test_unknown_uuid(self, station, station_head):
        page = reverse(
            "stations:station-file", kwargs={"pk": station.pk, "uuid": "00000000-0000-7000-8000-000000000009"}
        )
        assert station_head.client.get(page).status_code == 404


def photo():
    from tests.factories.stations import make_photo

    return make_photo()


class TestSignTemplates:
    def test_latest_in_force(self, db):
        assert sign_template_for("SW", DAY) is None
        upload_sign_template(kind="SW", file=make_kept("旧"), valid_from=DAY, by=BY)
        upload_sign_template(kind="VS", file=make_kept("另"), valid_from=DAY, by=BY)
        assert sign_template_for("SW", DAY).file.title == "旧"

    def test_pages(self, station, province_officer, county_officer, station_head):
        shown = reverse("stations:sign-pattern", kwargs={"kind": "SW"})
        assert station_head.client.get(shown).status_code == 404
        upload = reverse("stations:sign-template-upload")
        assert county_officer.client.get(upload).status_code == 403
        assert province_officer.client.get(upload).status_code == 200
        given = {"kind": "SW", "file": photo(), "valid_from": "2020-05-01"}
        assert province_officer.client.post(upload, given).status_code == 302
        assert province_officer.client.get(reverse("stations:sign-template-list")).status_code == 200
        assert station_head.client.get(shown).status_code == 200
        page = station_head.client.get(reverse("stations:signs", kwargs={"pk": station.pk})).content.decode()
        assert "还没有标识牌" in page

    def test_sign_photo(self, station, station_head, neighbour_head):
        held = make_sign(station, photo=None)
        page = reverse("stations:sign-photo", kwargs={"pk": held.pk})
        assert station_head.client.get(page).status_code == 404
        held.photo = upload_sign_template(kind="SW", file=photo(), valid_from=DAY, by=BY).file
        held.save()
        assert station_head.client.get(page).status_code == 200
        assert neighbour_head.client.get(page).status_code == 404


def test_public_stations(station, neighbour_station):
    furnish(station)
    Station.objects.filter(pk=station.pk).update(state=State.OPERATING, accepted_on=DAY)
    found = public_stations(code_prefix="2101", kind="SW")
    assert [(one.name, one.hours, one.longitude) for one in found] == [(station.name, "周一至周五 8:30–17:30", None)]
    assert public_stations(kind="VS") == []
    assert [one.name for one in public_stations()] == [station.name]


def test_pages_by_keyset(db):
    for community in places.communities(places.COUNTY[:6])[:3]:
        make_station(make_site(community))
    page = page_of(Station.objects.all(), order=("division_code", "kind", "pk"), size=2)
    assert len(page.items) == 2 and page.next_cursor
