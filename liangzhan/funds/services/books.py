"""Opening the books, income, reversal, closing a month."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds.choices import ClaimState, EntryKind, FundsEvent, FundSource
from liangzhan.funds.models import Book, Claim, Disposal, Entry, MonthClose
from liangzhan.funds.queries.books import donation_left, first_period, sums_of_month
from liangzhan.funds.queries.seats import sits_outside
from liangzhan.funds.rules.assets import proceeds_problem
from liangzhan.funds.rules.donations import take_back_problem
from liangzhan.funds.rules.money import CLAIM, closing_problem, custodian_problem, is_legal_person
from liangzhan.funds.services.posting import OpenBook
from liangzhan.funds.services.signs import SignCost
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(FundsEvent.BOOK_OPENED, keep=["custodian"])
def open_book(*, station: Station, custodian: str, by: Actor, custodian_name: str = "") -> Book:
    """Open the books of a station, or say anew who keeps its money. A filed station may hold no account."""
    if problem := custodian_problem(station.legal_form, custodian):
        raise RuleBroken(problem, field="custodian")
    book, _ = Book.objects.update_or_create(
        station=station,
        defaults={"custodian": custodian, "custodian_name": custodian_name},
        create_defaults={
            "custodian": custodian,
            "custodian_name": custodian_name,
            "division_code": station.division_code,
            "opened_by": by,
        },
    )
    return book


@recorded(FundsEvent.INCOME_BOOKED, keep=["source", "amount_fen"])
def book_income(
    *,
    station: Station,
    source: str,
    amount_fen: int,
    summary: str,
    happened_on: dt.date,
    by: Actor,
    booked_on: dt.date | None = None,
    other_party: str = "",
    disposal: Disposal | None = None,
    scan: Any = None,
) -> Entry:
    """Money came, or was set aside for the station. Donations are entered as donations, which book themselves.

    `disposal`: the approved disposal of a thing that brought the money in (domain.md 8.1, proceeds account).
    """
    if source == FundSource.F6:
        raise RuleBroken("捐赠收入请在“捐赠”中登记，会自动记入台账。", field="source")
    if amount_fen <= 0:
        raise RuleBroken("金额必须大于 0。", field="amount")
    if disposal is not None:
        _check_disposal(station, disposal)
    return OpenBook(station).post(
        EntryKind.INCOME,
        source=source,
        amount_fen=amount_fen,
        booked_on=booked_on or today(),
        happened_on=happened_on,
        summary=summary,
        other_party=other_party,
        disposal=disposal,
        scan=kept_paper(scan, f"{station.name}收入凭据", by, field="scan"),
        by=by,
    )


def _check_disposal(station: Station, disposal: Disposal) -> None:
    if disposal.asset.station_id != station.pk:
        raise RuleBroken("所选的资产处置不是本站的。", field="disposal")
    if problem := proceeds_problem(disposal.way, disposal.state):
        raise RuleBroken(problem, field="disposal")


@recorded(FundsEvent.ENTRY_REVERSED, keep=["reason"])
def reverse_entry(*, entry: Entry, reason: str, by: Actor) -> Entry:
    """Take a line back by a red one, booked today. The claim behind it is free to be entered anew.

    Lines of a filed station are taken back at the committee or the street; a line is taken back once, a red one never.
    """
    if not reason.strip():
        raise RuleBroken("请写明冲正理由。", field="reason")
    book = OpenBook(entry.station)
    if entry.reverses_id is not None:
        raise RuleBroken("冲正凭证不能再冲正；需要时请重新登记。")
    if Entry.objects.filter(reverses=entry).exists():
        raise RuleBroken(f"凭证 {entry.voucher} 已经冲正。")
    if not is_legal_person(entry.station.legal_form) and not sits_outside(by, entry.station):
        raise RuleBroken("本站资金由居（村）民委员会或乡镇（街道）代管，请由两委或乡镇（街道）冲正。")
    if entry.donation is not None and entry.kind == EntryKind.INCOME:
        problem = take_back_problem(donation_left(entry.donation), entry.amount_fen)
        if problem:
            raise RuleBroken(problem)
    red = book.post(
        EntryKind(entry.kind),
        source=entry.source,
        amount_fen=-entry.amount_fen,
        booked_on=today(),
        happened_on=today(),
        summary=f"冲正 {entry.voucher}：{reason.strip()}"[:120],
        account=entry.account,
        other_party=entry.other_party,
        donation=entry.donation,
        disposal=entry.disposal,
        reverses=entry,
        by=by,
    )
    claim = Claim.objects.filter(entry=entry).select_related("sign", "station").first()
    if claim is not None:
        move(claim, ClaimState.REVERSED, table=CLAIM, by=by, reason=reason)
        SignCost(claim).note(by)
    return red


@recorded(FundsEvent.MONTH_CLOSED, keep=["period"])
def close_month(*, station: Station, period: int, by: Actor) -> Book:
    """Close a month: its sums are written down per source, and nothing is booked into it any more."""
    held = OpenBook(station).book
    problem = closing_problem(period, closed_through=held.closed_through, first=first_period(station), today=today())
    if problem:
        raise RuleBroken(problem)
    MonthClose.objects.bulk_create(
        [
            MonthClose(station=station, division_code=station.division_code, period=period, closed_by=by, **sums)
            for sums in sums_of_month(station, period)
        ]
    )
    held.closed_through = period
    held.save(update_fields=["closed_through"])
    return held
