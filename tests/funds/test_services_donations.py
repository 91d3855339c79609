"""Donations: three fields, lawful receiver, purpose and balance, publication, the donor's name in one place only."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.funds.models import Donation, DonationUse, Entry, PurposeChange
from liangzhan.funds.queries.books import donation_left, donations_to_spend
from liangzhan.funds.queries.donations import donations_of_year, donor_shown, uses_of, with_left
from liangzhan.funds.services import books, claims, donations
from liangzhan.people.merging import DECISIONS
from liangzhan.people.models import Person, Tie
from liangzhan.people.rules.identity import PersonFacts
from tests.factories.funds import BY, make_book, make_claim_row, make_donation
from tests.factories.people import make_individual
from tests.factories.stations import make_photo
from tests.funds.refusing import refusal

PERSON = {"donor_kind": "PERSON", "donor_name": "", "person": PersonFacts(name="王小明", mobile="13900000001")}
GOODS = {"kind": "GOODS", "items": "大米 20 袋", "value_basis": "购货发票"}


@pytest.fixture
def book(station):
    return make_book(station)


class TestRegister:
    def test_money_with_a_custodian_is_income_of_the_books(self, station, book):
        gift = make_donation(station, agreement=make_photo())
        entry = Entry.objects.get()
        assert (entry.kind, entry.source, entry.amount_fen, entry.donation, entry.other_party) == (
            "INCOME",
            "F6",
            200_000,
            gift,
            "示例商贸公司",
        )
        assert (gift.receiver, gift.issuer, gift.station) == ("COMMITTEE", "COMMITTEE", station)
        assert (str(gift), donation_left(gift), gift.agreement is not None) == (f"捐赠 {gift.year}-001", 200_000, True)

    @pytest.mark.parametrize("kind", ["CASH", "GOODS"])
    def test_a_filed_station_is_told_what_to_do_instead(self, station, book, kind):
        sentence, field = refusal(make_donation, station=station, **{**GOODS, "kind": kind, "receiver": "STATION"})
        assert field == "receiver"
        assert "由居（村）民委员会、乡镇（街道）或慈善组织接收" in sentence
        assert Donation.objects.count() == 0

    def test_money_at_a_charity_is_not_in_the_books(self, station):
        gift = make_donation(
            station,
            receiver="CHARITY",
            receiver_name="示例慈善总会",
            issuer="CHARITY",
            receipt="FISCAL",
            raised="PUBLIC",
            charity_permit="示例资格",
        )
        assert Entry.objects.count() == 0
        assert donation_left(gift) == 200_000

    def test_goods_need_no_book(self, station):
        assert make_donation(station, **GOODS).entries.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"amount_fen": 0}, "amount"),
            ({"received_on": dt.date(2999, 1, 1)}, "received_on"),
            ({"related": True}, "related"),
            ({"donor_name": ""}, "donor_name"),
            ({"kind": "GOODS"}, "items"),
            ({"raised": "PUBLIC"}, "receiver"),
            ({"receipt_no": ""}, "receipt_no"),
            ({"person": PersonFacts(name="王小明")}, "person_name"),
        ],
    )
    def test_refuses(self, station, book, wrong, field):
        assert refusal(make_donation, station=station, **wrong)[1] == field

    def test_the_number_comes_back_when_refused(self, station):
        refusal(make_donation, station=station)  # no book yet: money cannot be booked
        assert make_donation(station, **GOODS).number == 1


class TestPrivateDonor:
    def test_the_name_stands_in_people_only(self, station, book, station_head, committee_member):
        gift = make_donation(station, **PERSON)
        person = Person.objects.get()
        assert (gift.person, person.name, gift.donor_name) == (person, "王小明", "")
        assert Tie.objects.get().kind == "DONOR"
        assert Entry.objects.get().other_party == "个人"
        assert donor_shown(gift, station_head.actor) == "王小明"
        assert donor_shown(gift, committee_member.actor) == "个人"
        assert (
            donor_shown(
                make_donation(station, donor_kind="ANONYMOUS", donor_name="", receipt="WAIVED"), station_head.actor
            )
            == "匿名"
        )

    def test_a_name_that_cannot_be_is_refused_at_its_field(self, station, book):
        assert refusal(make_donation, station=station, **{**PERSON, "person": PersonFacts(name="王1")})[1] == "name"

    def test_merging_moves_the_donation(self, station, book):
        gift = make_donation(station, **PERSON)
        kept = make_individual("王小明")
        assert DECISIONS["funds.Donation.person"].move(kept, gift.person) == 1
        gift.refresh_from_db()
        assert gift.person == kept


class TestUse:
    def use(self, gift, **given):
        return donations.use_donation(
            donation=gift, **{"account": "X2", "amount_fen": 1, "note": "慰问", "by": BY, **given}
        )

    def test_goods_until_they_are_gone(self, station):
        gift = make_donation(station, **GOODS)
        self.use(gift, amount_fen=150_000)
        assert refusal(self.use, gift=gift, amount_fen=50_001)[1] == "amount"
        self.use(gift, amount_fen=50_000)
        assert donation_left(gift) == 0
        assert [one.words for one in uses_of(gift)] == ["慰问", "慰问"]
        assert with_left([gift])[0].left_fen == 0

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"account": "X3"}, "account"),
            ({"amount_fen": 0}, "amount"),
            ({"note": " "}, "note"),
            ({"on": dt.date(2020, 1, 1)}, "on"),
        ],
    )
    def test_refuses(self, station, wrong, field):
        assert refusal(self.use, gift=make_donation(station, **GOODS), **wrong)[1] == field

    def test_money_of_the_books_is_used_by_claims(self, station, book, station_head, committee_member, cashier):
        gift = make_donation(station)
        assert "请用“报账”" in refusal(self.use, gift=gift)[0]
        claim = make_claim_row(station, by=station_head.actor, source="F6", donation=gift)
        claims.approve_claim(claim=claim, by=committee_member.actor)
        claims.pay_claim(claim=claim, by=cashier.actor)
        assert [(one.words, one.voucher) for one in uses_of(gift)] == [(claim.summary, claim.entry.voucher)]
        assert with_left([gift])[0].left_fen == 200_000 - claim.amount_fen
        first = Entry.objects.earliest("id")
        make_donation(station)  # the source as a whole would cover it, the donation does not
        sentence = refusal(books.reverse_entry, entry=first, reason="x", by=cashier.actor)[0]
        assert sentence == "这笔捐赠已使用或待支付 320.50 元，请先冲正支出或退回报账。"
        assert DonationUse.objects.count() == 0

    def test_another_purpose_with_consent_only(self, station):
        gift = make_donation(station, **GOODS)
        given = {"donation": gift, "purpose": "活动和宣传", "accounts": ["X2", "X8"], "by": BY}
        assert refusal(donations.change_purpose, consent=None, **given)[1] == "consent"
        assert refusal(donations.change_purpose, consent=make_photo(), **{**given, "purpose": " "})[1] == "purpose"
        donations.change_purpose(consent=make_photo(), **given)
        assert self.use(Donation.objects.get(), account="X8").account == "X8"
        assert PurposeChange.objects.get().before == "为老服务活动（活动）"


class TestPublicAndDonor:
    def test_published_and_reported(self, station):
        gift = make_donation(station, **GOODS)
        donations.publish_donation(donation=gift, where="社区公示栏", by=BY)
        donations.report_to_donor(donation=gift, how="函告使用情况", by=BY)
        gift.refresh_from_db()
        assert (gift.published_where, gift.reported_how) == ("社区公示栏", "函告使用情况")

    def test_refuses(self, station):
        gift = make_donation(station, **GOODS)
        early = dt.date(2020, 1, 1)
        assert refusal(donations.publish_donation, donation=gift, where=" ", by=BY)[1] == "where"
        assert refusal(donations.publish_donation, donation=gift, where="x", on=early, by=BY)[1] == "on"
        assert refusal(donations.report_to_donor, donation=gift, how=" ", by=BY)[1] == "how"
        assert refusal(donations.report_to_donor, donation=gift, how="x", on=early, by=BY)[1] == "on"
        hidden = make_donation(station, donor_kind="ANONYMOUS", donor_name="", receipt="WAIVED", **GOODS)
        assert "匿名" in refusal(donations.report_to_donor, donation=hidden, how="x", by=BY)[0]


class TestVoid:
    def test_goods_entered_by_mistake(self, station, book, station_head):
        gift = make_donation(station, kind="GOODS", items="大米 20 袋", value_basis="发票")
        given = {"donation": gift, "by": station_head.actor}
        assert refusal(donations.void_donation, reason=" ", **given)[1] == "reason"
        donations.void_donation(reason="重复登记", **given)
        gift.refresh_from_db()
        assert (gift.voided_reason, gift.voided_by.uuid) == ("重复登记", station_head.actor.uuid)
        assert list(donations_of_year(station, gift.year)) == []
        given = {"donation": gift, "by": station_head.actor}
        for service, words in (
            (donations.void_donation, {"reason": "x"}),
            (donations.use_donation, {"account": "X2", "amount_fen": 1, "note": "x"}),
            (donations.publish_donation, {"where": "x"}),
            (donations.report_to_donor, {"how": "x"}),
            (donations.change_purpose, {"purpose": "x", "accounts": [], "consent": make_photo()}),
        ):
            assert "已经作废" in refusal(service, **words, **given)[0]

    def test_what_was_used_stands(self, station, book, station_head):
        gift = make_donation(station, kind="GOODS", items="大米 20 袋", value_basis="发票")
        donations.use_donation(donation=gift, account="X2", amount_fen=1, note="慰问", by=station_head.actor)
        assert "已有使用记录" in refusal(donations.void_donation, donation=gift, reason="x", by=station_head.actor)[0]

    def test_money_is_reversed_by_the_cashier_first(self, station, book, station_head, cashier):
        gift = make_donation(station)
        given = {"donation": gift, "reason": "金额写错", "by": station_head.actor}
        assert "先由出纳冲正收入凭证" in refusal(donations.void_donation, **given)[0]
        books.reverse_entry(entry=gift.entries.get(), reason="金额写错", by=cashier.actor)
        assert donations.void_donation(**given).voided_at is not None
        assert list(donations_to_spend(station)) == []

    def test_on_the_page(self, station, book, station_head):
        gift, client = (
            make_donation(station, kind="SERVICE", items="义诊 1 次", value_basis="市场价格"),
            station_head.client,
        )
        address = reverse("funds:donation-void", args=[gift.pk])
        here = reverse("funds:donation-page", args=[gift.pk])
        assert address in client.get(here).content.decode()
        assert client.post(address, {"reason": "重复登记"}).url == here
        page = client.get(here).content.decode()
        assert ("作废：重复登记" in page, address in page) == (True, False)
        assert "已作废" in client.get(reverse("funds:donation-list")).content.decode()


def test_the_issuer_is_the_receiver_unless_told(station, book):
    assert make_donation(station, issuer_name="").issuer_name == "示例居委会"
    assert refusal(make_donation, station=station, issuer="STREET", issuer_name="")[1] == "issuer_name"
