"""The books: opening, income, three persons of a claim, reversal, closed months, budget, the rule of 2.3.5."""

import datetime as dt

import pytest

from liangzhan.funds.models import Claim, Entry, MonthClose
from liangzhan.funds.queries import books as queries
from liangzhan.funds.services import books, claims
from liangzhan.funds.services.budget import set_budget
from liangzhan.notices.models import Notice
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.funds import make_book, make_budget, make_claim_row, make_donation, make_income
from tests.factories.stations import make_photo, make_sign, make_site, make_station
from tests.funds.refusing import refusal

AUGUST, SEPTEMBER = dt.date(2026, 8, 20), dt.date(2026, 9, 10)


@pytest.fixture
def three(station_head, committee_member, cashier):
    """Handler, approver, cashier."""
    return station_head.actor, committee_member.actor, cashier.actor


def paid(station, three, **fields):
    handler, approver, cashier = three
    claim = make_claim_row(station, by=handler, **fields)
    claims.approve_claim(claim=claim, by=approver)
    return claims.pay_claim(claim=claim, by=cashier)


class TestBook:
    def test_a_filed_station_holds_no_account(self, station, station_head):
        given = {"station": station, "by": station_head.actor}
        assert refusal(books.open_book, custodian="STATION", **given)[1] == "custodian"
        assert books.open_book(custodian="STREET", custodian_name="示例街道", **given).custodian == "STREET"

    def test_opened_again_only_says_anew_who_keeps(self, station, station_head):
        make_book(station)
        books.open_book(station=station, custodian="STREET", by=station_head.actor)
        assert queries.book_of(station).custodian == "STREET"

    def test_a_registered_one_has_its_own(self, community, station_head):
        legal = make_station(make_site(community), "VS", legal_form="SOCIAL_GROUP")
        assert books.open_book(station=legal, custodian="STATION", by=station_head.actor).custodian == "STATION"

    def test_nothing_is_booked_without_a_book(self, station):
        assert "还没有建立经费台账" in refusal(make_income, station=station)[0]


class TestIncome:
    def test_numbers_run_and_balances_follow(self, station):
        make_book(station)
        first, second = make_income(station, 100), make_income(station, 250, source="F4", scan=make_photo())
        assert [first.voucher, second.voucher] == [f"{today().year}-0001", f"{today().year}-0002"]
        assert queries.source_balances(station) == {"F3": 100, "F4": 250}
        assert second.scan is not None

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"source": "F6"}, "source"),
            ({"amount_fen": 0}, "amount"),
            ({"booked_on": dt.date(2999, 1, 1)}, "booked_on"),
        ],
    )
    def test_refuses(self, station, wrong, field):
        make_book(station)
        assert refusal(make_income, station=station, **wrong)[1] == field
        assert Entry.objects.count() == 0


