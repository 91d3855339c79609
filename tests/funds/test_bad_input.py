"""The bad input of the issue, each on the page where somebody types it: a clear sentence, nothing lost, nothing written."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.funds.models import Claim, Donation, Entry, StocktakeLine
from liangzhan.funds.services import books, claims
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.funds import (
    make_asset,
    make_batch,
    make_book,
    make_claim_row,
    make_income,
    make_stocktake,
    make_supply,
)


@pytest.fixture
def said(station_head):
    """What a page says to a post, by whom; it was refused and shows what was typed."""

    def ask(name, pk, given, person=station_head, typed=""):
        with person.client.allow(50):
            answer = person.client.post(reverse(f"funds:{name}", args=[pk]), given)
        page = answer.content.decode()
        assert (answer.status_code, typed in page) == (422, True)
        return page

    return ask


def day():
    return today().isoformat()


CLAIM = {"summary": "重阳节用品", "amount": "320.50", "source": "F3", "account": "X2", "payee": "示例商店"}


def test_negative_stock(station, said):
    supply = make_supply(station)
    make_batch(supply, 5)
    given = {"quantity": "6", "receiver": "义诊活动", "on": day(), "note": ""}
    assert "医用口罩可用结存只有 5 只，不够领用 6 只。" in said("supply-out", supply.pk, given, typed="义诊活动")
    early = {**given, "quantity": "1", "on": (today() - dt.timedelta(days=1)).isoformat()}
    assert f"医用口罩在 {early['on']} 可用结存只有 0 只" in said("supply-out", supply.pk, early)


def test_a_donation_to_a_filed_station(station, said):
    given = {"donor_kind": "ORGANISATION", "donor_name": "示例公司", "kind": "CASH", "amount": "100"}
    given |= {"received_on": day(), "raised": "GIVEN", "receiver": "STATION", "receiver_name": "本站"}
    given |= {"receipt": "LAWFUL", "issuer": "COMMITTEE", "receipt_no": "1", "purpose": "慰问"}
    page = said("donation-add", station.pk, given, typed="示例公司")
    assert (
        "本站是备案组织，不是法人，不能自己接收捐款。请由居（村）民委员会、乡镇（街道）或慈善组织接收并开具票据" in page
    )
    assert not Donation.objects.exists()


def test_spending_over_budget(ready, station_head, committee_member):
    claim = make_claim_row(ready, by=station_head.actor, amount_fen=500_001)
    words = "超出预算：预算 5,000.00 元，已用和待付 0.00 元，还可用 5,000.00 元。"
    here = reverse("funds:claim-page", args=[claim.pk])
    assert f"现在不能批准：{words}" in station_head.client.get(here).content.decode()
    client = committee_member.client
    with client.allow(50):
        page = client.post(reverse("funds:claim-approve", args=[claim.pk]), follow=True).content.decode()
    assert words in page
    assert Claim.objects.get().state == "SUBMITTED"


def test_the_same_invoice_number_twice(ready, said):
    first = make_claim_row(ready, invoice_no="示例 0001-A")
    page = said("claim-add", ready.pk, {**CLAIM, "spent_on": day(), "invoice_no": "示例0001a"}, typed="示例0001a")
    assert f"这张发票已经报过账（{first}，{first.summary}，待审批），同一张发票不能报两次。" in page
    page = said("claim-add", ready.pk, {**CLAIM, "spent_on": day()}, typed="重阳节用品")
    assert "没有发票的，请写明依据，例如签领单、会议纪要。" in page
    assert Claim.objects.count() == 1


def test_a_stocktake_with_labels_of_another_station(station, neighbour_station, said):
    make_asset(station)
    count, other = make_stocktake(station), make_asset(neighbour_station)
    page = said("stocktake-count", count.pk, {"number": f"https://x/{other.uuid}/", "room": ""})
    assert f"这是{neighbour_station.name}的标签，不计入{station.name}的盘点。" in page
    assert StocktakeLine.objects.filter(asset=other).count() == 0


def test_two_cashiers_one_after_the_other(ready, station_head, committee_member, cashier, street_officer, said):
    claim = make_claim_row(ready, by=station_head.actor)
    claims.approve_claim(claim=claim, by=committee_member.actor)
    claims.pay_claim(claim=claim, by=cashier.actor)
    page = said("claim-pay", claim.pk, {"booked_on": day()}, person=street_officer)
    assert f"这笔报账刚刚已由{cashier.actor.label}支付，凭证号 {claim.entry}。" in page
    assert Entry.objects.filter(kind="EXPENSE").count() == 1


def test_a_closed_month(station, cashier, said):
    with acting_on(dt.date(2026, 1, 5)):
        make_book(station)
        make_income(station)
    with acting_on(dt.date(2026, 2, 5)):
        books.close_month(station=station, period=202601, by=cashier.actor)
        given = {"source": "F3", "amount": "70", "summary": "迟到的拨款", "happened_on": "2026-01-20"}
        page = said("income-add", station.pk, {**given, "booked_on": "2026-01-20"}, typed="迟到的拨款")
    assert "2026年1月已结账，不能再记账。请把记账日期改为 2026-02-01 或以后，业务日期照实填写。" in page
    assert Entry.objects.count() == 1


def test_money_of_a_station_that_is_no_legal_person_any_more(station, said, keeper):
    """The custodian was lawful when the books were opened; nothing more is booked until it is put right, which one page does."""
    rows = type(station).objects.filter(pk=station.pk)
    rows.update(legal_form="SOCIAL_SERVICE_ORG")
    station.refresh_from_db()
    make_book(station, "STATION")
    rows.update(legal_form="FILED_COMMUNITY_ORG")
    given = {"source": "F3", "amount": "70", "summary": "拨入", "happened_on": day(), "booked_on": day()}
    assert "本站现在不是法人，资金不能由本站账户保管。" in said("income-add", station.pk, given)
    client, address = keeper.client, reverse("funds:book-custody", args=[station.pk])
    assert address in client.get(reverse("funds:book-page", args=[station.pk])).content.decode()
    assert "示例居委会" in client.get(address).content.decode()
    assert client.post(address, {"custodian": "COMMITTEE", "custodian_name": "示例居委会"}).status_code == 302
    assert client.post(reverse("funds:income-add", args=[station.pk]), given).status_code == 302
