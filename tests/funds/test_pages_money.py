"""Pages of the books, claims and donations: shown, the neighbour's row exists and is 404, the verb that is not held is 403."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.funds.models import Book, Claim, Donation, Entry
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.funds import make_asset, make_book, make_claim_row, make_donation, make_income
from tests.factories.stations import make_photo, make_sign

CLAIM = {
    "summary": "活动用品",
    "amount": "320.50",
    "source": "F3",
    "account": "X2",
    "payee": "示例商店",
    "invoice_no": "",
    "basis": "签领单",
}
GIFT = {
    "donor_kind": "ORGANISATION",
    "donor_name": "示例公司",
    "kind": "GOODS",
    "items": "大米 20 袋",
    "amount": "1600",
    "value_basis": "发票",
    "raised": "GIVEN",
    "receiver": "COMMITTEE",
    "receiver_name": "示例居委会",
    "receipt": "LAWFUL",
    "issuer": "COMMITTEE",
    "issuer_name": "示例居委会",
    "receipt_no": "1",
    "purpose": "慰问",
    "accounts": ["X2"],
}


def at(name, *args):
    return reverse(f"funds:{name}", args=args)


def day():
    return today().isoformat()


@pytest.fixture
def head(station_head):
    return station_head.client


class TestBook:
    def test_from_opening_to_a_voucher(self, station, head):
        page = head.get(at("book-page", station.pk)).content.decode()
        assert ("还没有建账" in page, "不替代会计账簿" in page) == (True, True)
        wrong = head.post(at("book-open", station.pk), {"custodian": "STATION", "custodian_name": "本站"})
        assert "本站不是法人，不能设立账户" in wrong.content.decode()
        head.post(at("book-open", station.pk), {"custodian": "COMMITTEE", "custodian_name": "示例居委会"})
        assert Book.objects.get().custodian_name == "示例居委会"
        given = {"source": "F3", "amount": "12.345", "summary": "拨入", "happened_on": day(), "booked_on": day()}
        assert "最多两位小数" in head.post(at("income-add", station.pk), given).content.decode()
        assert (
            head.post(at("income-add", station.pk), {**given, "amount": "1,200.50", "scan": make_photo()}).status_code
            == 302
        )
        entry = Entry.objects.get()
        assert "1,200.50 元" in head.get(at("book-page", station.pk), {"source": "F3"}).content.decode()
        assert "拨入" in head.get(at("entry-page", entry.pk)).content.decode()
        assert head.get(at("entry-scan", entry.pk)).status_code == 200
        assert head.get(at("voucher-paper", entry.pk)).content[:4] == b"%PDF"

    @pytest.mark.parametrize("lines", [1, 3])
    def test_queries(self, station, head, lines):
        make_book(station)
        for _ in range(lines):
            make_income(station)
        head.get(at("book-page", station.pk))
        assert head.queries == 16

    def test_a_month_is_closed_by_one_button(self, station, head):
        with acting_on(dt.date(2026, 1, 5)):
            make_book(station)
            make_income(station, happened_on=dt.date(2026, 1, 5))
        assert "结账 2026年1月" in head.get(at("book-page", station.pk)).content.decode()
        assert head.post(at("month-close", station.pk, 202601)).status_code == 302
        assert Book.objects.get().closed_through == 202601
        assert "（已结账）" in head.get(at("book-page", station.pk), {"period": "202601"}).content.decode()

    def test_budget_statement_and_exports(self, ready, head):
        given = {"year": today().year, "source": "F3", "account": "X3", "amount": "100", "reason": ""}
        assert head.post(at("budget-set", ready.pk), given).status_code == 302
        assert "场地水电" in head.get(at("budget", ready.pk)).content.decode()
        assert "年末结余" in head.get(at("statement", ready.pk)).content.decode()
        assert head.get(at("statement-pdf", ready.pk)).content[:4] == b"%PDF"
        assert head.get(at("statement-export", ready.pk)).content[:2] == b"PK"
        assert head.get(at("book-export", ready.pk), {"year": "x"}).content[:2] == b"PK"

    def test_list_and_neighbour(self, ready, neighbour_station, head, street_officer, social_worker):
        make_book(neighbour_station)
        assert head.get(at("book-list")).status_code in (200, 302)
        page = street_officer.client.get(at("book-list")).content.decode()
        assert (ready.name in page, neighbour_station.name in page) == (True, True)
        for name in ("book-page", "budget", "statement", "book-export", "income-add"):
            assert head.get(at(name, neighbour_station.pk)).status_code == 404
        assert social_worker.client.get(at("book-page", ready.pk)).status_code == 403
        theirs = make_income(neighbour_station)
        for name in ("entry-page", "voucher-paper", "entry-reverse"):
            assert head.get(at(name, theirs.pk)).status_code == 404

    def test_reversal_on_the_page(self, ready, cashier, head):
        entry = Entry.objects.get()
        refused = head.post(at("entry-reverse", entry.pk), {"reason": "写错"})
        assert "代管" in refused.content.decode()
        assert cashier.client.post(at("entry-reverse", entry.pk), {"reason": "写错"}).status_code == 302
        assert "冲正" in head.get(at("entry-page", entry.pk)).content.decode()


class TestClaims:
    def test_three_persons_on_three_pages(self, ready, head, committee_member, cashier):
        given = {**CLAIM, "spent_on": day(), "scans": [make_photo()]}
        with head.allow(40):
            assert head.post(at("claim-add", ready.pk), given).status_code == 302
        claim = Claim.objects.get()
        here = at("claim-page", claim.pk)
        page = head.get(here).content.decode()
        assert ("320.50 元" in page, "批准</button>" in page) == (True, False)
        uuid = claim.scans.get().file.uuid
        assert head.get(at("claim-scan-file", claim.pk, uuid)).status_code == 200
        assert "批准" in committee_member.client.get(here).content.decode()
        with committee_member.client.allow(40):
            committee_member.client.post(at("claim-approve", claim.pk))
        assert "审批人和出纳不能是同一人" in committee_member.client.get(here).content.decode()
        with cashier.client.allow(50):
            assert cashier.client.post(at("claim-pay", claim.pk), {"booked_on": day()}).status_code == 302
        assert Claim.objects.get().entry.voucher in head.get(here).content.decode()

    def test_returned_and_mended(self, ready, head, station_head, committee_member):
        claim = make_claim_row(ready, by=station_head.actor)
        with committee_member.client.allow(40):
            committee_member.client.post(at("claim-return", claim.pk), {"reason": "换票"})
        assert "退回理由：换票" in head.get(at("claim-page", claim.pk)).content.decode()
        assert claim.summary in head.get(at("claim-edit", claim.pk)).content.decode()
        with head.allow(40):
            assert head.post(at("claim-edit", claim.pk), {**CLAIM, "spent_on": day()}).status_code == 302
            head.post(at("claim-withdraw", claim.pk))
        assert Claim.objects.get().state == "WITHDRAWN"

    def test_a_sign_from_its_own_page(self, ready, head):
        sign = make_sign(ready)
        address = f"{at('claim-add', ready.pk)}?sign={sign.pk}"
        assert address in head.get(reverse("stations:signs", args=[ready.pk])).content.decode()
        assert "标识牌" in head.get(address).content.decode()
        wrong = {**CLAIM, "account": "X5", "source": "F1", "sign": sign.pk, "spent_on": day()}
        assert "只能从社区工作经费或社区建设经费列支" in head.post(address, wrong).content.decode()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_list(self, ready, neighbour_station, head, rows):
        make_claim_row(neighbour_station, summary="别站的事")
        for _ in range(rows):
            make_claim_row(ready)
        page = head.get(at("claim-list")).content.decode()
        assert ("重阳节活动用品" in page, "别站的事" in page) == (True, False)
        assert head.queries == 10
        assert "没有符合条件" in head.get(at("claim-list"), {"state": "PAID"}).content.decode()

    def test_neighbour(self, neighbour_station, head):
        theirs = make_claim_row(neighbour_station)
        for name in ("claim-page", "claim-edit", "claim-return", "claim-pay"):
            assert head.get(at(name, theirs.pk)).status_code == 404


class TestDonations:
    def test_the_whole_way(self, station, head):
        given = {**GIFT, "received_on": day()}
        assert head.get(at("donation-add", station.pk)).status_code == 200  # before there are books: nothing is preset
        refused = head.post(at("donation-add", station.pk), {**given, "receiver": "STATION"})
        assert "本站登记为使用人" in refused.content.decode()
        assert head.post(at("donation-add", station.pk), {**given, "agreement": make_photo()}).status_code == 302
        gift = Donation.objects.get()
        for name, words in (
            ("donation-use", {"account": "X2", "amount": "600", "on": day(), "note": "慰问"}),
            ("donation-publish", {"on": day(), "where": "公示栏"}),
            ("donation-report", {"on": day(), "how": "函告"}),
            ("donation-purpose", {"purpose": "宣传", "accounts": ["X8"], "consent": make_photo()}),
        ):
            assert head.get(at(name, gift.pk)).status_code == 200
            assert head.post(at(name, gift.pk), words).status_code == 302, name
        page = head.get(at("donation-page", gift.pk)).content.decode()
        for words in ("未使用 1,000 元", "公示栏", "函告", "用途变更"):
            assert words in page
        assert head.get(at("donation-file", gift.pk)).status_code == 200
        assert head.get(at("donations-paper", station.pk)).content[:4] == b"%PDF"

    def test_a_private_donor(self, station, head, committee_member):
        given = {**GIFT, "donor_kind": "PERSON", "donor_name": "", "person_name": "王小明", "received_on": day()}
        with head.allow(40):
            head.post(at("donation-add", station.pk), given)
        here = at("donation-page", Donation.objects.get().pk)
        assert "王小明" in head.get(here).content.decode()
        assert "王小明" not in committee_member.client.get(here).content.decode()
        assert "王小明" not in head.get(at("donation-list")).content.decode()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_list_and_neighbour(self, station, neighbour_station, head, rows):
        make_book(station)
        make_book(neighbour_station)
        theirs = make_donation(neighbour_station, donor_name="别家公司")
        for _ in range(rows):
            make_donation(station)
        page = head.get(at("donation-list"), {"kind": "CASH"}).content.decode()
        assert ("示例商贸公司" in page, "别家公司" in page) == (True, False)
        assert head.queries == 12
        for name in ("donation-page", "donation-use", "donation-file"):
            assert head.get(at(name, theirs.pk)).status_code == 404


def test_officers_above_see_sums_only(ready, city_officer, neighbour_city):
    make_asset(ready)
    page = city_officer.client.get(at("figures")).content.decode()
    assert ("和平区" in page, "300 元" in page, "10,000 元" in page) == (True, True, True)
    assert "还没有数据" in neighbour_city.client.get(at("figures")).content.decode()
    assert city_officer.client.get(at("asset-list")).status_code == 403


def test_the_desk(ready, head, station_head, committee_member):
    from liangzhan.funds import panels

    make_claim_row(ready, by=station_head.actor)
    found = panels.money.claims_to_approve(committee_member.actor, today())
    assert [one.verb for one in found] == ["审批"]
    assert panels.money.claims_to_approve(station_head.actor, today()) == []
    assert panels.things.stocktakes_due(station_head.actor, today()) == []
