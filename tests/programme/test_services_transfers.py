"""任务调剂: the sum stays under any sequence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.programme.models import Quota, QuotaChange, Transfer
from liangzhan.programme.services.transfers import decide_transfer, request_transfer
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_plan, make_quota, make_slot, make_transfer


def ask(source, target, by, **fields):
    facts = {"kind": "SW", "count": 2, "reason": "社区数量变化", **fields}
    return request_transfer(source=source, target=target, **facts, by=by)


class TestRequest:
    def test_a_county_asks_and_the_city_is_told(
        self, county_quota, neighbour_county_quota, county_officer, city_officer, province_officer
    ):
        found = ask(county_quota, neighbour_county_quota, county_officer.actor)
        assert found.state == "REQUESTED"
        assert Notice.objects.get().recipient == city_officer.user
        county_quota.refresh_from_db()
        assert county_quota.sw == 5
        assert Event.objects.get(name="transfer.requested").details["count"] == 2

    def test_the_receiving_county_may_ask_too(self, county_quota, neighbour_county_quota, neighbour_county):
        assert ask(county_quota, neighbour_county_quota, neighbour_county.actor).state == "REQUESTED"

    def test_the_city_does_it_at_once(self, county_quota, neighbour_county_quota, city_quota, city_officer):
        found = ask(county_quota, neighbour_county_quota, city_officer.actor)
        assert found.state == "APPROVED"
        for one in (county_quota, neighbour_county_quota, city_quota):
            one.refresh_from_db()
        assert (county_quota.sw, neighbour_county_quota.sw, city_quota.sw) == (3, 7, 10)
        assert city_quota.version == 2

    def test_the_province_between_cities(self, city_quota, neighbour_city_quota, province_officer):
        assert ask(city_quota, neighbour_city_quota, province_officer.actor, kind="VS").state == "APPROVED"
        neighbour_city_quota.refresh_from_db()
        assert neighbour_city_quota.vs == 12

    def test_refuses_somebody_else(self, county_quota, neighbour_county_quota, neighbour_city, province_officer):
        for person in (neighbour_city, province_officer):
            with pytest.raises(RuleBroken, match="由调出或调入的地区申请"):
                ask(county_quota, neighbour_county_quota, person.actor)
        assert not Transfer.objects.exists()

    def test_refuses_other_parents_and_itself(self, county_quota, neighbour_city_quota, county_officer):
        with pytest.raises(RuleBroken, match="同一上级"):
            ask(county_quota, neighbour_city_quota, county_officer.actor)
        with pytest.raises(RuleBroken, match="不能相同"):
            ask(county_quota, county_quota, county_officer.actor)

    def test_refuses_without_reason_or_room(self, plan, county_quota, neighbour_county_quota, county_officer, station):
        with pytest.raises(RuleBroken, match="理由"):
            ask(county_quota, neighbour_county_quota, county_officer.actor, reason=" ")
        with pytest.raises(RuleBroken, match="只有 5 个"):
            ask(county_quota, neighbour_county_quota, county_officer.actor, count=6)
        make_slot(plan, station)
        with pytest.raises(RuleBroken, match="已确认 1 个"):
            ask(county_quota, neighbour_county_quota, county_officer.actor, count=5)

    def test_refuses_when_not_under_way(self, county_officer):
        plan = make_plan(2021, state="CLOSED")
        parent = make_quota(plan, places.CITY)
        pair = [make_quota(plan, code, parent=parent) for code in (places.COUNTY, places.NEIGHBOUR_COUNTY)]
        with pytest.raises(RuleBroken, match="现在不能调剂"):
            ask(*pair, county_officer.actor)


class TestDecide:
    def test_approves_with_history_and_tells_both(
        self, county_quota, neighbour_county_quota, city_officer, county_officer, neighbour_county
    ):
        row = make_transfer(county_quota, neighbour_county_quota, 2)
        decide_transfer(transfer=row, approve=True, note="", by=city_officer.actor)
        row.refresh_from_db()
        assert (row.state, row.decided_by.label) == ("APPROVED", "刘市")
        changes = QuotaChange.objects.order_by("quota__division_code").values_list("sw_before", "sw_after")
        assert list(changes) == [(5, 3), (5, 7)]
        told = {one.recipient for one in Notice.objects.all()}
        assert told == {county_officer.user, neighbour_county.user}

    def test_refuses_with_a_reason(self, county_quota, neighbour_county_quota, city_officer):
        row = make_transfer(county_quota, neighbour_county_quota)
        with pytest.raises(RuleBroken, match="不批准请写明理由"):
            decide_transfer(transfer=row, approve=False, note="", by=city_officer.actor)
        decide_transfer(transfer=row, approve=False, note="任务不变", by=city_officer.actor)
        county_quota.refresh_from_db()
        assert (row.state, county_quota.sw) == ("REJECTED", 5)

    def test_decided_once(self, county_quota, neighbour_county_quota, city_officer):
        row = make_transfer(county_quota, neighbour_county_quota)
        decide_transfer(transfer=row, approve=True, note="", by=city_officer.actor)
        with pytest.raises(RuleBroken, match="已批准"):
            decide_transfer(transfer=row, approve=True, note="", by=city_officer.actor)
        county_quota.refresh_from_db()
        assert county_quota.sw == 4

    def test_only_the_level_that_set_the_tasks(
        self, county_quota, neighbour_county_quota, neighbour_city, province_officer
    ):
        row = make_transfer(county_quota, neighbour_county_quota)
        for person in (neighbour_city, province_officer):
            with pytest.raises(RuleBroken, match="由沈阳市办理"):
                decide_transfer(transfer=row, approve=True, note="", by=person.actor)

    def test_room_is_checked_again(self, plan, county_quota, neighbour_county_quota, city_officer, station):
        row = make_transfer(county_quota, neighbour_county_quota, 5)
        make_slot(plan, station)
        with pytest.raises(RuleBroken, match="已确认 1 个"):
            decide_transfer(transfer=row, approve=True, note="", by=city_officer.actor)

    def test_not_after_the_plan_ended(self, county_quota, neighbour_county_quota, plan, city_officer):
        row = make_transfer(county_quota, neighbour_county_quota)
        type(plan).objects.update(state="CLOSED")
        with pytest.raises(RuleBroken, match="现在不能调剂"):
            decide_transfer(transfer=row, approve=True, note="", by=city_officer.actor)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from(["SW", "VS"]), st.integers(0, 6)), max_size=8
    )
)
def test_any_sequence_keeps_the_sum(db, moves):
    from django.db import transaction

    with transaction.atomic():
        plan = make_plan(2030)
        parent = make_quota(plan, places.CITY, 12, 9)
        codes = [one.code for one in places.division(places.CITY).children.order_by("code")[:3]]
        quotas = [make_quota(plan, code, 4, 3, parent=parent) for code in codes]
        for source, target, kind, count in moves:
            try:
                ask(quotas[source], quotas[target], SYSTEM, kind=kind, count=count)
            except RuleBroken:
                continue
            for one in quotas:
                one.refresh_from_db()
        found = Quota.objects.filter(parent=parent)
        assert (sum(one.sw for one in found), sum(one.vs for one in found)) == (12, 9)
        assert min(min(one.sw, one.vs) for one in found) >= 0
        transaction.set_rollback(True)