class TestClaim:
    def test_three_persons_make_one_line(self, ready, three):
        claim = paid(ready, three, scans=[make_photo()])
        entry = claim.entry
        assert (claim.state, entry.kind, entry.amount_fen, entry.account) == ("PAID", "EXPENSE", 32050, "X2")
        assert (entry.handler, entry.approver, entry.booked_by.label) == tuple(one.label for one in three)
        assert queries.source_balances(ready) == {"F3": 1_000_000 - 32050}
        assert claim.scans.count() == 1

    def test_each_is_told_at_the_right_time(self, ready, three, committee_member, cashier, station_head):
        claim = make_claim_row(ready, by=three[0])
        told = Notice.objects.filter(subject=f"funds.claim:{claim.pk}", settled_at__isnull=True)
        assert {one.recipient_id for one in told} == {committee_member.user.pk, cashier.user.pk}
        claims.approve_claim(claim=claim, by=three[1])
        assert {one.recipient_id for one in told.all()} == {cashier.user.pk}
        claims.pay_claim(claim=claim, by=three[2])
        assert not told.all().exists()

    @pytest.mark.parametrize("inside", ["social_worker", "keeper", "neighbour_committee"])
    def test_approver_of_a_filed_station_sits_outside_and_at_this_place(self, ready, three, inside, request):
        claim = make_claim_row(ready, by=three[0])
        by = request.getfixturevalue(inside).actor
        assert "代管" in refusal(claims.approve_claim, claim=claim, by=by)[0]

    def test_nobody_is_two_of_the_three(self, ready, three):
        handler, approver, cashier = three
        own = make_claim_row(ready, by=approver)
        assert "经办人和审批人" in refusal(claims.approve_claim, claim=own, by=approver)[0]
        claim = make_claim_row(ready, by=handler)
        claims.approve_claim(claim=claim, by=approver)
        assert "审批人和出纳" in refusal(claims.pay_claim, claim=claim, by=approver)[0]
        assert "经办人和出纳" in refusal(claims.pay_claim, claim=claim, by=handler)[0]
        assert claims.pay_claim(claim=claim, by=cashier).state == "PAID"

    def test_a_registered_station_does_it_at_home(self, station, station_head, keeper, social_worker):
        type(station).objects.filter(pk=station.pk).update(legal_form="SOCIAL_SERVICE_ORG")
        station.refresh_from_db()
        make_book(station, "STATION")
        make_income(station)
        make_budget(station)
        three = (social_worker.actor, station_head.actor, keeper.actor)
        assert paid(station, three).state == "PAID"

    def test_paid_once(self, ready, three):
        claim = paid(ready, three)
        assert "已由" in refusal(claims.pay_claim, claim=claim, by=three[2])[0]
        assert "现在是" in refusal(claims.approve_claim, claim=claim, by=three[1])[0]

    def test_not_before_it_is_approved(self, ready, three):
        claim = make_claim_row(ready, by=three[0])
        assert "批准后才能支付" in refusal(claims.pay_claim, claim=claim, by=three[2])[0]

    def test_the_same_invoice_twice(self, ready, three):
        first = make_claim_row(ready, by=three[0], invoice_no="示例 0001-A")
        sentence, field = refusal(make_claim_row, station=ready, by=three[0], invoice_no="示例0001a")
        assert field == "invoice_no"
        assert f"{first}" in sentence
        claims.withdraw_claim(claim=first, by=three[0])
        again = make_claim_row(ready, by=three[0], invoice_no="示例0001a")
        assert again.number == first.number + 1

    def test_another_station_may_have_the_same_number(self, ready, neighbour_station):
        make_claim_row(ready, invoice_no="1")
        assert make_claim_row(neighbour_station, invoice_no="1").pk

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"amount_fen": 0}, "amount"),
            ({"spent_on": dt.date(2999, 1, 1)}, "spent_on"),
            ({"source": "F6"}, "donation"),
            ({"source": "F1", "account": "X5"}, "source"),
            ({"account": "X5"}, "sign"),
        ],
    )
    def test_refuses(self, ready, wrong, field):
        assert refusal(make_claim_row, station=ready, **wrong)[1] == field

    def test_refuses_a_sign_of_another_station(self, ready, neighbour_station):
        other = make_sign(neighbour_station)
        assert "不是本站的" in refusal(make_claim_row, station=ready, account="X5", sign=other)[0]

    def test_returned_mended_and_handed_in_again(self, ready, three):
        handler, approver, _ = three
        claim = make_claim_row(ready, by=handler)
        claims.approve_claim(claim=claim, by=approver)
        assert refusal(claims.return_claim, claim=claim, reason=" ", by=approver)[1] == "reason"
        assert "被退回的" in refusal(claims.change_claim, claim=claim, by=handler)[0]
        claims.return_claim(claim=claim, reason="发票抬头不对", by=approver)
        claim.refresh_from_db()
        assert (claim.state, claim.approved_by, claim.returned_reason) == ("RETURNED", None, "发票抬头不对")
        assert "本人" in refusal(claims.change_claim, claim=claim, by=approver)[0]
        claims.change_claim(claim=claim, amount_fen=100, scans=[make_photo()], by=handler)
        claim.refresh_from_db()
        assert (claim.state, claim.amount_fen, claim.returned_reason) == ("SUBMITTED", 100, "")

    def test_an_invoice_of_another_claim_is_refused_when_mending(self, ready, three):
        handler, approver, _ = three
        make_claim_row(ready, by=handler, invoice_no="77")
        claim = make_claim_row(ready, by=handler)
        claims.return_claim(claim=claim, reason="x", by=approver)
        assert refusal(claims.change_claim, claim=claim, invoice_no="77", by=handler)[1] == "invoice_no"

    def test_only_the_handler_withdraws(self, ready, three):
        claim = make_claim_row(ready, by=three[0])
        assert "本人" in refusal(claims.withdraw_claim, claim=claim, by=three[1])[0]


