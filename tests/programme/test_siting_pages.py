"""Pages of siting: ranking, form, decision, statistical units, stations."""

import pytest

from liangzhan.divisions.models import Division
from liangzhan.programme.models import Nomination, Slot
from liangzhan.stations.models import Station
from tests.factories import divisions as places
from tests.factories.programme import make_nomination, make_quota

FACTS = {"wants_sw": "on", "population": 2000, "households": 800, "dibao_count": 100, "tekun_count": ""}


@pytest.fixture
def waiting(plan, county_quota, community):
    return make_nomination(plan, community)


@pytest.fixture
def others(plan):
    return places.communities(places.COUNTY[:6])[2:6]


class TestNominationList:
    def test_ranks_and_counts_queries(self, plan, waiting, others, county_officer):
        page = f"/programme/plans/{plan.pk}/nominations/"
        for _ in range(2):
            text = county_officer.client.get(page).content.decode()
        assert str(waiting.division) in text and "社会工作站 5 / 5" in text
        first = county_officer.client.queries
        make_nomination(plan, others[0], score=90), make_nomination(plan, others[1], state="RETURNED")
        text = county_officer.client.get(page).content.decode()
        assert county_officer.client.queries == first
        assert text.index(str(others[0])) < text.index(str(waiting.division)) < text.index(str(others[1]))

    def test_the_county_is_chosen_in_the_address(self, plan, waiting, neighbour_county_quota, city_officer):
        other = make_nomination(plan, places.communities(places.NEIGHBOUR_COUNTY[:6])[0])
        page = f"/programme/plans/{plan.pk}/nominations/?county={places.NEIGHBOUR_COUNTY}"
        text = city_officer.client.get(page).content.decode()
        assert str(other.division) in text and str(waiting.division) not in text

    def test_a_neighbour_sees_nothing_of_it(self, plan, waiting, neighbour_county):
        text = neighbour_county.client.get(f"/programme/plans/{plan.pk}/nominations/").content.decode()
        assert str(waiting.division) not in text and "还没有推荐" in text

    def test_the_menu_leads_to_the_current_plan(self, plan, county_officer):
        assert county_officer.client.get("/programme/siting/").headers["Location"].endswith("/nominations/")

    def test_without_a_plan_the_menu_says_so(self, county_officer):
        assert "还没有建设计划" in county_officer.client.get("/programme/siting/").content.decode()


class TestNominate:
    def test_choose(self, plan, waiting, street_officer, county_officer):
        page = f"/programme/plans/{plan.pk}/nominations/choose/"
        text = street_officer.client.get(page).content.decode()
        assert "已推荐" in text and "未推荐" in text
        assert street_officer.client.get(f"{page}?area={places.NEIGHBOUR_COUNTY}").status_code == 404
        assert county_officer.client.get(page).status_code == 403

    def test_map(self, plan, waiting, street_officer, county_officer, neighbour_county):
        page = f"/programme/plans/{plan.pk}/nominations/map.json"
        one = street_officer.client.get(page).json()["areas"][0]
        assert (one["code"], one["value"], one["href"][-8:]) == (places.COUNTY, 1, "/choose/")
        assert county_officer.client.get(page).json()["areas"][0]["href"].endswith(f"?county={places.COUNTY}")
        assert [area["value"] for area in neighbour_county.client.get(page).json()["areas"]] == [0]

    def test_nominates(self, plan, community, street_officer):
        page = f"/programme/plans/{plan.pk}/nominations/new/?division={community.code}"
        text = street_officer.client.get(page).content.decode()
        assert f"已选：<b>{community.name}</b>" in text
        with street_officer.client.allow(40):
            answer = street_officer.client.post(page, {**FACTS, "division": community.code})
        row = Nomination.objects.get()
        assert answer.headers["Location"] == f"/programme/nominations/{row.pk}/"
        assert (row.wants_sw, row.wants_vs, row.tekun_count) == (True, False, 0)

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"division": "219999999999"}, "没有这个代码的社区"),
            ({"population": "很多"}, "整数"),
            ({"wants_sw": ""}, "请至少选择一类站点"),
            ({"dibao_count": 5000}, "不能多于常住人口"),
        ],
    )
    def test_a_refusal_loses_nothing(self, plan, community, street_officer, changed, words):
        page = f"/programme/plans/{plan.pk}/nominations/new/"
        facts = {**FACTS, "division": community.code, "facility_name": "党群服务中心", **changed}
        answer = street_officer.client.post(page, facts)
        text = answer.content.decode()
        assert answer.status_code == 422 and words in text and "党群服务中心" in text
        assert not Nomination.objects.exists()

    def test_a_ceased_unit(self, plan, community, street_officer):
        Division.objects.filter(pk=community.pk).update(valid_to="2020-01-01")
        page = f"/programme/plans/{plan.pk}/nominations/new/"
        answer = street_officer.client.post(page, {**FACTS, "division": community.code})
        assert answer.status_code == 422 and "已于 2020-01-01 停用" in answer.content.decode()

    def test_double_submission(self, plan, community, street_officer):
        page = f"/programme/plans/{plan.pk}/nominations/new/"
        with street_officer.client.allow(40):
            answers = [street_officer.client.post(page, {**FACTS, "division": community.code}) for _ in range(2)]
        assert [one.status_code for one in answers] == [302, 422]
        assert Nomination.objects.count() == 1

    def test_forbidden(self, plan, county_officer):
        assert county_officer.client.get(f"/programme/plans/{plan.pk}/nominations/new/").status_code == 403


