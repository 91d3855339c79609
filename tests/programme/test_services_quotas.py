"""The cities' tasks and their division."""

import threading

import pytest
from django.db import connection, connections

from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division
from liangzhan.divisions.services import set_zone
from liangzhan.notices.models import Notice
from liangzhan.programme.models import PlanDocument, Quota, QuotaChange
from liangzhan.programme.queries.quotas import part_areas, proposal, top_areas
from liangzhan.programme.rules.quotas import Share
from liangzhan.programme.services.quotas import set_city_quotas, split_quota
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_nomination, make_plan, make_quota, make_slot


def whole_table(plan):
    """Every city with nothing, 沈阳 with all of it."""
    cities, _ = top_areas(plan, today())
    first = [Share(cities[0].code, cities[0].name, plan.target_sw, plan.target_vs, "备注")]
    return first + [Share(one.code, one.name, 0, 0) for one in cities[1:]]


def shares(**numbers):
    """Every county of 沈阳 with nothing but those named by code: _210102000000=(3, 4)."""
    city = places.division(places.CITY)
    given = {key.lstrip("_"): value for key, value in numbers.items()}
    return [Share(one.code, one.name, *given.get(one.code, (0, 0))) for one in part_areas(city, today())]


def split(quota, by, own_reason="", version=None, **numbers):
    expected = quota.version if version is None else version
    return split_quota(quota=quota, rows=shares(**numbers), expected_version=expected, own_reason=own_reason, by=by)


class TestSetCityQuotas:
    def test_writes_tasks_and_history(self, province_officer):
        plan = make_plan(2021, state="DRAFT")
        set_city_quotas(plan=plan, rows=whole_table(plan), by=province_officer.actor)
        found = dict(Quota.objects.values_list("division_code", "sw"))
        assert len(found) == 14 and found[places.CITY] == 20 and sum(found.values()) == 20
        change = QuotaChange.objects.get(quota__division_code=places.CITY)
        assert (change.sw_before, change.sw_after, change.vs_after, change.reason) == (0, 20, 30, "任务分配表")
        assert Event.objects.filter(name="quota.set").count() == 1

    def test_a_second_table_changes_what_differs_and_drops_a_zone(self, province_officer):
        zone = set_zone(name="沈抚示范区", code="21Z000000001", members=[places.division(places.COUNTY)], by=SYSTEM)
        plan = make_plan(2021, state="DRAFT")
        rows = whole_table(plan)
        first = Share(rows[0].code, rows[0].name, 18, 30, "备注")
        with_zone = [first, *rows[1:], Share(zone.code, zone.name, 2, 0)]
        set_city_quotas(plan=plan, rows=with_zone, by=province_officer.actor)
        assert Quota.objects.filter(division=zone).count() == 1
        set_city_quotas(plan=plan, rows=rows, by=province_officer.actor)
        assert Quota.objects.count() == 14
        assert QuotaChange.objects.filter(quota__division_code=places.CITY).count() == 2

    def test_refuses_sums_that_miss_and_writes_nothing(self, province_officer):
        plan = make_plan(2021, state="DRAFT")
        rows = [Share(one.code, one.name, 1, 1) for one in whole_table(plan)]
        with pytest.raises(RuleBroken) as refusal:
            set_city_quotas(plan=plan, rows=rows, by=province_officer.actor)
        assert refusal.value.reasons == (
            "社会工作站合计 14 个，应为 20 个，少 6 个。",
            "志愿服务站合计 14 个，应为 30 个，少 16 个。",
        )
        assert not Quota.objects.exists()

    def test_refuses_once_issued(self, plan, province_officer):
        with pytest.raises(RuleBroken, match="任务调剂"):
            set_city_quotas(plan=plan, rows=whole_table(plan), by=province_officer.actor)

    def test_the_workbook_becomes_a_paper_of_the_plan(self, province_officer, kept):
        plan = make_plan(2021, state="DRAFT")
        set_city_quotas(plan=plan, rows=whole_table(plan), source=kept, by=province_officer.actor)
        assert PlanDocument.objects.get().file == kept


