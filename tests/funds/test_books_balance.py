"""Any sequence of legal deeds keeps the books: balances are the sums of their lines, nothing is overdrawn, months agree."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.access.actor import Actor
from liangzhan.demo.people import officer
from liangzhan.funds.models import Book, BudgetLine, Claim, ClaimScan, Donation, Entry, MonthClose
from liangzhan.funds.queries import books as queries
from liangzhan.funds.services import books, claims
from liangzhan.funds.services.budget import set_budget
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import NumberSeries
from liangzhan.toolkit.periods import acting_on, today
from tests.factories.funds import make_book, make_claim_row, make_donation

HANDLER, APPROVER, CASHIER = (officer(name) for name in ("经办", "审批", "出纳"))
START = dt.date(2026, 1, 10)
fen = st.integers(1, 5000)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("income"), st.sampled_from(["F3", "F4"]), fen),
        st.tuples(st.just("gift"), st.just(""), fen),
        st.tuples(st.just("budget"), st.sampled_from(["F3", "F4"]), fen),
        st.tuples(st.just("claim"), st.sampled_from(["F3", "F4", "F6"]), fen),
        st.tuples(st.just("approve"), st.just(""), st.integers(0, 9)),
        st.tuples(st.just("pay"), st.just(""), st.integers(0, 9)),
        st.tuples(st.just("reverse"), st.just(""), st.integers(0, 9)),
        st.tuples(st.just("close"), st.just(""), st.just(0)),
        st.tuples(st.just("wait"), st.just(""), st.integers(1, 40)),
    ),
    max_size=40,
)


class Player:
    """Does one deed after another; a refusal is legal and changes nothing."""

    def __init__(self, station):
        self.station, self.day = station, START

    def play(self, name, source, number):
        with acting_on(self.day):
            try:
                getattr(self, name)(source, number)
            except RuleBroken:
                return

    def pick(self, rows, number):
        found = list(rows.order_by("id"))
        if not found:
            raise RuleBroken("nothing there")
        return found[number % len(found)]

    def income(self, source, number):
        books.book_income(
            station=self.station, source=source, amount_fen=number, summary="x", happened_on=today(), by=CASHIER
        )

    def gift(self, source, number):
        make_donation(self.station, amount_fen=number, received_on=today(), by=CASHIER)

    def budget(self, source, number):
        set_budget(
            station=self.station,
            year=today().year,
            source=source,
            account="X2",
            amount_fen=number,
            reason="x",
            by=CASHIER,
        )

    def claim(self, source, number):
        gift = self.pick(Donation.objects.all(), number) if source == "F6" else None
        make_claim_row(self.station, by=HANDLER, source=source, donation=gift, amount_fen=number, spent_on=today())

    def approve(self, source, number):
        claims.approve_claim(claim=self.pick(Claim.objects.filter(state="SUBMITTED"), number), by=APPROVER)

    def pay(self, source, number):
        claims.pay_claim(claim=self.pick(Claim.objects.filter(state="APPROVED"), number), by=CASHIER)

    def reverse(self, source, number):
        books.reverse_entry(entry=self.pick(Entry.objects.all(), number), reason="x", by=CASHIER)

    def close(self, source, number):
        period = queries.period_to_close(self.station, queries.book_of(self.station))
        if period:
            books.close_month(station=self.station, period=period, by=CASHIER)

    def wait(self, source, number):
        self.day += dt.timedelta(days=number)


def check(station):
    entries = list(Entry.objects.order_by("year", "number"))
    sums: dict[str, int] = {}
    for entry in entries:
        sums[entry.source] = sums.get(entry.source, 0) + entry.effect_fen
    assert queries.source_balances(station) == sums
    assert all(left >= 0 for left in sums.values())
    by_year: dict[int, list[int]] = {}
    for entry in entries:
        by_year.setdefault(entry.year, []).append(entry.number)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_year.values())
    check_months(station, entries)
    check_budget_and_gifts(station)


def check_months(station, entries):
    closed = Book.objects.get().closed_through
    for row in MonthClose.objects.order_by("period", "source"):
        upto = sum(one.effect_fen for one in entries if one.source == row.source and one.period <= row.period)
        before = sum(one.effect_fen for one in entries if one.source == row.source and one.period < row.period)
        assert (row.opening_fen, row.closing_fen) == (before, upto)
        assert row.closing_fen >= 0
        assert row.period <= closed
    for period in {one.period for one in entries}:
        page = queries.month_ledger(station, period)
        assert page.closing_fen == page.opening_fen + page.income_fen - page.expense_fen
        assert not page.lines or page.lines[-1].balance_fen == page.closing_fen


def check_budget_and_gifts(station):
    for line in BudgetLine.objects.order_by("id"):
        assert queries.used_of_budget(station, line.year, line.source, line.account) <= line.amount_fen
    for gift in Donation.objects.order_by("id"):
        assert queries.donation_left(gift) >= 0
    for claim in Claim.objects.filter(state__in=["PAID", "REVERSED"]).select_related("entry"):
        assert claim.entry.amount_fen == claim.amount_fen
        assert len({claim.made_by.uuid, claim.approved_by.uuid, claim.paid_by.uuid}) == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=deeds)
def test_the_books_balance_whatever_is_done(db, station, played):
    from django.db import transaction

    with transaction.atomic():
        with acting_on(START):
            make_book(station)
        player = Player(station)
        for name, source, number in played:
            with transaction.atomic():
                player.play(name, source, number)
            with acting_on(player.day):
                check(station)
        transaction.set_rollback(True)
    assert not (
        Entry.objects.exists()
        or ClaimScan.objects.exists()
        or NumberSeries.objects.filter(series__startswith="voucher").exists()
    )
    assert isinstance(HANDLER, Actor)
