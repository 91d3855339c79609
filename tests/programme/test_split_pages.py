"""Pages of one task: division, history, transfer."""

import pytest

from liangzhan.programme.models import Quota, Transfer
from liangzhan.programme.queries.quotas import part_areas
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.programme import make_quota, make_transfer


def numbers(version=1, **given):
    found = {"version": version, "own_reason": ""}
    for one in part_areas(places.division(places.CITY), today()):
        sw, vs = given.get(f"_{one.code}", (0, 0))
        found |= {f"sw_{one.code}": sw, f"vs_{one.code}": vs, f"note_{one.code}": ""}
    return found


@pytest.fixture(autouse=True)
def _writing(request, city_officer):
    """A deed with its history, notices and records takes more statements than a page may."""
    with city_officer.client.allow(40):
        yield


class TestSplitQuota:
    def test_divides(self, city_quota, city_officer):
        page = f"/programme/quotas/{city_quota.pk}/split/"
        assert "还差 10 个" in city_officer.client.get(page).content.decode()
        answer = city_officer.client.post(page, numbers(_210102000000=(10, 20)))
        assert answer.headers["Location"] == f"/programme/quotas/{city_quota.pk}/"
        assert city_quota.parts.get(division_code=places.COUNTY).vs == 20

    def test_remaining_without_scripts(self, city_quota, city_officer):
        page = f"/programme/quotas/{city_quota.pk}/split/"
        answer = city_officer.client.post(page, {**numbers(_210102000000=(4, 20)), "recount": "1"})
        text = answer.content.decode()
        assert answer.status_code == 200 and "还差 6 个" in text and "正好" in text
        assert not city_quota.parts.exists()

    def test_the_second_officer_loses_nothing(self, city_quota, city_officer):
        page = f"/programme/quotas/{city_quota.pk}/split/"
        city_officer.client.post(page, numbers(_210102000000=(10, 20)))
        answer = city_officer.client.post(page, numbers(_210103000000=(10, 20)))
        text = answer.content.decode()
        assert answer.status_code == 422 and "另一位同事已经分解过" in text
        assert 'name="sw_210103000000" value="10"' in text  # what the second one typed
        assert "10 / 20" in text and 'name="version" value="2"' in text  # what stands now
        assert city_officer.client.post(page, numbers(version=2, _210103000000=(10, 20))).status_code == 302
        assert city_quota.parts.get(division_code=places.NEIGHBOUR_COUNTY).sw == 10

    def test_a_proposal_is_marked(self, city_quota, city_officer):
        text = city_officer.client.get(f"/programme/quotas/{city_quota.pk}/split/?proposal=1").content.decode()
        assert text.count("正好") == 2 and text.count("建议稿") >= 10
        assert not city_quota.parts.exists()

    def test_neighbour_404_and_forbidden_403(self, city_quota, neighbour_city, county_officer, province_officer):
        page = f"/programme/quotas/{city_quota.pk}/split/"
        assert neighbour_city.client.get(page).status_code == 404
        assert county_officer.client.get(page).status_code == 403
        assert province_officer.client.get(page).status_code == 403


class TestQuotaPage:
    def test_shows_parts_and_history_within_few_queries(
        self, plan, city_quota, county_quota, city_officer, neighbour_city
    ):
        page = f"/programme/quotas/{city_quota.pk}/"
        city_officer.client.get(page)
        assert "和平区" in city_officer.client.get(page).content.decode()
        first = city_officer.client.queries
        make_quota(plan, places.NEIGHBOUR_COUNTY, 9, 19, parent=city_quota)
        text = city_officer.client.get(page).content.decode()
        assert city_officer.client.queries == first <= 16
        assert "自加任务：社会工作站 4 个，志愿服务站 4 个" in text
        assert neighbour_city.client.get(page).status_code == 404

    def test_a_county_sees_its_own(self, county_quota, neighbour_county_quota, county_officer):
        assert "调出任务" in county_officer.client.get(f"/programme/quotas/{county_quota.pk}/").content.decode()
        assert county_officer.client.get(f"/programme/quotas/{neighbour_county_quota.pk}/").status_code == 404


class TestTransferPages:
    @pytest.fixture
    def row(self, county_quota, neighbour_county_quota):
        return make_transfer(county_quota, neighbour_county_quota, 2)

    def test_ask(self, county_quota, neighbour_county_quota, county_officer):
        page = f"/programme/quotas/{county_quota.pk}/transfer/"
        assert "由沈阳市办理" in county_officer.client.get(page).content.decode()
        facts = {"target": neighbour_county_quota.pk, "kind": "VS", "count": 1, "reason": "社区合并"}
        answer = county_officer.client.post(page, facts)
        row = Transfer.objects.get()
        assert answer.headers["Location"] == f"/programme/transfers/{row.pk}/"
        assert county_officer.client.post(page, {**facts, "count": 99}).status_code == 422
        assert county_officer.client.post(page, {**facts, "target": county_quota.pk}).status_code == 422

    def test_ask_neighbour_404_forbidden_403(self, county_quota, neighbour_county, street_officer):
        page = f"/programme/quotas/{county_quota.pk}/transfer/"
        assert neighbour_county.client.get(page).status_code == 404
        assert street_officer.client.get(page).status_code == 403

    def test_decide(self, row, city_officer, county_quota, county_officer, neighbour_city):
        assert "办理调剂" in city_officer.client.get(f"/programme/transfers/{row.pk}/").content.decode()
        assert "办理调剂" not in county_officer.client.get(f"/programme/transfers/{row.pk}/").content.decode()
        assert neighbour_city.client.get(f"/programme/transfers/{row.pk}/").status_code == 404
        page = f"/programme/transfers/{row.pk}/decide/"
        assert city_officer.client.get(page).status_code == 200
        assert county_officer.client.get(page).status_code == 403
        assert neighbour_city.client.get(page).status_code == 404
        assert city_officer.client.post(page, {"decision": "reject", "note": ""}).status_code == 422
        assert city_officer.client.post(page, {"decision": "approve", "note": ""}).status_code == 302
        county_quota.refresh_from_db()
        assert county_quota.sw == 3

    def test_list(self, plan, row, county_quota, neighbour_county_quota, city_officer, neighbour_city):
        page = f"/programme/plans/{plan.pk}/transfers/"
        city_officer.client.get(page)
        assert "和平区 → 沈河区" in city_officer.client.get(page).content.decode()
        first = city_officer.client.queries
        make_transfer(county_quota, neighbour_county_quota), make_transfer(neighbour_county_quota, county_quota)
        city_officer.client.get(page)
        assert city_officer.client.queries == first
        assert "没有任务调剂" in neighbour_city.client.get(page).content.decode()


def test_double_submission_divides_once(city_quota, city_officer):
    page = f"/programme/quotas/{city_quota.pk}/split/"
    first = city_officer.client.post(page, numbers(_210102000000=(10, 20)))
    second = city_officer.client.post(page, numbers(_210102000000=(10, 20)))
    assert (first.status_code, second.status_code) == (302, 422)
    assert Quota.objects.get(division_code=places.COUNTY).changes.count() == 1
