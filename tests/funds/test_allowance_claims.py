"""A list of allowances is paid by one claim: chosen from the lists of staff, opened from either side, never paid twice."""

import pytest
from django.urls import reverse

from liangzhan.funds.models import Claim
from liangzhan.funds.queries.claims import allowances_to_pay
from liangzhan.funds.services import books, claims
from liangzhan.toolkit.periods import today
from tests.factories.funds import make_book, make_budget, make_claim_row, make_income
from tests.factories.staff import make_worker
from tests.factories.talent import make_line, make_list
from tests.funds.refusing import refusal


@pytest.fixture
def listed(station):
    """An approved list of 400 yuan of a station with books."""
    make_book(station)
    make_income(station)
    make_budget(station, account="X1")
    held = make_list(station, state="APPROVED")
    for name in ("王持证", "李持证"):
        make_line(held, make_worker(name, station=station))
    return held


@pytest.fixture
def by(station_head):
    return station_head.actor


def handed_in(held, by, **fields):
    given = {"account": "X1", "amount_fen": 40_000, "invoice_no": "", "allowance": held, "by": by}
    return make_claim_row(fields.pop("station", held.station), **{**given, **fields})


def test_pays_the_list_once_and_again_after_a_reversal(listed, by, committee_member, cashier):
    claim = handed_in(listed, by)
    sentence, field = refusal(handed_in, held=listed, by=by)
    assert field == "allowance"
    assert sentence == f"这份津贴名单已经报过账（{claim}，{claim.summary}，待审批），同一份名单不能报两次。"
    claims.approve_claim(claim=claim, by=committee_member.actor)
    claims.pay_claim(claim=claim, by=cashier.actor)
    assert list(allowances_to_pay(listed.station)) == []
    books.reverse_entry(entry=claim.entry, reason="重发", by=cashier.actor)
    assert [one.total_fen for one in allowances_to_pay(listed.station)] == [40_000]
    assert handed_in(listed, by).pk


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"account": "X2"}, "account", "支出科目请选择“人员（薪酬、津贴、社保）”"),
        ({"amount_fen": 39_999}, "amount", "这份津贴名单合计 400.00 元，金额要和名单一致。"),
    ],
)
def test_the_whole_list_as_what_is_spent_on_persons(listed, by, wrong, field, words):
    sentence, at = refusal(handed_in, held=listed, by=by, **wrong)
    assert (at, words in sentence) == (field, True)


def test_neither_before_it_is_approved_nor_by_another_station(listed, by, neighbour_station):
    waiting = make_list(listed.station, "2026-09", "REVIEWED")
    assert refusal(handed_in, held=waiting, by=by) == (
        "这份津贴名单现在是“待县级核准”，县级核准后才能报账。",
        "allowance",
    )
    assert "不是本站的" in refusal(handed_in, held=listed, by=by, station=neighbour_station)[0]
    assert [one.pk for one in allowances_to_pay(listed.station)] == [listed.pk]


def test_a_returned_claim_keeps_its_list_and_may_be_mended(listed, by, committee_member):
    claim = handed_in(listed, by)
    claims.return_claim(claim=claim, reason="换收款单位", by=committee_member.actor)
    assert [one.pk for one in allowances_to_pay(listed.station, but=claim)] == [listed.pk]
    assert claims.change_claim(claim=claim, payee="代发银行", by=by).allowance == listed


def test_chosen_on_the_form_and_opened_from_both_sides(listed, station_head, keeper, committee_member):
    client, add = station_head.client, reverse("funds:claim-add", args=[listed.station_id])
    page = client.get(reverse("staff:allowance-page", args=[listed.pk])).content.decode()
    assert f"{add}?allowance={listed.pk}" in page
    assert (
        f"{listed.month}，合计 400.00 元，已核准，待发放" in client.get(f"{add}?allowance={listed.pk}").content.decode()
    )
    given = {"summary": "职业津贴", "amount": "400", "source": "F3", "account": "X1", "payee": "代发银行"}
    given |= {"spent_on": today().isoformat(), "allowance": listed.pk}
    with client.allow(40):
        assert client.post(add, given).status_code == 302
    claim = Claim.objects.get()
    assert claim.allowance == listed
    here = reverse("funds:claim-page", args=[claim.pk])
    link = reverse("staff:allowance-page", args=[listed.pk])
    assert link in client.get(here).content.decode()
    page = committee_member.client.get(here).content.decode()
    assert ("合计 400 元" in page, link in page) == (True, False)  # the committee reads no list of names
    page = client.get(link).content.decode()
    assert ("待审批" in page, here in page, f"{add}?" in page) == (True, True, False)
    assert "职业津贴名单</label>" not in client.get(add).content.decode()  # nothing left to pay, one field less


def test_a_list_that_is_not_approved_says_nothing_of_money(station, station_head, keeper):
    held = make_list(station)
    page = station_head.client.get(reverse("staff:allowance-page", args=[held.pk])).content.decode()
    assert reverse("funds:claim-add", args=[station.pk]) not in page
