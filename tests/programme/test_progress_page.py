"""The dashboard: counters, table, map, export, down to the station; few queries at any size."""

import datetime as dt

import pytest

from liangzhan.programme.panels import construction as panels
from liangzhan.toolkit.panels import PANELS, WARNINGS
from tests.factories import divisions as places
from tests.factories.programme import make_nomination, make_plan, make_slot, make_transfer
from tests.factories.stations import make_site, make_station

CUT = dt.date(2020, 10, 31)


@pytest.fixture
def built(plan, city_quota, county_quota, community):
    site = make_site(community)
    done = make_station(site, "SW", state="ACCEPTED", accepted_on=CUT)
    busy = make_station(site, "VS", state="BUILDING")
    make_slot(plan, done), make_slot(plan, busy)
    return done


class TestProgressPage:
    def test_the_province(self, plan, built, province_officer):
        page = f"/programme/plans/{plan.pk}/progress/"
        for _ in range(2):
            text = province_officer.client.get(page).content.decode()
        assert province_officer.client.queries == 12
        assert "已建成（5%）" in text and "沈阳市" in text and "葫芦岛市" in text
        assert "统计截止日 2020年10月31日；范围：辽宁省；计算时间" in text
        for one in places.communities(places.NEIGHBOUR_COUNTY[:6])[:3]:
            make_slot(plan, make_station(make_site(one), "SW", state="ACCEPTED", accepted_on=CUT))
        text = province_officer.client.get(page).content.decode()
        assert province_officer.client.queries == 12 and "已建成（20%）" in text

    def test_down_to_the_station(self, plan, built, county_officer, community):
        base = f"/programme/plans/{plan.pk}/progress/"
        assert places.street_of(community).name in county_officer.client.get(base).content.decode()
        street = county_officer.client.get(f"{base}?area={community.code[:9]}000").content.decode()
        assert built.name in street and "未计入" in street

    def test_the_kind_is_kept_in_the_address(self, plan, built, city_officer):
        text = city_officer.client.get(f"/programme/plans/{plan.pk}/progress/?kind=VS").content.decode()
        assert f"?area={places.COUNTY}&amp;kind=VS" in text or f"?area={places.COUNTY}&kind=VS" in text

    def test_neighbour_404_forbidden_403(self, plan, built, neighbour_county, system_admin):
        page = f"/programme/plans/{plan.pk}/progress/"
        assert neighbour_county.client.get(f"{page}?area={places.COUNTY}").status_code == 404
        assert system_admin.client.get(page).status_code == 403

    def test_a_station_head_sees_the_own_community(self, plan, station_head, neighbour_station):
        make_slot(plan, station_head.station), make_slot(plan, neighbour_station)
        text = station_head.client.get(f"/programme/plans/{plan.pk}/progress/").content.decode()
        assert station_head.station.name in text and neighbour_station.name not in text

    def test_the_menu_leads_to_the_current_plan(self, plan, city_officer):
        assert (
            city_officer.client.get("/programme/progress/").headers["Location"]
            == f"/programme/plans/{plan.pk}/progress/"
        )


class TestMapAndExport:
    def test_the_map_says_what_the_table_says(self, plan, built, province_officer, neighbour_county):
        page = f"/programme/plans/{plan.pk}/progress/map.json"
        found = province_officer.client.get(page).json()
        assert (found["steps"], found["unit"]) == ([60, 75, 90], "%")
        one = next(area for area in found["areas"] if area["code"] == places.COUNTY)
        assert (one["value"], one["words"]) == (20, "20%（1/5）")
        bare = next(area for area in found["areas"] if area["code"] == places.NEIGHBOUR_COUNTY)
        assert (bare["name"], bare["value"]) == ("沈阳市", 10)
        assert neighbour_county.client.get(f"{page}?area={places.COUNTY}").status_code == 404

    def test_export(self, plan, built, province_officer, neighbour_county):
        page = f"/programme/plans/{plan.pk}/progress/export/"
        answer = province_officer.client.get(page)
        assert answer.content.startswith(b"PK")
        assert neighbour_county.client.get(f"{page}?area={places.COUNTY}").status_code == 404
        import io

        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        assert book.sheet_names == ["社会工作站", "志愿服务站"]
        rows = book.get_sheet_by_name("社会工作站").to_python()
        assert rows[2][:4] == ["沈阳市", 10, 1, 10] and rows[16][:3] == ["合计", 20, 1]


