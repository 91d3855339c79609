"""What the books say: balances, the ledger of a month with running balances, budget against use. All in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from liangzhan.funds.choices import ClaimState, EntryKind, FundSource, Spending
from liangzhan.funds.models import Book, BudgetLine, Claim, ClaimScan, Donation, Entry, MonthClose
from liangzhan.funds.rules.money import next_period, period_of, period_words
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

EFFECT = Case(When(kind=EntryKind.INCOME, then=F("amount_fen")), default=-F("amount_fen"))


def book_of(station: Station) -> Book | None:
    """The station's book, None before it was opened."""
    return Book.objects.filter(station=station).first()


def balance_of(entries: QuerySet[Entry]) -> int:
    """Income less expense of these lines."""
    return int(entries.aggregate(total=Coalesce(Sum(EFFECT), 0))["total"])


def source_balances(station: Station) -> dict[str, int]:
    """{source: what is left}, only sources that were ever used."""
    rows = station.entries.order_by("source").values_list("source").annotate(total=Sum(EFFECT))
    return {source: int(total) for source, total in rows}


def least_balance(station: Station, source: str, period: int) -> int:
    """The smallest month-end balance of a source from this month on: so much may go out without making a hole later."""
    rows = station.entries.filter(source=source).order_by("period").values_list("period").annotate(total=Sum(EFFECT))
    by_month = {at: int(total) for at, total in rows}
    running = sum(total for at, total in by_month.items() if at <= period)
    least = running
    for at in sorted(at for at in by_month if at > period):
        running += by_month[at]
        least = min(least, running)
    return least


def donation_left(donation: Donation, *, but: Claim | None = None) -> int:
    """What is left of a donation: by the books when its money lies there, else by its use lines; approved claims are taken off."""
    if donation.entries.exists():
        held = balance_of(Entry.objects.filter(donation=donation))
    else:
        held = donation.amount_fen - int(donation.uses.aggregate(total=Coalesce(Sum("amount_fen"), 0))["total"])
    waiting = Claim.objects.filter(donation=donation, state=ClaimState.APPROVED)
    if but is not None:
        waiting = waiting.exclude(pk=but.pk)
    return held - int(waiting.aggregate(total=Coalesce(Sum("amount_fen"), 0))["total"])


def _spent_in(station: Station, year: int) -> QuerySet[Entry]:
    """Expenses of a year's budget; what is taken back of an older year does not make room in this one's."""
    rows = station.entries.filter(year=year, kind=EntryKind.EXPENSE)
    return rows.filter(Q(reverses__isnull=True) | Q(reverses__year=year))


def used_of_budget(station: Station, year: int, source: str, account: str, *, but: Claim | None = None) -> int:
    """Spent in the year and approved but not paid yet, without the claim `but`."""
    spent = _spent_in(station, year).filter(source=source, account=account)
    waiting = station.claims.filter(year=year, source=source, account=account, state=ClaimState.APPROVED)
    if but is not None:
        waiting = waiting.exclude(pk=but.pk)
    total = spent.aggregate(total=Coalesce(Sum("amount_fen"), 0))["total"]
    return int(total) + int(waiting.aggregate(total=Coalesce(Sum("amount_fen"), 0))["total"])


@dataclass(frozen=True)
class BudgetUse:
    """One budget line beside what became of it."""

    line: BudgetLine
    spent_fen: int
    waiting_fen: int

    @property
    def left_fen(self) -> int:
        return self.line.amount_fen - self.spent_fen - self.waiting_fen


def budget_table(station: Station, year: int) -> list[BudgetUse]:
    """Every line of the year with its use (three queries)."""
    keys = ("source", "account")
    spent = {
        (one["source"], one["account"]): int(one["total"])
        for one in _spent_in(station, year).order_by(*keys).values(*keys).annotate(total=Sum("amount_fen"))
    }
    waiting = {
        (one["source"], one["account"]): int(one["total"])
        for one in station.claims.filter(year=year, state=ClaimState.APPROVED)
        .order_by(*keys)
        .values(*keys)
        .annotate(total=Sum("amount_fen"))
    }
    order = {one.value: at for at, one in enumerate(Spending)}
    lines = sorted(
        station.budget_lines.filter(year=year).order_by("source", "id"),
        key=lambda line: (line.source, order[line.account]),
    )
    return [
        BudgetUse(line, spent.get((line.source, line.account), 0), waiting.get((line.source, line.account), 0))
        for line in lines
    ]


@dataclass(frozen=True)
class LedgerLine:
    """An entry and the balance after it."""

    entry: Entry
    balance_fen: int


@dataclass(frozen=True)
class MonthLedger:
    """One month of one station, of all sources or of one."""

    period: int
    opening_fen: int
    lines: tuple[LedgerLine, ...]
    income_fen: int
    expense_fen: int
    closing_fen: int
    closed: bool

    @property
    def words(self) -> str:
        return period_words(self.period)