class TestSplitQuota:
    def test_divides_records_and_tells(self, city_quota, city_officer, county_officer, neighbour_county):
        found = split(city_quota, city_officer.actor, _210102000000=(10, 20))
        assert (found.version, found.split_on) == (2, today())
        assert {one.division_code: (one.sw, one.vs) for one in found.parts.all() if one.sw} == {places.COUNTY: (10, 20)}
        assert Notice.objects.get().recipient == county_officer.user
        assert Event.objects.get(name="quota.split").details["expected_version"] == 1

    def test_more_is_own_task_with_a_reason(self, city_quota, city_officer):
        with pytest.raises(RuleBroken, match="自加任务"):
            split(city_quota, city_officer.actor, _210102000000=(11, 20))
        found = split(city_quota, city_officer.actor, own_reason="市政府实事", _210102000000=(11, 20))
        assert found.own_reason == "市政府实事"
        assert QuotaChange.objects.get(sw_after=11).reason == "市政府实事"

    def test_less_is_refused(self, city_quota, city_officer):
        with pytest.raises(RuleBroken, match="社会工作站还有 1 个没有分解"):
            split(city_quota, city_officer.actor, _210102000000=(9, 20))
        assert not city_quota.parts.exists()

    def test_the_second_officer_is_told(self, city_quota, city_officer):
        split(city_quota, city_officer.actor, version=1, _210102000000=(10, 20))
        with pytest.raises(RuleBroken, match="另一位同事"):
            split(city_quota, city_officer.actor, version=1, _210103000000=(10, 20))
        assert city_quota.parts.get(division_code=places.COUNTY).sw == 10

    def test_a_neighbour_is_refused(self, city_quota, neighbour_city):
        with pytest.raises(RuleBroken, match="由沈阳市自己分解"):
            split(city_quota, neighbour_city.actor, _210102000000=(10, 20))

    def test_a_county_task_is_not_divided(self, county_quota, city_officer):
        with pytest.raises(RuleBroken, match="不再向下分解"):
            split(county_quota, city_officer.actor)

    @pytest.mark.parametrize("state", ["DRAFT", "CLOSED"])
    def test_only_under_way(self, city_officer, state):
        quota = make_quota(make_plan(2021, state=state), places.CITY, 1, 1)
        with pytest.raises(RuleBroken, match="现在不能分解"):
            split(quota, city_officer.actor, _210102000000=(1, 1))

    def test_not_below_what_is_taken(self, plan, city_quota, county_quota, city_officer, community, station):
        make_slot(plan, station)
        make_nomination(plan, places.communities(places.COUNTY[:6])[2], wants_vs=False)
        with pytest.raises(RuleBroken, match="已确认 1 个、已推荐待确认 1 个，任务不能减到 1 个"):
            split(city_quota, city_officer.actor, _210102000000=(1, 5), _210103000000=(9, 15))
        found = split(city_quota, city_officer.actor, _210102000000=(2, 5), _210103000000=(8, 15))
        assert found.parts.get(division_code=places.COUNTY).sw == 2

    def test_a_zone_divides_among_its_members(self, plan, city_quota, city_officer):
        member = places.division(places.COUNTY)
        zone = set_zone(name="沈抚示范区", code="21Z000000001", members=[member], by=SYSTEM)
        quota = make_quota(plan, zone.code, 2, 0)
        assert [one.code for one in part_areas(zone, today())] == [places.COUNTY]
        assert places.COUNTY not in [one.code for one in part_areas(city_quota.division, today())]
        split_quota(quota=quota, rows=[Share(member.code, member.name, 2, 0)], expected_version=1, by=SYSTEM)
        assert quota.parts.get().division == member


class TestProposal:
    def test_sums_exactly_and_follows_the_communities(self, plan):
        cities, _ = top_areas(plan, today())
        found = proposal(cities, sw=1000, vs=999, on=today())
        assert (sum(one.sw for one in found), sum(one.vs for one in found)) == (1000, 999)
        most = max(cities, key=lambda one: Division.objects.filter(code__startswith=one.code[:4]).count())
        assert max(found, key=lambda one: one.sw).code == most.code

    def test_people_change_it(self, plan):
        cities, _ = top_areas(plan, today())
        people = {one.code: 1 for one in cities} | {cities[-1].code: 100_000}
        found = proposal(cities, sw=100, vs=0, on=today(), people=people)
        assert sum(one.sw for one in found) == 100
        assert found[-1].sw >= 49

    def test_zones_take_their_members(self, plan):
        zone = set_zone(name="沈抚示范区", code="21Z000000001", members=[places.division(places.COUNTY)], by=SYSTEM)
        cities, zones = top_areas(plan, today())
        found = {one.code: one.sw for one in proposal([*cities, *zones], sw=1000, vs=0, on=today())}
        assert found[zone.code] > 0 and sum(found.values()) == 1000


def test_two_officers_at_once(committed_db):
    """Two real connections: one split lands, the other officer gets the sentence, and nothing is mixed."""
    quota = make_quota(make_plan(), places.CITY, 10, 20)
    answers, gate = [], threading.Barrier(2)

    def officer(code):
        try:
            gate.wait(10)
            split(quota, SYSTEM, version=1, **{f"_{code}": (10, 20)})
            answers.append("done")
        except RuleBroken as refusal:
            answers.append(refusal.reasons[0])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=officer, args=[code]) for code in (places.COUNTY, places.NEIGHBOUR_COUNTY)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(one[:4] for one in answers) == ["done", "您打开页"]
    parts = Quota.objects.filter(parent=quota, sw__gt=0)
    assert [(one.sw, one.vs) for one in parts] == [(10, 20)]
    quota.refresh_from_db()
    assert quota.version == 2
    connection.close()


@pytest.fixture
def kept(db, tmp_path, monkeypatch):
    """A workbook in the files directory."""
    from liangzhan.documents.services import keep_bytes

    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
    return keep_bytes(content=b"x", title="任务分配表", media_type="application/zip", by=SYSTEM)