class TestBudget:
    def test_spending_over_it_is_refused_at_approval(self, ready, three):
        first = make_claim_row(ready, by=three[0], amount_fen=400_000)
        second = make_claim_row(ready, by=three[0], amount_fen=100_001)
        claims.approve_claim(claim=first, by=three[1])
        assert "还可用 1,000.00 元" in refusal(claims.approve_claim, claim=second, by=three[1])[0]
        row = queries.budget_table(ready, today().year)[0]
        assert (row.spent_fen, row.waiting_fen, row.left_fen) == (0, 400_000, 100_000)

    def test_without_a_line_nothing_is_approved(self, ready, three):
        claim = make_claim_row(ready, by=three[0], account="X3")
        assert "没有核定预算" in refusal(claims.approve_claim, claim=claim, by=three[1])[0]

    def test_a_source_is_not_overdrawn_though_the_budget_is_wide(self, ready, three):
        set_budget(
            station=ready, year=today().year, source="F3", account="X2", amount_fen=9_000_000, reason="x", by=three[1]
        )
        claim = make_claim_row(ready, by=three[0], amount_fen=1_000_001)
        claims.approve_claim(claim=claim, by=three[1])
        sentence, field = refusal(claims.pay_claim, claim=claim, by=three[2])
        assert (field, "结余只有" in sentence) == ("source", True)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"source": "F6"}, "source"),
            ({"account": "X5", "source": "F1"}, "source"),
            ({"amount_fen": -1}, "amount"),
            ({"amount_fen": 1}, "reason"),
        ],
    )
    def test_refuses(self, ready, three, wrong, field):
        given = {"year": today().year, "source": "F3", "account": "X2", "amount_fen": 1, "by": three[1]}
        assert refusal(set_budget, station=ready, **{**given, **wrong})[1] == field

    def test_what_is_taken_back_of_last_year_makes_no_room_in_this_one(self, station, three):
        with acting_on(dt.date(2026, 12, 1)):
            make_book(station)
            make_income(station)
            make_budget(station)
            old = paid(station, three)
        with acting_on(dt.date(2027, 1, 4)):
            make_budget(station, 10_000)
            books.reverse_entry(entry=old.entry, reason="退货", by=three[2])
            assert queries.used_of_budget(station, 2027, "F3", "X2") == 0
            assert queries.budget_table(station, 2027)[0].left_fen == 10_000

    def test_approved_in_december_and_paid_in_january_falls_to_the_new_years_budget(self, station, three):
        with acting_on(dt.date(2026, 12, 30)):
            make_book(station)
            make_income(station)
            make_budget(station)
            claim = make_claim_row(station, by=three[0])
            claims.approve_claim(claim=claim, by=three[1])
        with acting_on(dt.date(2027, 1, 4)):
            assert "还没有核定预算" in refusal(claims.pay_claim, claim=claim, by=three[2])[0]
            make_budget(station)
            assert claims.pay_claim(claim=claim, by=three[2]).entry.voucher == "2027-0001"

    def test_never_below_what_is_used(self, ready, three):
        paid(ready, three)
        given = {"year": today().year, "source": "F3", "account": "X2", "reason": "x", "by": three[1]}
        assert refusal(set_budget, station=ready, amount_fen=32_049, **given)[1] == "amount"
        assert set_budget(station=ready, amount_fen=32_050, **given).amount_fen == 32_050


