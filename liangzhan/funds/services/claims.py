"""报账: handler, approver and cashier are three persons; the payment makes the line in the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.funds import messages
from liangzhan.funds.choices import ClaimState, EntryKind, FundsEvent, FundSource
from liangzhan.funds.models import BudgetLine, Claim, ClaimScan, Donation
from liangzhan.funds.queries.books import donation_left, used_of_budget
from liangzhan.funds.queries.seats import sits_outside
from liangzhan.funds.rules.donations import use_problem
from liangzhan.funds.rules.money import (
    CLAIM,
    approver_problem,
    budget_problem,
    cashier_problem,
    invoice_key,
    is_legal_person,
    source_problem,
)
from liangzhan.funds.services.posting import OpenBook
from liangzhan.funds.services.signs import SignCost
from liangzhan.stations.models import Sign, Station
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move

OWN = "只有提交报账的经办人本人可以修改或撤回。"


@recorded(FundsEvent.CLAIM_MADE, keep=["source", "account", "amount_fen"])
def make_claim(
    *,
    station: Station,
    source: str,
    account: str,
    amount_fen: int,
    spent_on: dt.date,
    by: Actor,
    sign: Sign | None = None,
    donation: Donation | None = None,
    scans: Iterable[Any] = (),
    **words: str,
) -> Claim:
    """A handler hands in an expense with its papers; approvers are told. Raises RuleBroken naming the field.

    `words`: summary and payee, and where there are: invoice_no, basis. Refused at once: an invoice that was handed in
    before, a day to come, a sign from another source than 2.3.5 allows, charity money without its donation or beyond
    its purpose.
    """
    _check(station, source, account, amount_fen, spent_on, sign, donation)
    facts = {"source": source, "account": account, "amount_fen": amount_fen, "spent_on": spent_on}
    claim = _make(station, {**facts, "sign": sign, "donation": donation}, words, by)
    _keep_scans(claim, scans, by)
    messages.claim_waits(claim, by=by)
    return claim


def _make(station: Station, facts: dict[str, Any], words: dict[str, str], by: Actor) -> Claim:
    """The row with its number; the same invoice twice is refused by the database itself."""
    year = today().year
    texts = {name: text.strip() for name, text in words.items()}
    invoice_no = texts.get("invoice_no", "")
    try:
        with transaction.atomic():
            return Claim.objects.create(
                station=station,
                division_code=station.division_code,
                year=year,
                number=next_number(f"claim:{station.pk}:{year}"),
                invoice_key=invoice_key(invoice_no),
                state_since=today(),
                made_by=by,
                **facts,
                **texts,
            )
    except IntegrityError as clash:
        raise RuleBroken(_same_invoice(station, invoice_no), field="invoice_no") from clash


def _same_invoice(station: Station, invoice_no: str) -> str:
    held = (
        station.claims.filter(invoice_key=invoice_key(invoice_no))
        .exclude(state__in=[ClaimState.WITHDRAWN, ClaimState.REVERSED])
        .first()
    )
    where = f"（{held}，{held.summary}，{held.get_state_display()}）" if held else ""
    return f"这张发票已经报过账{where}，同一张发票不能报两次。"


def _check(
    station: Station,
    source: str,
    account: str,
    amount_fen: int,
    spent_on: dt.date,
    sign: Sign | None,
    donation: Donation | None,
    but: Claim | None = None,
) -> None:
    if amount_fen <= 0:
        raise RuleBroken("金额必须大于 0。", field="amount")
    if spent_on > today():
        raise RuleBroken("业务日期不能晚于今天。", field="spent_on")
    if (sign and sign.station_id != station.pk) or (donation and donation.station_id != station.pk):
        raise RuleBroken("所选的标识牌或捐赠不是本站的。")
    field, problem = source_problem(source, account, sign=sign is not None, donation=donation is not None)
    if problem:
        raise RuleBroken(problem, field=field)
    if sign is not None:
        _check_sign(sign, source, but)
    if donation is not None:
        field, problem = use_problem(donation.accounts, account, donation_left(donation, but=but), amount_fen)
        if problem:
            raise RuleBroken(problem, field=field)


def _check_sign(sign: Sign, source: str, but: Claim | None) -> None:
    """The parts of one sign's cost come from one source."""
    others = sign.claims.exclude(state__in=[ClaimState.WITHDRAWN, ClaimState.REVERSED])
    if but is not None:
        others = others.exclude(pk=but.pk)
    found = others.order_by("id").first()
    if found is not None and found.source != source:
        label = FundSource(found.source).label
        raise RuleBroken(f"这块标识牌的费用已从{label}列支，请用同一来源。", field="source")


def _keep_scans(claim: Claim, scans: Iterable[Any], by: Actor) -> None:
    files = [kept_paper(one, f"{claim}票据", by, field="scans") for one in scans]
    ClaimScan.objects.bulk_create([ClaimScan(claim=claim, file=file) for file in files if file])