def month_ledger(station: Station, period: int, *, source: str = "") -> MonthLedger:
    """The month's lines in the order of their vouchers with running balances (three queries)."""
    rows = station.entries.all()
    if source:
        rows = rows.filter(source=source)
    opening = running = balance_of(rows.filter(period__lt=period))
    lines, income, expense = [], 0, 0
    found = rows.filter(period=period).select_related("claim", "donation", "reverses", "reversed_by_entry")
    for entry in found.order_by("year", "number"):
        running += entry.effect_fen
        income += entry.amount_fen if entry.kind == EntryKind.INCOME else 0
        expense += entry.amount_fen if entry.kind == EntryKind.EXPENSE else 0
        lines.append(LedgerLine(entry, running))
    book = book_of(station)
    closed = book is not None and period <= book.closed_through
    return MonthLedger(period, opening, tuple(lines), income, expense, running, closed)


def scans_of(entry: Entry) -> list[ClaimScan]:
    """The papers of the claim behind a line (one query)."""
    rows = ClaimScan.objects.filter(claim__entry=entry).select_related("file", "claim")
    return list(rows.order_by("id"))


def first_period(station: Station) -> int | None:
    """The month of the first line, None before there is one."""
    found: int | None = station.entries.aggregate(first=Min("period"))["first"]
    return found


def periods_of(station: Station) -> list[int]:
    """Months from this one back to the first line, newest first, at most five years."""
    first = first_period(station) or period_of(today())
    found, at = [], first
    while at <= period_of(today()):
        found.append(at)
        at = next_period(at)
    return found[::-1][:60]


def period_to_close(station: Station, book: Book) -> int | None:
    """The next month that is over and stands open, None when there is none."""
    first = first_period(station)
    if first is None:
        return None
    due = next_period(book.closed_through) if book.closed_through else first
    return due if due < period_of(today()) else None


def sums_of_month(station: Station, period: int) -> list[dict[str, Any]]:
    """Per source: opening, income, expense, closing, of every source that has a line up to the month."""
    before, this = Q(period__lt=period), Q(period=period)
    rows = (
        station.entries.filter(period__lte=period)
        .order_by("source")
        .values("source")
        .annotate(
            opening_fen=Coalesce(Sum(EFFECT, filter=before), 0),
            income_fen=Coalesce(Sum("amount_fen", filter=this & Q(kind=EntryKind.INCOME)), 0),
            expense_fen=Coalesce(Sum("amount_fen", filter=this & Q(kind=EntryKind.EXPENSE)), 0),
        )
    )
    return [{**row, "closing_fen": row["opening_fen"] + row["income_fen"] - row["expense_fen"]} for row in rows]


@dataclass(frozen=True)
class Amounts:
    """A row of the yearly statement."""

    label: str
    opening_fen: int
    income_fen: int
    expense_fen: int

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.income_fen - self.expense_fen


@dataclass(frozen=True)
class Statement:
    """The year of a station: by source, by account, and the months that were closed."""

    year: int
    sources: tuple[Amounts, ...]
    accounts: tuple[tuple[str, int], ...]
    closed: tuple[int, ...]

    @property
    def whole(self) -> Amounts:
        rows = self.sources
        return Amounts(
            "合计",
            sum(row.opening_fen for row in rows),
            sum(row.income_fen for row in rows),
            sum(row.expense_fen for row in rows),
        )


def yearly_statement(station: Station, year: int) -> Statement:
    """Everything from the entries (three queries)."""
    before, this = Q(period__lt=year * 100), Q(period__gt=year * 100, period__lt=(year + 1) * 100)
    rows = (
        station.entries.filter(before | this)
        .order_by("source")
        .values("source")
        .annotate(
            opening=Coalesce(Sum(EFFECT, filter=before), 0),
            income=Coalesce(Sum("amount_fen", filter=this & Q(kind=EntryKind.INCOME)), 0),
            expense=Coalesce(Sum("amount_fen", filter=this & Q(kind=EntryKind.EXPENSE)), 0),
        )
    )
    sources = tuple(
        Amounts(FundSource(row["source"]).label, row["opening"], row["income"], row["expense"]) for row in rows
    )
    spent = dict(
        station.entries.filter(this, kind=EntryKind.EXPENSE)
        .order_by("account")
        .values_list("account")
        .annotate(total=Sum("amount_fen"))
    )
    accounts = tuple((one.label, int(spent[one.value])) for one in Spending if spent.get(one.value))
    closed = MonthClose.objects.filter(station=station, period__gt=year * 100, period__lt=(year + 1) * 100)
    months = tuple(closed.order_by("period").values_list("period", flat=True).distinct())
    return Statement(year, sources, accounts, months)


def signs_to_pay(station: Station) -> QuerySet[Any]:
    """Signs of the station, to choose from when a sign is paid."""
    return station.signs.order_by("-hung_on", "-id")


def donations_to_spend(station: Station) -> QuerySet[Donation]:
    """Donations whose money lies in the book."""
    rows = Donation.objects.standing().filter(station=station, entries__isnull=False).distinct()
    return rows.order_by("-received_on", "-id")
