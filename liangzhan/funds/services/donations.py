"""捐赠: registered with receiver, issuer and user; used as agreed; published; told to the donor (domain.md 8.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds.choices import DonationKind, DonorKind, EntryKind, FundsEvent, FundSource, Party, RaisedBy
from liangzhan.funds.models import Donation, DonationUse, PurposeChange
from liangzhan.funds.queries.books import donation_left
from liangzhan.funds.rules.assets import day_problem
from liangzhan.funds.rules.donations import (
    donor_problem,
    raising_problem,
    receipt_problem,
    receiver_problem,
    related_problem,
    use_problem,
    value_problem,
    void_problem,
)
from liangzhan.funds.services.posting import OpenBook
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import register_person
from liangzhan.stations.models import Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today

WORDS = {
    "donor_name": "",
    "items": "",
    "value_basis": "",
    "raised": RaisedBy.GIVEN.value,
    "issuer": "",
    "issuer_name": "",
    "receipt_no": "",
    "charity_permit": "",
}


def _check(station: Station, facts: dict[str, Any], person: PersonFacts | None, related: bool) -> None:
    """Every rule of domain.md 8.3, each at its field; the first that is broken is said."""
    form = station.legal_form
    if facts["amount_fen"] <= 0:
        raise RuleBroken("金额或价值必须大于 0。", field="amount")
    if problem := day_problem(facts["received_on"], today()):
        raise RuleBroken(problem, field="received_on")
    if problem := receiver_problem(facts["receiver"], facts["kind"], form):
        raise RuleBroken(problem, field="receiver")
    if problem := related_problem(related):
        raise RuleBroken(problem, field="related")
    problems = [
        donor_problem(facts["donor_kind"], facts["donor_name"], person=person is not None),
        value_problem(facts["kind"], facts["items"], facts["value_basis"]),
        raising_problem(facts["raised"], facts["receiver"], facts["charity_permit"]),
        receipt_problem(
            facts["receipt"],
            facts["issuer"],
            facts["receipt_no"],
            name=facts["issuer_name"],
            receiver=facts["receiver"],
            donor_kind=facts["donor_kind"],
            legal_form=form,
        ),
    ]
    for field, problem in problems:
        if problem:
            raise RuleBroken(problem, field=field)


@recorded(FundsEvent.DONATION_REGISTERED, keep=["kind", "amount_fen", "receiver"])
def register_donation(
    *,
    station: Station,
    kind: str,
    amount_fen: int,
    receiver: str,
    received_on: dt.date,
    by: Actor,
    person: PersonFacts | None = None,
    accounts: Iterable[str] = (),
    related: bool = False,
    receipt_on: dt.date | None = None,
    agreement: Any = None,
    **words: str,
) -> Donation:
    """Enter a donation for the use of the station (登记造册). Money that lies with a custodian is booked as income.

    `words`: donor_kind, receiver_name, receipt, purpose, and where there are: donor_name, items, value_basis, raised,
    issuer, issuer_name, receipt_no, charity_permit. A private donor is registered as a person; nothing of the identity is
    kept here. Raises RuleBroken at the field.
    """
    facts: dict[str, Any] = {**WORDS, **{name: text.strip() for name, text in words.items()}}
    facts |= {"kind": kind, "amount_fen": amount_fen, "receiver": receiver, "received_on": received_on}
    _check(station, facts, person, related)
    if facts["issuer"] == receiver and not facts["issuer_name"]:
        facts["issuer_name"] = facts["receiver_name"]
    donation = Donation.objects.create(
        station=station,
        division_code=station.division_code,
        year=received_on.year,
        number=next_number(f"donation:{station.pk}:{received_on.year}"),
        person=_donor(station, person, received_on, by),
        accounts=list(accounts),
        receipt_on=receipt_on,
        agreement=kept_paper(agreement, "捐赠协议或票据", by, field="agreement"),
        registered_by=by,
        **facts,
    )
    _book(donation, by)
    return donation


def _donor(station: Station, person: PersonFacts | None, on: dt.date, by: Actor) -> Person | None:
    """The private donor in the register of persons, with the tie through which the station may know who it was."""
    if person is None:
        return None
    return register_person(facts=person, station=station, tie=TieKind.DONOR, on=on, by=by)


def _book(donation: Donation, by: Actor) -> None:
    """Money that does not lie with a charity is income of the books, dated in the first open month."""
    if donation.kind != DonationKind.CASH or donation.receiver == Party.CHARITY:
        return
    OpenBook(donation.station).post(
        EntryKind.INCOME,
        source=FundSource.F6,
        amount_fen=donation.amount_fen,
        booked_on=today(),
        happened_on=donation.received_on,
        summary=f"{donation}（{donation.purpose}）"[:120],
        other_party=donation.donor_words,
        donation=donation,
        by=by,
    )


@recorded(FundsEvent.DONATION_USED, keep=["account", "amount_fen"])
def use_donation(
    *, donation: Donation, account: str, amount_fen: int, note: str, by: Actor, on: dt.date | None = None
) -> DonationUse:
    """What was used of goods, services, or money that lies with a charity; money of the books is used by claims."""
    held = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    _standing(held)
    day = on or today()
    if held.entries.exists():
        raise RuleBroken("这笔捐款已记入台账，请用“报账”登记支出，使用情况会自动列出。")
    if problem := day_problem(day, today(), not_before=held.received_on):
        raise RuleBroken(problem, field="on")
    if amount_fen <= 0:
        raise RuleBroken("金额必须大于 0。", field="amount")
    field, problem = use_problem(held.accounts, account, donation_left(held), amount_fen)
    if problem:
        raise RuleBroken(problem, field=field)
    if not note.strip():
        raise RuleBroken("请写明用于什么。", field="note")
    return DonationUse.objects.create(
        donation=donation, account=account, amount_fen=amount_fen, on=day, note=note.strip(), written_by=by
    )


@recorded(FundsEvent.DONATION_VOIDED, keep=["reason"])
def void_donation(*, donation: Donation, reason: str, by: Actor) -> Donation:
    """Entered by mistake: it stays with its number, marked void, and counts nowhere. Money is reversed in the books first."""
    held = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    if held.voided_at is not None:
        raise RuleBroken("这笔捐赠登记已经作废。")
    if not reason.strip():
        raise RuleBroken("请写明作废理由。", field="reason")
    if problem := void_problem(donation_left(held), held.amount_fen, booked=held.entries.exists()):
        raise RuleBroken(problem)
    held.voided_at, held.voided_by, held.voided_reason = moment(), by, reason.strip()[:200]
    held.save(update_fields=["voided_at", "voided_by", "voided_reason"])
    return held


def _standing(donation: Donation) -> None:
    if donation.voided_at is not None:
        raise RuleBroken("这笔捐赠登记已经作废，不能再办理。")


@recorded(FundsEvent.DONATION_PURPOSE)
def change_purpose(*, donation: Donation, purpose: str, accounts: Iterable[str], consent: Any, by: Actor) -> Donation:
    """Another purpose, with the donor's written consent (公益事业捐赠法 §18)."""
    held = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    _standing(held)
    file = kept_paper(consent, "捐赠人同意变更用途", by, field="consent")
    if file is None:
        raise RuleBroken("改变捐赠用途要有捐赠人书面同意，请上传。", field="consent")
    if not purpose.strip():
        raise RuleBroken("请填写新的用途。", field="purpose")
    before = f"{held.purpose}（{held.purpose_words}）"
    held.purpose, held.accounts = purpose.strip(), list(accounts)
    held.save(update_fields=["purpose", "accounts"])
    after = f"{held.purpose}（{held.purpose_words}）"
    PurposeChange.objects.create(donation=held, before=before[:300], after=after[:300], consent=file, changed_by=by)
    return held


