"""Supplies: batches, first expiring first, never more than there is, also for two at once."""

import datetime as dt
import threading

import pytest
from django.db import connection

from liangzhan.funds.models import SupplyBatch, SupplyMove
from liangzhan.funds.queries.supplies import batches_of, expiring, moves_of_supply, with_stock
from liangzhan.funds.services import supplies
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.funds import BY, make_batch, make_supply
from tests.factories.stations import make_site, make_station
from tests.funds.refusing import refusal


def days(count):
    return today() + dt.timedelta(days=count)


@pytest.fixture
def supply(station):
    return make_supply(station)


def issue(supply, quantity, **given):
    return supplies.issue_supply(supply=supply, quantity=quantity, **{"receiver": "夏季慰问活动", "by": BY, **given})


def test_in_and_out_first_expiring_first(supply):
    late, soon, never = (
        make_batch(supply, 5, expires_on=days(90)),
        make_batch(supply, 5, expires_on=days(3)),
        make_batch(supply, 5),
    )
    moves = issue(supply, 7)
    assert [(one.batch_id, one.quantity) for one in moves] == [(soon.pk, -5), (late.pk, -2)]
    assert len({one.slip for one in moves}) == 1
    assert [(one.pk, one.balance) for one in batches_of(supply)] in (
        [(late.pk, 3), (never.pk, 5)],
        [(never.pk, 5), (late.pk, 3)],
    )
    row = with_stock(type(supply).objects.all()).get()
    assert (row.stock, row.first_expiry) == (8, days(90))
    assert moves_of_supply(supply).count() == 5


def test_nothing_goes_out_before_it_came(supply):
    make_batch(supply, 5, received_on=days(-3))
    sentence, field = refusal(issue, supply=supply, quantity=1, on=days(-4))
    assert (field, f"在 {days(-4)} 可用结存只有 0 只" in sentence) == ("quantity", True)
    assert issue(supply, 1, on=days(-3))[0].quantity == -1


def test_more_than_there_is_changes_nothing(supply):
    make_batch(supply, 5)
    sentence, field = refusal(issue, supply=supply, quantity=6)
    assert (field, "可用结存只有 5 只，不够领用 6 只" in sentence) == ("quantity", True)
    assert SupplyBatch.objects.get().balance == 5


def test_what_expired_is_only_written_off(supply):
    batch = make_batch(supply, 5, expires_on=days(1))
    SupplyBatch.objects.update(expires_on=days(-1))
    batch.refresh_from_db()
    assert "可用结存只有 0" in refusal(issue, supply=supply, quantity=1)[0]
    assert "不能退回" in refusal(supplies.take_back_supply, batch=batch, quantity=1, receiver="x", by=BY)[0]
    assert refusal(supplies.write_off_supply, batch=batch, quantity=1, reason=" ", by=BY)[1] == "reason"
    assert refusal(supplies.write_off_supply, batch=batch, quantity=6, reason="过期", by=BY)[1] == "quantity"
    supplies.write_off_supply(batch=batch, quantity=5, reason="过期", by=BY)
    assert "只剩 0" in refusal(supplies.write_off_supply, batch=batch, quantity=1, reason="过期", by=BY)[0]


def test_back_never_more_than_went_out(supply):
    batch = make_batch(supply, 5)
    issue(supply, 3)
    assert refusal(supplies.take_back_supply, batch=batch, quantity=4, receiver="x", by=BY)[1] == "quantity"
    supplies.take_back_supply(batch=batch, quantity=3, receiver="夏季慰问活动", by=BY)
    batch.refresh_from_db()
    assert batch.balance == 5 == sum(SupplyMove.objects.values_list("quantity", flat=True))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": 2_000_000}, "quantity"),
        ({"receiver": " "}, "receiver"),
        ({"on": dt.date(2999, 1, 1)}, "on"),
    ],
)
def test_refuses_out(supply, wrong, field):
    make_batch(supply)
    assert refusal(issue, **{"supply": supply, "quantity": 1, **wrong})[1] == field


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"received_on": dt.date(2999, 1, 1)}, "received_on"),
        ({"expires_on": dt.date(2020, 1, 1)}, "expires_on"),
    ],
)
def test_refuses_in(supply, wrong, field):
    assert refusal(make_batch, supply=supply, **wrong)[1] == field


def test_one_name_once(supply):
    assert refusal(make_supply, station=supply.station)[1] == "name"
    changed = supplies.save_supply(
        station=supply.station, supply=supply, name="N95 口罩", unit="只", low_mark=20, by=BY
    )
    assert (changed.pk, changed.low_mark) == (supply.pk, 20)


def test_what_is_about_to_expire(supply):
    soon, _ = make_batch(supply, expires_on=days(10)), make_batch(supply, expires_on=days(60))
    assert list(expiring(SupplyBatch.objects.all(), days(30))) == [soon]


def test_two_at_once_never_take_more_than_there_is(committed_db):
    from tests.factories import divisions as places

    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    supply = make_supply(station)
    make_batch(supply, 10)
    said = []

    def take():
        try:
            issue(supply, 7)
            said.append("out")
        except RuleBroken as refused:
            said.append(refused.field)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["out", "quantity"]
    assert SupplyBatch.objects.get().balance == 3