class TestPanels:
    ON = dt.date(2020, 9, 1)

    def test_registered(self):
        assert {panels.tasks_to_split, panels.transfers_to_decide, panels.nominations_to_decide} <= set(PANELS)
        assert panels.areas_behind in WARNINGS

    def words(self, panel, person, django_assert_max_num_queries):
        actor = person.actor
        with django_assert_max_num_queries(3):
            return [(one.verb, one.object, one.count) for one in panel(actor, self.ON)]

    def test_each_role_has_what_waits_for_it(
        self,
        request,
        plan,
        city_quota,
        county_quota,
        neighbour_county_quota,
        community,
        neighbour_community,
        django_assert_max_num_queries,
    ):
        make_plan(2021, state="DRAFT")
        transfer = make_transfer(county_quota, neighbour_county_quota)
        make_nomination(plan, community)
        make_nomination(plan, neighbour_community, state="RETURNED")
        make_slot(plan, make_station(make_site(places.communities(places.COUNTY[:6])[0]), state="SITED"))
        title = plan.title
        expected = {
            (panels.plans_to_issue, "province_officer"): [("完成编制并下达", "2021年“两站”建设计划", 1)],
            (panels.plans_to_issue, "city_officer"): [],
            (panels.tasks_to_split, "city_officer"): [("分解", f"{title}任务", 1)],
            (panels.tasks_to_split, "neighbour_city"): [],
            (panels.transfers_to_decide, "city_officer"): [("办理", "和平区向沈河区调剂社会工作站 1 个", 1)],
            (panels.transfers_to_decide, "province_officer"): [],
            (panels.transfers_to_decide, "county_officer"): [],
            (panels.nominations_to_decide, "county_officer"): [("确认", f"{title}选址推荐", 1)],
            (panels.nominations_to_decide, "neighbour_county"): [],
            (panels.nominations_to_mend, "street_officer"): [("修改退回的", f"{title}选址推荐", 1)],
            (panels.stations_to_start, "street_officer"): [("开始建设", f"{community.name}社会工作站", 1)],
            (panels.stations_to_start, "county_officer"): [],
        }
        for (panel, who), found in expected.items():
            person = request.getfixturevalue(who)
            assert (who, self.words(panel, person, django_assert_max_num_queries)) == (who, found)
        assert transfer.state == "REQUESTED"

    def test_a_divided_task_that_grew_waits_again(
        self, city_quota, county_quota, neighbour_county_quota, city_officer, django_assert_max_num_queries
    ):
        type(city_quota).objects.filter(pk=city_quota.pk).update(split_on=self.ON)
        assert self.words(panels.tasks_to_split, city_officer, django_assert_max_num_queries) == []
        type(city_quota).objects.filter(pk=city_quota.pk).update(sw=11)
        found = self.words(panels.tasks_to_split, city_officer, django_assert_max_num_queries)
        assert found == [("补充分解", "2020年“两站”建设计划任务", 1)]

    def test_areas_behind(
        self, plan, built, province_officer, city_officer, street_officer, django_assert_max_num_queries
    ):
        def behind(person):
            return [one[1] for one in self.words(panels.areas_behind, person, django_assert_max_num_queries)]

        both = ["社会工作站完成率低于 60%：1 个地区", "志愿服务站完成率低于 60%：1 个地区"]
        assert behind(province_officer) == both
        assert behind(city_officer) == both
        assert behind(street_officer) == []

    def test_nothing_behind_without_a_plan(self, province_officer, django_assert_max_num_queries):
        assert self.words(panels.areas_behind, province_officer, django_assert_max_num_queries) == []
