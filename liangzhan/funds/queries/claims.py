"""Who stands where with a claim."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from liangzhan.access.actor import Actor
from liangzhan.funds.choices import ClaimState
from liangzhan.funds.models import Book, BudgetLine, Claim, ClaimScan
from liangzhan.funds.queries.books import donation_left, source_balances, used_of_budget
from liangzhan.funds.queries.seats import sits_outside
from liangzhan.funds.rules.donations import use_problem
from liangzhan.funds.rules.money import approver_problem, budget_problem, cashier_problem, is_legal_person
from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.models import AllowanceList
from liangzhan.stations.models import Station


def next_step(claim: Claim, actor: Actor) -> dict[str, str]:
    """Why this reader may not approve or pay, "" where nothing stands in the way (no query)."""
    legal, outside = is_legal_person(claim.station.legal_form), sits_outside(actor, claim.station)
    handler = actor.uuid == claim.made_by.uuid
    approver = claim.approved_by is not None and actor.uuid == claim.approved_by.uuid
    return {
        "approve": approver_problem(is_handler=handler, legal_person=legal, outside=outside),
        "pay": cashier_problem(is_handler=handler, is_approver=approver, legal_person=legal, outside=outside),
    }


def cover_problem(claim: Claim, year: int) -> str:
    """Why the budget of the year (or what is left of the donation) does not cover the claim, "" where it does."""
    if claim.donation is not None:
        left = donation_left(claim.donation, but=claim)
        return use_problem(claim.donation.accounts, claim.account, left, claim.amount_fen)[1]
    line = BudgetLine.objects.filter(
        station=claim.station, year=year, source=claim.source, account=claim.account
    ).first()
    used = used_of_budget(claim.station, year, claim.source, claim.account, but=claim)
    return budget_problem(line.amount_fen if line else None, used, claim.amount_fen)


def live_claims(rows: Any, *, but: Claim | None = None) -> QuerySet[Claim]:
    """Claims that were neither withdrawn nor taken back, oldest first, without the claim `but`."""
    found = rows.exclude(state__in=[ClaimState.WITHDRAWN, ClaimState.REVERSED]).order_by("id")
    return found if but is None else found.exclude(pk=but.pk)


def allowance_total(held: AllowanceList) -> int:
    """What a list of allowances sums up to, corrections included, in fen."""
    return int(held.lines.aggregate(total=Coalesce(Sum("fen"), 0))["total"])


def allowances_to_pay(station: Station, *, but: Claim | None = None) -> QuerySet[AllowanceList]:
    """Approved lists of the station that no live claim names yet, newest first, each with `total_fen`."""
    taken = live_claims(Claim.objects.filter(allowance__isnull=False, station=station), but=but)
    rows = station.allowance_lists.filter(state__in=[ListState.APPROVED, ListState.PAID])
    summed = rows.annotate(total_fen=Coalesce(Sum("lines__fen"), 0)).filter(total_fen__gt=0)
    return summed.exclude(pk__in=taken.values("allowance_id")).order_by("-month", "-id")


def claim_of_allowance(held: AllowanceList) -> Claim | None:
    """The claim that pays a list of allowances, None where there is none."""
    return live_claims(Claim.objects.filter(allowance=held)).select_related("entry").first()


def scan_of(claim: Claim, uuid: Any) -> ClaimScan | None:
    """A paper of this very claim."""
    return claim.scans.select_related("file").filter(file__uuid=uuid).first()


def narrowed(rows: QuerySet[Claim], chosen: dict[str, Any]) -> QuerySet[Claim]:
    """The filters of the list."""
    for name in ("station", "state"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    return rows


def waiting_at(station: Station) -> dict[str, int]:
    """How many claims wait for approval and for payment (one query)."""
    states = list(
        station.claims.filter(state__in=[ClaimState.SUBMITTED, ClaimState.APPROVED])
        .order_by("id")
        .values_list("state", flat=True)[:500]
    )
    return {
        "approve": states.count(ClaimState.SUBMITTED),
        "pay": states.count(ClaimState.APPROVED),
    }


def book_facts(station: Station, book: Book | None) -> dict[str, Any]:
    """Balances by source with their sum (one query)."""
    balances = source_balances(station) if book else {}
    return {"balances": balances, "total_fen": sum(balances.values())}