@recorded(FundsEvent.CLAIM_CHANGED)
def change_claim(*, claim: Claim, by: Actor, scans: Iterable[Any] = (), **changes: Any) -> Claim:
    """The handler mends a returned claim and hands it in again; fields as in `make_claim`."""
    if claim.made_by.uuid != by.uuid:
        raise RuleBroken(OWN)
    if claim.state != ClaimState.RETURNED:
        raise RuleBroken("只有被退回的报账可以修改；已支付的请冲正后重新提交。")
    wanted = {name: changes.get(name, getattr(claim, name)) for name in CHANGEABLE}
    facts = {name: wanted[name] for name in ("source", "account", "amount_fen", "spent_on", "sign", "donation")}
    _check(claim.station, **facts, but=claim)
    wanted["invoice_key"] = invoice_key(wanted["invoice_no"])
    try:
        with transaction.atomic():
            move(claim, ClaimState.SUBMITTED, table=CLAIM, by=by, returned_reason="", **wanted)
    except IntegrityError as clash:
        raise RuleBroken(_same_invoice(claim.station, wanted["invoice_no"]), field="invoice_no") from clash
    _keep_scans(claim, scans, by)
    messages.claim_waits(claim, by=by)
    return claim


CHANGEABLE = (
    "summary",
    "source",
    "account",
    "amount_fen",
    "spent_on",
    "payee",
    "invoice_no",
    "basis",
    "sign",
    "donation",
)


@recorded(FundsEvent.CLAIM_WITHDRAWN)
def withdraw_claim(*, claim: Claim, by: Actor) -> Claim:
    """The handler takes it back before it is approved; its number stays visible."""
    if claim.made_by.uuid != by.uuid:
        raise RuleBroken(OWN)
    messages.claim_done(claim, by=by)
    return move(claim, ClaimState.WITHDRAWN, table=CLAIM, by=by)


@recorded(FundsEvent.CLAIM_APPROVED)
def approve_claim(*, claim: Claim, by: Actor) -> Claim:
    """The second person approves: within the budget line and within the donation, which are then held for it."""
    OpenBook(claim.station)  # two approvals share one budget: one after the other
    legal, outside = is_legal_person(claim.station.legal_form), sits_outside(by, claim.station)
    if problem := approver_problem(is_handler=by.uuid == claim.made_by.uuid, legal_person=legal, outside=outside):
        raise RuleBroken(problem)
    _check_cover(claim, claim.year)
    move(claim, ClaimState.APPROVED, table=CLAIM, by=by, approved_at=moment(), approved_by=by)
    messages.claim_approved(claim, by=by)
    return claim


def _check_cover(claim: Claim, year: int) -> None:
    """Does the budget of the year (or the donation) still cover the claim?"""
    if claim.donation is not None:
        left = donation_left(claim.donation, but=claim)
        field, problem = use_problem(claim.donation.accounts, claim.account, left, claim.amount_fen)
    else:
        line = BudgetLine.objects.filter(
            station=claim.station, year=year, source=claim.source, account=claim.account
        ).first()
        used = used_of_budget(claim.station, year, claim.source, claim.account, but=claim)
        problem = budget_problem(line.amount_fen if line else None, used, claim.amount_fen)
    if problem:
        raise RuleBroken(problem)


@recorded(FundsEvent.CLAIM_RETURNED, keep=["reason"])
def return_claim(*, claim: Claim, reason: str, by: Actor) -> Claim:
    """Back to the handler with a reason; an approval that was given is void."""
    if not reason.strip():
        raise RuleBroken("请写明退回理由。", field="reason")
    move(
        claim,
        ClaimState.RETURNED,
        table=CLAIM,
        by=by,
        reason=reason,
        returned_reason=reason.strip()[:300],
        approved_at=None,
        approved_by=None,
    )
    messages.claim_returned(claim, by=by)
    return claim


@recorded(FundsEvent.CLAIM_PAID)
def pay_claim(*, claim: Claim, by: Actor, booked_on: dt.date | None = None) -> Claim:
    """The third person pays: one line in the books with its voucher number. Of two cashiers one succeeds."""
    book = OpenBook(claim.station)
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if held.state == ClaimState.PAID:
        raise RuleBroken(f"这笔报账刚刚已由{held.paid_by}支付，凭证号 {held.entry}。")
    problem = cashier_problem(
        is_handler=by.uuid == claim.made_by.uuid,
        is_approver=held.approved_by is not None and by.uuid == held.approved_by.uuid,
        legal_person=is_legal_person(claim.station.legal_form),
        outside=sits_outside(by, claim.station),
    )
    if problem:
        raise RuleBroken(problem)
    if held.state != ClaimState.APPROVED:
        raise RuleBroken(f"这笔报账现在是“{held.get_state_display()}”，批准后才能支付。")
    day = booked_on or today()
    _check_cover(claim, day.year)
    entry = book.post(
        EntryKind.EXPENSE,
        source=claim.source,
        account=claim.account,
        amount_fen=claim.amount_fen,
        booked_on=day,
        happened_on=claim.spent_on,
        summary=claim.summary,
        other_party=claim.payee,
        handler=claim.made_by.label,
        approver=held.approved_by.label if held.approved_by else "",
        donation=claim.donation,
        by=by,
    )
    move(claim, ClaimState.PAID, table=CLAIM, by=by, paid_at=moment(), paid_by=by, entry=entry)
    SignCost(claim).note(by)
    messages.claim_done(claim, by=by)
    return claim