class TestReversal:
    def test_a_red_line_and_the_invoice_is_free_again(self, ready, three):
        claim = paid(ready, three, invoice_no="88")
        red = books.reverse_entry(entry=claim.entry, reason="金额写错", by=three[2])
        claim.refresh_from_db()
        assert (red.amount_fen, red.kind, red.account, claim.state) == (-32050, "EXPENSE", "X2", "REVERSED")
        assert queries.source_balances(ready) == {"F3": 1_000_000}
        assert queries.used_of_budget(ready, today().year, "F3", "X2") == 0
        assert make_claim_row(ready, by=three[0], invoice_no="88").state == "SUBMITTED"

    def test_once_and_a_red_line_never(self, ready, three):
        entry = paid(ready, three).entry
        red = books.reverse_entry(entry=entry, reason="x", by=three[2])
        assert "已经冲正" in refusal(books.reverse_entry, entry=entry, reason="x", by=three[2])[0]
        assert "不能再冲正" in refusal(books.reverse_entry, entry=red, reason="x", by=three[2])[0]

    def test_refuses_without_reason_and_inside_a_filed_station(self, ready, three, station_head):
        entry = Entry.objects.get()
        assert refusal(books.reverse_entry, entry=entry, reason=" ", by=three[2])[1] == "reason"
        assert "代管" in refusal(books.reverse_entry, entry=entry, reason="x", by=station_head.actor)[0]

    def test_income_that_was_spent_is_not_taken_back(self, ready, three):
        paid(ready, three)
        assert refusal(books.reverse_entry, entry=Entry.objects.earliest("id"), reason="x", by=three[2])[1] == "source"


class TestMonths:
    @pytest.fixture
    def autumn(self, station):
        with acting_on(AUGUST):
            make_book(station)
            make_income(station, 1000, booked_on=AUGUST)
        with acting_on(SEPTEMBER):
            make_income(station, 500, source="F4", booked_on=SEPTEMBER)
        return station

    def test_sums_are_written_down_and_nothing_is_booked_any_more(self, autumn, cashier):
        with acting_on(SEPTEMBER):
            books.close_month(station=autumn, period=202608, by=cashier.actor)
            row = MonthClose.objects.get()
            assert (row.source, row.opening_fen, row.income_fen, row.expense_fen, row.closing_fen) == (
                "F3",
                0,
                1000,
                0,
                1000,
            )
            given = {"happened_on": AUGUST, "summary": "迟到"}
            sentence, field = refusal(make_income, station=autumn, booked_on=AUGUST, **given)
            assert (field, "请把记账日期改为 2026-09-01" in sentence) == ("booked_on", True)
            late = make_income(autumn, 7, booked_on=SEPTEMBER, **given)
            assert (late.period, late.happened_on) == (202609, AUGUST)

    def test_one_after_another_and_only_when_over(self, autumn, cashier):
        with acting_on(SEPTEMBER):
            assert "下一个是2026年8月" in refusal(books.close_month, station=autumn, period=202609, by=cashier.actor)[0]
            assert queries.period_to_close(autumn, queries.book_of(autumn)) == 202608
            books.close_month(station=autumn, period=202608, by=cashier.actor)
            assert "还没有结束" in refusal(books.close_month, station=autumn, period=202609, by=cashier.actor)[0]
            assert queries.period_to_close(autumn, queries.book_of(autumn)) is None

    def test_no_hole_in_a_later_month(self, autumn, station_head, committee_member, cashier):
        with acting_on(SEPTEMBER):
            make_budget(autumn)
            three = (station_head.actor, committee_member.actor, cashier.actor)
            paid(autumn, three, amount_fen=1000)
            claim = make_claim_row(autumn, by=three[0], amount_fen=1, spent_on=AUGUST)
            claims.approve_claim(claim=claim, by=three[1])
            assert refusal(claims.pay_claim, claim=claim, by=three[2], booked_on=AUGUST)[1] == "source"

    def test_ledger_with_running_balances(self, autumn):
        page = queries.month_ledger(autumn, 202609)
        assert (page.opening_fen, page.income_fen, page.closing_fen, page.closed) == (1000, 500, 1500, False)
        assert [line.balance_fen for line in page.lines] == [1500]
        only = queries.month_ledger(autumn, 202609, source="F4")
        assert (only.opening_fen, only.closing_fen, only.words) == (0, 500, "2026年9月")

    def test_nothing_to_close_before_the_first_line(self, station, cashier):
        make_book(station)
        assert "还没有记账" in refusal(books.close_month, station=station, period=202608, by=cashier.actor)[0]
        assert queries.period_to_close(station, queries.book_of(station)) is None

    def test_statement(self, autumn):
        found = queries.yearly_statement(autumn, 2026)
        assert [(one.label, one.closing_fen) for one in found.sources] == [
            ("社区工作经费", 1000),
            ("社区建设经费", 500),
        ]
        assert (found.whole.closing_fen, found.accounts, found.closed) == (1500, (), ())
        assert queries.yearly_statement(autumn, 2027).whole.opening_fen == 1500


