"""The one pen that writes in the books: locks the book, checks the month and the balance, takes the number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.funds.choices import EntryKind
from liangzhan.funds.models import Book, Entry
from liangzhan.funds.queries.books import least_balance
from liangzhan.funds.rules.money import balance_problem, booking_problem, custody_problem, period_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import today

NO_BOOK = "本站还没有建立经费台账，请先建账。"


class OpenBook:
    """The book of a station, locked until the end of the transaction: two cashiers write one after the other."""

    def __init__(self, station: Station) -> None:
        held = Book.objects.select_for_update(of=("self",)).filter(station=station).first()
        if held is None:
            raise RuleBroken(NO_BOOK)
        self.book, self.station = held, station

    def post(
        self,
        kind: EntryKind,
        *,
        source: str,
        amount_fen: int,
        booked_on: dt.date,
        happened_on: dt.date,
        by: Actor,
        **more: Any,
    ) -> Entry:
        """Write one line. Raises RuleBroken for a closed month, and when a source would be overdrawn in any month."""
        if problem := custody_problem(self.station.legal_form, self.book.custodian):
            raise RuleBroken(problem)
        problem = booking_problem(booked_on, happened_on, closed_through=self.book.closed_through, today=today())
        if problem:
            raise RuleBroken(problem, field="booked_on")
        period = period_of(booked_on)
        taken = amount_fen if kind == EntryKind.EXPENSE else -amount_fen
        if taken > 0:
            left = least_balance(self.station, source, period)
            if problem := balance_problem(source, left, taken):
                raise RuleBroken(problem, field="source")
        return Entry.objects.create(
            station=self.station,
            division_code=self.station.division_code,
            period=period,
            year=booked_on.year,
            number=next_number(f"voucher:{self.station.pk}:{booked_on.year}"),
            kind=kind,
            source=source,
            amount_fen=amount_fen,
            booked_on=booked_on,
            happened_on=happened_on,
            booked_by=by,
            **more,
        )