class TestNominationPage:
    def test_shows_score_and_order(self, waiting, county_officer, street_officer, plan, others):
        make_nomination(plan, others[0], score=90)
        text = county_officer.client.get(f"/programme/nominations/{waiting.pk}/").content.decode()
        assert "困难群众较多" in text and "确认选址" in text and str(others[0]) in text
        text = street_officer.client.get(f"/programme/nominations/{waiting.pk}/").content.decode()
        assert "确认选址" not in text and "修改推荐" in text and "撤回推荐" in text

    @pytest.mark.parametrize("deed", ["", "confirm/", "reject/", "return/", "rank/", "cancel/"])
    def test_the_neighbour_404(self, waiting, neighbour_county, deed):
        assert neighbour_county.client.get(f"/programme/nominations/{waiting.pk}/{deed}").status_code == 404

    @pytest.mark.parametrize("deed", ["confirm/", "reject/", "return/", "rank/", "cancel/"])
    def test_forbidden_to_the_street(self, waiting, street_officer, deed):
        assert street_officer.client.get(f"/programme/nominations/{waiting.pk}/{deed}").status_code == 403

    @pytest.mark.parametrize("deed", ["edit/", "withdraw/"])
    def test_forbidden_to_the_county(self, waiting, county_officer, deed):
        assert county_officer.client.get(f"/programme/nominations/{waiting.pk}/{deed}").status_code == 403

    @pytest.mark.parametrize(
        ("deed", "facts", "state"),
        [
            ("confirm/", {"note": "同意"}, "CONFIRMED"),
            ("reject/", {"reason": "房屋不合适"}, "REJECTED"),
            ("return/", {"reason": "请补充"}, "RETURNED"),
            ("rank/", {"rank": 1, "reason": "集中安置"}, "NOMINATED"),
            ("cancel/", {"reason": "改选"}, "WITHDRAWN"),
        ],
    )
    def test_the_county_decides(self, waiting, county_officer, deed, facts, state):
        page = f"/programme/nominations/{waiting.pk}/{deed}"
        assert county_officer.client.get(page).status_code == 200
        with county_officer.client.allow(80):
            assert county_officer.client.post(page, facts).status_code == 302
        waiting.refresh_from_db()
        assert waiting.state == state
        text = county_officer.client.get(f"/programme/nominations/{waiting.pk}/").content.decode()
        assert waiting.get_state_display() in text

    def test_no_room_is_said_on_the_page(self, waiting, county_quota, county_officer):
        type(county_quota).objects.filter(pk=county_quota.pk).update(sw=0)
        answer = county_officer.client.post(f"/programme/nominations/{waiting.pk}/confirm/", {"note": ""})
        assert answer.status_code == 422 and "没有余额" in answer.content.decode()

    def test_the_street_edits_and_withdraws(self, waiting, street_officer):
        page = f"/programme/nominations/{waiting.pk}/"
        assert 'value="3000"' in street_officer.client.get(f"{page}edit/").content.decode()
        assert street_officer.client.post(f"{page}edit/", FACTS).status_code == 302
        waiting.refresh_from_db()
        assert (waiting.population, waiting.wants_vs) == (2000, False)
        assert street_officer.client.post(f"{page}withdraw/", {"reason": "改选"}).status_code == 302


class TestUnits:
    @pytest.fixture
    def unit(self, db):
        county = places.division(places.COUNTY)
        return Division.objects.create(
            code=places.COUNTY[:6] + "400000", name="某开发区", level="STREET", parent=county
        )

    def test_list_and_set(self, unit, community, county_officer, neighbour_county, street_officer):
        assert "某开发区" in county_officer.client.get("/programme/units/").content.decode()
        assert "某开发区" not in neighbour_county.client.get("/programme/units/").content.decode()
        page = f"/programme/units/{unit.pk}/manager/"
        assert county_officer.client.get(page).status_code == 200
        assert neighbour_county.client.get(page).status_code == 404
        assert street_officer.client.get(page).status_code == 403
        assert county_officer.client.post(page, {"street": "219999999999"}).status_code == 422
        street = places.street_of(community)
        assert county_officer.client.post(page, {"street": street.code}).status_code == 302
        unit.refresh_from_db()
        assert unit.managed_by == street
        assert street.name in county_officer.client.get("/programme/units/").content.decode()


class TestStations:
    def test_start(self, station, station_head, neighbour_head, city_officer):
        page = f"/programme/stations/{station.pk}/start/"
        Station.objects.filter(pk=station.pk).update(state="SITED")
        assert neighbour_head.client.post(page).status_code == 404
        assert city_officer.client.post(page).status_code == 403
        assert station_head.client.post(page).headers["Location"] == f"/programme/stations/{station.pk}/checklist/"
        station.refresh_from_db()
        assert station.state == "BUILDING"

    def test_count(self, plan, county_quota, station, county_officer, neighbour_county, street_officer):
        page = f"/programme/stations/{station.pk}/count/"
        assert plan.title in county_officer.client.get(page).content.decode()
        assert neighbour_county.client.get(page).status_code == 404
        assert street_officer.client.get(page).status_code == 403
        assert county_officer.client.post(page, {"plan": plan.pk}).status_code == 302
        assert Slot.objects.get().station == station
        assert county_officer.client.post(page, {"plan": plan.pk}).status_code == 422


def test_a_ranking_without_a_task_says_so(plan, community, county_officer):
    make_nomination(plan, community)
    text = county_officer.client.get(f"/programme/plans/{plan.pk}/nominations/").content.decode()
    assert "市里还没有分解任务" in text
    make_quota(plan, places.CITY, 3, 3)
    text = county_officer.client.get(f"/programme/plans/{plan.pk}/nominations/").content.decode()
    assert "社会工作站 3 / 3" in text