class TestSigns:
    """2.3.5: a sign's cost is a line here, typed once."""

    def test_the_sign_shows_what_its_paid_claims_sum_up_to(self, ready, three):
        make_budget(ready, account="X5")
        sign = make_sign(ready)
        first = paid(ready, three, account="X5", sign=sign, amount_fen=30_000)
        paid(ready, three, account="X5", sign=sign, amount_fen=2_000)
        sign.refresh_from_db()
        assert (sign.cost_fen, sign.fund_account) == (32_000, "COMMUNITY_WORK")
        books.reverse_entry(entry=first.entry, reason="x", by=three[2])
        sign.refresh_from_db()
        assert sign.cost_fen == 2_000
        books.reverse_entry(entry=Claim.objects.get(state="PAID").entry, reason="x", by=three[2])
        sign.refresh_from_db()
        assert (sign.cost_fen, sign.fund_account) == (None, "")

    def test_both_parts_from_one_source(self, ready, three):
        sign = make_sign(ready)
        first = make_claim_row(ready, by=three[0], account="X5", sign=sign)
        sentence, field = refusal(make_claim_row, station=ready, account="X5", source="F4", sign=sign)
        assert (field, "已从社区工作经费列支" in sentence) == ("source", True)
        claims.return_claim(claim=first, reason="x", by=three[1])
        assert claims.change_claim(claim=first, source="F4", by=three[0]).source == "F4"

    def test_community_building_money_as_well(self, ready, three):
        make_income(ready, source="F4")
        make_budget(ready, source="F4", account="X5")
        sign = make_sign(ready)
        paid(ready, three, account="X5", source="F4", sign=sign)
        sign.refresh_from_db()
        assert sign.fund_account == "COMMUNITY_BUILDING"


class TestCharityMoney:
    def test_within_purpose_and_balance(self, ready, three):
        gift = make_donation(ready)
        claim = paid(ready, three, source="F6", donation=gift, amount_fen=150_000)
        assert queries.donation_left(gift) == 50_000
        given = {"station": ready, "by": three[0], "source": "F6", "donation": gift}
        assert refusal(make_claim_row, amount_fen=50_001, **given)[1] == "amount"
        assert refusal(make_claim_row, amount_fen=1, account="X3", **given)[1] == "account"
        books.reverse_entry(entry=claim.entry, reason="x", by=three[2])
        assert queries.donation_left(gift) == 200_000

    def test_two_claims_do_not_share_the_same_rest(self, ready, three):
        gift = make_donation(ready)
        first, second = (
            make_claim_row(ready, by=three[0], source="F6", donation=gift, amount_fen=150_000) for _ in range(2)
        )
        claims.approve_claim(claim=first, by=three[1])
        assert "只剩 500.00 元" in refusal(claims.approve_claim, claim=second, by=three[1])[0]
