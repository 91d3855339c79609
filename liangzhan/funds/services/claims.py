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
from liangzhan.funds.models import Claim, ClaimScan, Donation
from liangzhan.funds.queries.books import donation_left
from liangzhan.funds.queries.claims import allowance_total, cover_problem, live_claims
from liangzhan.funds.queries.seats import sits_outside
from liangzhan.funds.rules.donations import use_problem
from liangzhan.funds.rules.money import (
    CLAIM,
    allowance_problem,
    approver_problem,
    cashier_problem,
    invoice_key,
    is_legal_person,
    paper_problem,
    source_problem,
)
from liangzhan.funds.services.posting import OpenBook
from liangzhan.funds.services.signs import SignCost
from liangzhan.staff.models import AllowanceList
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
    allowance: AllowanceList | None = None,
    scans: Iterable[Any] = (),
    **words: str,
) -> Claim:
    """A handler hands in an expense with its papers; approvers are told. Raises RuleBroken naming the field.

    `words`: summary and payee, and where there are: invoice_no, basis. Refused at once: an invoice or a list of allowances
    that was handed in before, an expense that rests on no paper, a day to come, a sign from another source than 2.3.5
    allows, charity money without its donation or beyond its purpose.
    """
    facts: dict[str, Any] = {"source": source, "account": account, "amount_fen": amount_fen, "spent_on": spent_on}
    facts |= {"sign": sign, "donation": donation, "allowance": allowance}
    texts = {name: text.strip() for name, text in words.items()}
    _check(station, {"invoice_no": "", "basis": "", **texts, **facts})
    claim = _make(station, {**texts, **facts}, by)
    _keep_scans(claim, scans, by)
    messages.claim_waits(claim, by=by)
    return claim


def _make(station: Station, facts: dict[str, Any], by: Actor) -> Claim:
    """The row with its number; the same invoice or list twice is refused by the database itself."""
    year = today().year
    try:
        with transaction.atomic():
            return Claim.objects.create(
                station=station,
                division_code=station.division_code,
                year=year,
                number=next_number(f"claim:{station.pk}:{year}"),
                invoice_key=invoice_key(facts.get("invoice_no", "")),
                state_since=today(),
                made_by=by,
                **facts,
            )
    except IntegrityError as clash:
        raise _twice(station, facts) from clash


def _twice(station: Station, facts: dict[str, Any], but: Claim | None = None) -> RuleBroken:
    """Which of the two was handed in before, and where it stands."""
    live = live_claims(station.claims, but=but)
    listed = live.filter(allowance=facts["allowance"]).first() if facts["allowance"] else None
    if listed is not None:
        return RuleBroken(f"这份津贴名单已经报过账{_where(listed)}，同一份名单不能报两次。", field="allowance")
    held = live.filter(invoice_key=invoice_key(facts.get("invoice_no", ""))).first()
    where = _where(held) if held else ""
    return RuleBroken(f"这张发票已经报过账{where}，同一张发票不能报两次。", field="invoice_no")


def _where(held: Claim) -> str:
    return f"（{held}，{held.summary}，{held.get_state_display()}）"


def _check(station: Station, facts: dict[str, Any], but: Claim | None = None) -> None:
    """The rules in the order in which a handler meets them; the first that is broken is said at its field."""
    sign, donation, allowance = facts["sign"], facts["donation"], facts["allowance"]
    if facts["amount_fen"] <= 0:
        raise RuleBroken("金额必须大于 0。", field="amount")
    if facts["spent_on"] > today():
        raise RuleBroken("业务日期不能晚于今天。", field="spent_on")
    if any(one is not None and one.station_id != station.pk for one in (sign, donation, allowance)):
        raise RuleBroken("所选的标识牌、捐赠或津贴名单不是本站的。")
    _check_paper(facts)
    said = source_problem(facts["source"], facts["account"], sign=sign is not None, donation=donation is not None)
    _refuse(said)
    if sign is not None:
        _check_sign(sign, facts["source"], but)
    if donation is not None:
        left = donation_left(donation, but=but)
        _refuse(use_problem(donation.accounts, facts["account"], left, facts["amount_fen"]))


def _check_paper(facts: dict[str, Any]) -> None:
    """What the expense rests on: an invoice, a list of allowances, or words."""
    allowance = facts["allowance"]
    _refuse(paper_problem(facts["invoice_no"], facts["basis"], allowance=allowance is not None))
    if allowance is not None:
        total = allowance_total(allowance)
        _refuse(allowance_problem(facts["account"], allowance.state, total, facts["amount_fen"]))


def _refuse(said: tuple[str, str]) -> None:
    field, problem = said
    if problem:
        raise RuleBroken(problem, field=field)


def _check_sign(sign: Sign, source: str, but: Claim | None) -> None:
    """The parts of one sign's cost come from one source."""
    found = live_claims(sign.claims, but=but).first()
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
    _check(claim.station, wanted, but=claim)
    wanted["invoice_key"] = invoice_key(wanted["invoice_no"])
    try:
        with transaction.atomic():
            move(claim, ClaimState.SUBMITTED, table=CLAIM, by=by, returned_reason="", **wanted)
    except IntegrityError as clash:
        raise _twice(claim.station, wanted, but=claim) from clash
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
    "allowance",
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
    if problem := cover_problem(claim, claim.year):
        raise RuleBroken(problem)
    move(claim, ClaimState.APPROVED, table=CLAIM, by=by, approved_at=moment(), approved_by=by)
    messages.claim_approved(claim, by=by)
    return claim


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
    if problem := cover_problem(claim, day.year):
        raise RuleBroken(problem)
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
