"""What is left of donations, and who may see who gave."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.funds.models import Book, Donation, DonationUse, Entry
from liangzhan.funds.queries.books import EFFECT
from liangzhan.stations.models import Station


def donor_shown(donation: Donation, actor: Actor) -> str:
    """The name of a private donor for whoever serves at the station and reads P2; a word for everybody else."""
    at_station = actor.may_at(Action.PERSON_VIEW, code=donation.division_code, station_id=donation.station_id)
    if donation.person is not None and actor.reads("P2") and at_station:
        return donation.person.name or donation.person.alias or donation.donor_words
    return donation.donor_words


@dataclass(frozen=True)
class DonationRow:
    """A donation and what is left of it."""

    donation: Donation
    left_fen: int


def with_left(rows: list[Donation]) -> list[DonationRow]:
    """What is left of each by the books or by the use lines (two queries for all)."""
    booked = dict(
        Entry.objects.filter(donation__in=rows)
        .order_by("donation_id")
        .values_list("donation_id")
        .annotate(total=Sum(EFFECT))
    )
    used = dict(
        DonationUse.objects.filter(donation__in=rows)
        .order_by("donation_id")
        .values_list("donation_id")
        .annotate(total=Sum("amount_fen"))
    )
    return [
        DonationRow(one, int(booked[one.pk]) if one.pk in booked else one.amount_fen - int(used.get(one.pk, 0)))
        for one in rows
    ]


def usual_receiver(book: Book | None) -> dict[str, str]:
    """What a donation starts with: whoever keeps the station's money receives and issues the receipt (no query)."""
    if book is None:
        return {}
    return {"receiver": book.custodian, "receiver_name": book.custodian_name, "issuer": book.custodian}


@dataclass(frozen=True)
class UseLine:
    """One use in words, from the books or from a use line."""

    on: object
    account: str
    words: str
    amount_fen: int
    voucher: str


def uses_of(donation: Donation) -> list[UseLine]:
    """How a donation was used, oldest first (two queries)."""
    entries = donation.entries.exclude(account="").order_by("id")
    lines = [
        UseLine(one.booked_on, one.get_account_display(), one.summary, one.amount_fen, one.voucher) for one in entries
    ]
    for use in donation.uses.order_by("id"):
        lines.append(UseLine(use.on, use.get_account_display(), use.note, use.amount_fen, ""))
    return lines


def donations_of_year(station: Station, year: int) -> QuerySet[Donation]:
    """For the public list."""
    return Donation.objects.standing().filter(station=station, year=year).order_by("number")