@recorded(FundsEvent.DONATION_PUBLISHED, keep=["on"])
def publish_donation(*, donation: Donation, where: str, by: Actor, on: dt.date | None = None) -> Donation:
    """Receipt and use were made public (公益事业捐赠法 §22)."""
    _standing(donation)
    day = on or today()
    if problem := day_problem(day, today(), not_before=donation.received_on):
        raise RuleBroken(problem, field="on")
    if not where.strip():
        raise RuleBroken("请填写公示地点或网址。", field="where")
    donation.published_on, donation.published_where, donation.published_by = day, where.strip(), by
    donation.save(update_fields=["published_on", "published_where", "published_by"])
    return donation


@recorded(FundsEvent.DONATION_REPORTED, keep=["on"])
def report_to_donor(*, donation: Donation, how: str, by: Actor, on: dt.date | None = None) -> Donation:
    """The donor was told how it was used (公益事业捐赠法 §21)."""
    _standing(donation)
    day = on or today()
    if donation.donor_kind == DonorKind.ANONYMOUS:
        raise RuleBroken("匿名捐赠没有可以反馈的捐赠人，请以公示代替。")
    if problem := day_problem(day, today(), not_before=donation.received_on):
        raise RuleBroken(problem, field="on")
    if not how.strip():
        raise RuleBroken("请填写反馈方式和内容。", field="how")
    donation.reported_on, donation.reported_how, donation.reported_by = day, how.strip(), by
    donation.save(update_fields=["reported_on", "reported_how", "reported_by"])
    return donation
