"""Nominating, ranking, deciding, withdrawing."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division
from liangzhan.notices.models import Notice
from liangzhan.programme.models import Nomination, Slot
from liangzhan.programme.services.siting import (
    confirm_site,
    edit_nomination,
    nominate,
    overrule_rank,
    reject_nomination,
    return_nomination,
    withdraw_nomination,
)
from liangzhan.programme.services.units import set_manager
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_nomination, make_plan, make_slot
from tests.factories.stations import make_site, make_station

FACTS = {"wants_sw": True, "wants_vs": True, "population": 2000, "households": 800, "dibao_count": 100}


@pytest.fixture
def waiting(plan, county_quota, community):
    return make_nomination(plan, community)


class TestNominate:
    def test_scores_records_and_tells_the_county(self, plan, community, street_officer, county_officer, city_officer):
        row = nominate(plan=plan, division=community, facts=FACTS, by=street_officer.actor)
        assert row.score_parts == {"people": 20.0, "facility": 0.0, "access": 0.0, "person": 0.0, "balance": 10}
        assert row.score == 30
        assert Notice.objects.get().recipient == county_officer.user
        event = Event.objects.get(name="nomination.made")
        assert (event.object_id, event.division_code) == (str(row.pk), community.code)

    def test_not_the_first_in_the_street(self, plan, community, neighbour_station, street_officer):
        row = nominate(plan=plan, division=community, facts=FACTS, by=street_officer.actor)
        assert row.score_parts["balance"] == 0

    def test_far_from_every_station_by_position(self, plan, community, neighbour_station, street_officer):
        Site.objects.update(longitude=Decimal("123.40"), latitude=Decimal("41.80"))
        here = {**FACTS, "longitude": Decimal("123.50"), "latitude": Decimal("41.80")}
        assert nominate(plan=plan, division=community, facts=here, by=street_officer.actor).score_parts["balance"] == 10

    def test_near_a_station_by_position(self, plan, community, neighbour_station, street_officer):
        Site.objects.update(longitude=Decimal("123.40"), latitude=Decimal("41.80"))
        here = {**FACTS, "longitude": Decimal("123.41"), "latitude": Decimal("41.80")}
        assert nominate(plan=plan, division=community, facts=here, by=street_officer.actor).score_parts["balance"] == 0

    def test_parameters_of_the_area_count(self, plan, community, street_officer):
        facts = {"key": "siting.score.people", "area_code": "2101", "valid_from": dt.date(2020, 1, 1), "basis": "试行"}
        Parameter.objects.create(value=80, set_by=SYSTEM, **facts)
        row = nominate(plan=plan, division=community, facts=FACTS, by=street_officer.actor)
        assert row.score_parts["people"] == 40

    def test_refuses_a_second_one(self, plan, waiting, street_officer):
        with pytest.raises(RuleBroken, match="已经推荐过"):
            nominate(plan=plan, division=waiting.division, facts=FACTS, by=street_officer.actor)
        assert Nomination.objects.count() == 1

    def test_refuses_a_ceased_unit(self, plan, community, street_officer):
        Division.objects.filter(pk=community.pk).update(valid_to=dt.date(2020, 1, 1))
        community.refresh_from_db()
        with pytest.raises(RuleBroken, match="已于 2020-01-01 停用"):
            nominate(plan=plan, division=community, facts=FACTS, by=street_officer.actor)

    def test_refuses_what_is_no_community_or_elsewhere(self, plan, street_officer):
        with pytest.raises(RuleBroken, match="选择到社区"):
            nominate(plan=plan, division=places.division(places.COUNTY), facts=FACTS, by=street_officer.actor)
        other = places.communities(places.NEIGHBOUR_COUNTY[:6])[0]
        with pytest.raises(RuleBroken, match="不在您的辖区内"):
            nominate(plan=plan, division=other, facts=FACTS, by=street_officer.actor)

    def test_refuses_without_a_plan_under_way(self, community, street_officer):
        with pytest.raises(RuleBroken, match="现在不能推荐"):
            nominate(plan=make_plan(2021, state="DRAFT"), division=community, facts=FACTS, by=street_officer.actor)

    def test_refuses_counts_that_cannot_be(self, plan, community, street_officer):
        with pytest.raises(RuleBroken, match="低保人数（2001）不能多于常住人口（2000）"):
            nominate(plan=plan, division=community, facts={**FACTS, "dibao_count": 2001}, by=street_officer.actor)


class TestStatisticalUnits:
    @pytest.fixture
    def unit(self, community):
        code = places.COUNTY[:6] + "400000"
        return Division.objects.create(
            code=code, name="某开发区", level="STREET", parent=places.division(places.COUNTY)
        )

    @pytest.fixture
    def inside(self, unit):
        code = unit.code[:9] + "001"
        return Division.objects.create(code=code, name="园区社区", level="COMMUNITY", parent=unit)

    def test_needs_a_managing_street_first(self, plan, inside, street_officer, county_officer, unit, community):
        with pytest.raises(RuleBroken, match="请先指定管理它的乡镇"):
            nominate(plan=plan, division=inside, facts=FACTS, by=SYSTEM)
        set_manager(unit=unit, street=places.street_of(community), by=county_officer.actor)
        inside.refresh_from_db()
        row = nominate(plan=plan, division=inside, facts=FACTS, by=street_officer.actor)
        return_nomination(nomination=row, reason="请补充", by=county_officer.actor)
        assert Notice.objects.get(recipient=street_officer.user).kind == "RETURNED"

    def test_refuses_the_wrong_manager(self, unit, community, county_officer, neighbour_county):
        street = places.street_of(community)
        for facts, word in [
            ({"unit": street, "street": street}, "只有代码 400–599"),
            ({"unit": unit, "street": unit}, "有政府或办事处"),
            ({"unit": unit, "street": community}, "有政府或办事处"),
            (
                {"unit": unit, "street": places.street_of(places.communities(places.NEIGHBOUR_COUNTY[:6])[0])},
                "同一个县",
            ),
        ]:
            with pytest.raises(RuleBroken, match=word):
                set_manager(**facts, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="由县（市、区）指定"):
            set_manager(unit=unit, street=street, by=neighbour_county.actor)


class TestEdit:
    def test_scores_anew_and_sends_a_returned_one_back(self, waiting, street_officer, county_officer):
        return_nomination(nomination=waiting, reason="请补充", by=county_officer.actor)
        row = edit_nomination(nomination=waiting, facts={**FACTS, "person_available": True}, by=street_officer.actor)
        row.refresh_from_db()
        assert (row.state, row.score) == ("NOMINATED", 45)
        edit_nomination(nomination=waiting, facts=FACTS, by=street_officer.actor)
        row.refresh_from_db()
        assert (row.state, row.score) == ("NOMINATED", 45)  # 已有合适人员 stays as it was

    def test_refuses_what_is_decided(self, waiting, street_officer, county_officer):
        reject_nomination(nomination=waiting, reason="房屋不合适", by=county_officer.actor)
        with pytest.raises(RuleBroken, match="未采纳，不能再改"):
            edit_nomination(nomination=waiting, facts=FACTS, by=street_officer.actor)


class TestRank:
    def test_by_hand_with_a_reason_and_back(self, waiting, county_officer):
        row = overrule_rank(nomination=waiting, rank=1, reason="集中安置小区", by=county_officer.actor)
        row.refresh_from_db()
        assert (row.rank_override, row.override_reason) == (1, "集中安置小区")
        assert (
            overrule_rank(nomination=waiting, rank=None, reason="恢复", by=county_officer.actor).rank_override is None
        )

    def test_refuses(self, waiting, county_officer, street_officer, neighbour_county):
        for person in (street_officer, neighbour_county):
            with pytest.raises(RuleBroken, match="排序由县"):
                overrule_rank(nomination=waiting, rank=1, reason="理由", by=person.actor)
        for rank, reason, word in [(0, "理由", "从 1 开始"), (1, " ", "写明理由")]:
            with pytest.raises(RuleBroken, match=word):
                overrule_rank(nomination=waiting, rank=rank, reason=reason, by=county_officer.actor)
        confirm_site(nomination=waiting, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="不用再调整"):
            overrule_rank(nomination=waiting, rank=1, reason="理由", by=county_officer.actor)


class TestConfirm:
    def test_makes_site_stations_and_places(self, waiting, county_officer, street_officer):
        confirm_site(nomination=waiting, note="同意", by=county_officer.actor)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.decision_note, waiting.decided_by.label) == ("CONFIRMED", "同意", "王县")
        found = Station.objects.order_by("kind").values_list("kind", "state", "division_code", "site__division")
        assert list(found) == [
            ("SW", "SITED", waiting.division_code, waiting.division_id),
            ("VS", "SITED", waiting.division_code, waiting.division_id),
        ]
        assert Slot.objects.filter(plan=waiting.plan, nomination=waiting, freed_on__isnull=True).count() == 2
        assert Site.objects.count() == 1
        assert Notice.objects.get().recipient == street_officer.user

    def test_reuses_a_planned_station(self, waiting, station, county_officer):
        confirm_site(nomination=waiting, by=county_officer.actor)
        station.refresh_from_db()
        assert station.state == "SITED"
        assert (Station.objects.count(), Site.objects.count()) == (2, 1)

    def test_refuses_a_station_under_way(self, waiting, county_officer):
        make_station(make_site(waiting.division), state="BUILDING")
        with pytest.raises(RuleBroken, match="已有社会工作站（建设中）"):
            confirm_site(nomination=waiting, by=county_officer.actor)
        assert not Slot.objects.exists()

    def test_refuses_without_room_and_says_what_to_do(self, waiting, county_quota, county_officer, neighbour_station):
        type(county_quota).objects.filter(pk=county_quota.pk).update(sw=1)
        make_slot(waiting.plan, neighbour_station)
        with pytest.raises(RuleBroken, match="社会工作站任务 1 个，已确认 1 个，没有余额.*任务调剂.*自加任务"):
            confirm_site(nomination=waiting, by=county_officer.actor)
        waiting.refresh_from_db()
        assert waiting.state == "NOMINATED" and Station.objects.count() == 1

    def test_refuses_without_a_task(self, plan, community, county_officer):
        with pytest.raises(RuleBroken, match="没有任务"):
            confirm_site(nomination=make_nomination(plan, community), by=county_officer.actor)

    def test_a_city_that_did_not_divide_answers_itself(self, plan, city_quota, community, county_officer):
        confirm_site(nomination=make_nomination(plan, community, wants_vs=False), by=county_officer.actor)
        assert [one.kind for one in Station.objects.all()] == ["SW"]

    def test_refuses_the_neighbour_the_street_and_a_closed_plan(
        self, waiting, neighbour_county, street_officer, county_officer, plan
    ):
        for person in (neighbour_county, street_officer):
            with pytest.raises(RuleBroken, match="由县（市、区）确认"):
                confirm_site(nomination=waiting, by=person.actor)
        type(plan).objects.update(state="CLOSED")
        with pytest.raises(RuleBroken, match="现在不能办理"):
            confirm_site(nomination=waiting, by=county_officer.actor)

    def test_once(self, waiting, county_officer):
        confirm_site(nomination=waiting, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="已确认，不能确认"):
            confirm_site(nomination=waiting, by=county_officer.actor)

    @pytest.mark.parametrize("deed", [reject_nomination, return_nomination])
    def test_no_without_a_reason(self, waiting, county_officer, deed):
        with pytest.raises(RuleBroken, match="理由"):
            deed(nomination=waiting, reason=" ", by=county_officer.actor)


class TestWithdraw:
    def test_before_the_decision(self, waiting, street_officer):
        withdraw_nomination(nomination=waiting, reason="改选别处", by=street_officer.actor)
        waiting.refresh_from_db()
        assert waiting.state == "WITHDRAWN"

    def test_afterwards_closes_the_stations_and_frees_the_places(self, waiting, county_officer, street_officer):
        confirm_site(nomination=waiting, by=county_officer.actor)
        withdraw_nomination(nomination=waiting, reason="房屋收回", by=street_officer.actor)
        assert set(Station.objects.values_list("state", "closing_reason")) == {("CLOSED", "WITHDRAWN")}
        assert not Slot.objects.filter(freed_on__isnull=True).exists()
        again = make_nomination(waiting.plan, waiting.division)
        confirm_site(nomination=again, by=county_officer.actor)
        assert Slot.objects.filter(freed_on__isnull=True).count() == 2

    def test_refuses_once_submitted_without_reason_and_elsewhere(self, waiting, county_officer, neighbour_county):
        confirm_site(nomination=waiting, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="写明撤回的理由"):
            withdraw_nomination(nomination=waiting, reason="", by=county_officer.actor)
        with pytest.raises(RuleBroken, match="由乡镇（街道）或县"):
            withdraw_nomination(nomination=waiting, reason="理由", by=neighbour_county.actor)
        Station.objects.filter(kind="VS").update(state="ACCEPTANCE_PENDING")
        with pytest.raises(RuleBroken, match="待验收”，不能撤回"):
            withdraw_nomination(nomination=waiting, reason="理由", by=county_officer.actor)
        assert Slot.objects.filter(freed_on__isnull=True).count() == 2
