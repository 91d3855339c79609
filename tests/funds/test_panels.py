"""What the room puts on the desk: only what this very person may do, and nothing of the neighbour's."""

import datetime as dt

import pytest

from liangzhan.funds.models import Asset, SupplyBatch
from liangzhan.funds.panels import money, things
from liangzhan.funds.queries.stocktakes import count_words
from liangzhan.funds.services import assets, claims, disposals, handovers, stocktakes
from liangzhan.stations.models import Room
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.funds import (
    BY,
    make_asset,
    make_batch,
    make_book,
    make_budget,
    make_claim_row,
    make_income,
    make_stocktake,
    make_supply,
)


def said(panel, person):
    return [one.text for one in panel(person.actor, today())]


class TestMoney:
    @pytest.fixture
    def ready(self, station):
        make_book(station)
        make_income(station)
        make_budget(station)
        return station

    def test_approve_pay_and_mend(self, ready, station_head, committee_member, cashier, supervisor):
        first, second = (make_claim_row(ready, by=station_head.actor) for _ in range(2))
        words = f"{ready.name}：重阳节活动用品"
        assert said(money.claims_to_approve, committee_member) == [f"审批{words}"] * 2
        assert said(money.claims_to_approve, station_head) == []  # the head of a filed station does not approve
        claims.approve_claim(claim=first, by=committee_member.actor)
        assert said(money.claims_to_pay, cashier) == [f"支付{words}"]
        assert said(money.claims_to_pay, committee_member) == []  # who approved does not pay
        claims.return_claim(claim=second, reason="x", by=committee_member.actor)
        assert said(money.claims_that_came_back, station_head) == ["修改报账：重阳节活动用品"]
        assert said(money.claims_that_came_back, committee_member) == []
        assert said(money.claims_to_pay, supervisor) == said(money.months_to_close, supervisor) == []

    def test_a_month_to_close(self, station, keeper, neighbour_head):
        with acting_on(dt.date(2026, 1, 5)):
            make_book(station)
            make_income(station, happened_on=dt.date(2026, 1, 5))
        [todo] = money.months_to_close(keeper.actor, today())
        assert (todo.text, todo.due_on) == (f"结账{station.name}2026年1月", dt.date(2026, 2, 10))
        assert said(money.months_to_close, neighbour_head) == []


class TestThings:
    def test_signatures_and_disposals(self, station, station_head, committee_member, neighbour_committee):
        asset = make_asset(station, keeper="甲")
        count = make_stocktake(station, by=station_head.actor)
        stocktakes.count_asset(stocktake=count, asset=asset, by=station_head.actor)
        stocktakes.settle_stocktake(stocktake=count, by=station_head.actor)
        handovers.open_handover(station=station, from_keeper="甲", to_keeper="乙", by=station_head.actor)
        disposals.request_disposal(asset=asset, way="SCRAP", reason="x", by=station_head.actor)
        panel = things.signatures_and_disposals
        name = station.name
        assert said(panel, committee_member) == [f"签字{name}的盘点", f"签收{name}的财物交接", f"审批{name}的资产处置"]
        assert said(panel, station_head) == said(panel, neighbour_committee) == []

    def test_overdue_loans(self, station, station_head, neighbour_head, committee_member):
        asset = make_asset(station)
        day = today() - dt.timedelta(days=9)
        assets.lend_asset(asset=asset, borrower="x", lent_on=day, due_on=day, by=BY)
        assert said(things.loans_overdue, station_head) == ["催还0001 折叠桌"]
        assert said(things.loans_overdue, neighbour_head) == said(things.loans_overdue, committee_member) == []

    def test_expiring_supplies(self, station, station_head, committee_member):
        supply = make_supply(station)
        soon = make_batch(supply, 5, expires_on=today() + dt.timedelta(days=10))
        make_batch(supply, 7, expires_on=today() + dt.timedelta(days=90))
        assert said(things.supplies_expiring, station_head) == ["处理医用口罩临期（5 只）"]
        SupplyBatch.objects.filter(pk=soon.pk).update(expires_on=today() - dt.timedelta(days=1))
        assert said(things.supplies_expiring, station_head) == ["处理医用口罩已过期（5 只）"]
        assert said(things.supplies_expiring, committee_member) == []

    def test_the_yearly_count(self, station, station_head, committee_member):
        make_asset(station)
        assert said(things.stocktakes_due, station_head) == []
        later = today() + dt.timedelta(days=340)
        assert [one.tone for one in things.stocktakes_due(station_head.actor, later)] == ["wait"]
        assert [one.tone for one in things.stocktakes_due(station_head.actor, later + dt.timedelta(days=60))] == [
            "miss"
        ]
        assert things.stocktakes_due(committee_member.actor, later) == []
        Asset.objects.update(registered_at=dt.datetime(2026, 1, 4, 17, 0, tzinfo=dt.UTC))  # the fifth of January here
        found = things.stocktakes_due(station_head.actor, dt.date(2026, 12, 20))
        assert [one.due_on for one in found] == [dt.date(2027, 1, 5)]


def test_what_is_said_after_a_count(station):
    room = Room.objects.create(site=station.site, name="活动室", area=30)
    asset, lost = make_asset(station, quantity=4), make_asset(station)
    assets.set_asset_state(asset=lost, to="LOST", reason="x", by=BY)
    count = make_stocktake(station)

    def words(thing, **given):
        return count_words(stocktakes.count_asset(stocktake=count, asset=thing, by=BY, **given))

    assert words(asset, room=room) == "0001 折叠桌：位置不符，账面在未登记位置。"
    assert words(asset, found=3) == "0001 折叠桌：数量不符，账面 4，实有 3。"
    assert words(lost) == "0002 折叠桌：账外或账实不符，账面为“遗失”。"
