"""Who stands where with a claim."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.funds.choices import ClaimState
from liangzhan.funds.models import Book, Claim, ClaimScan
from liangzhan.funds.queries.books import source_balances
from liangzhan.funds.queries.seats import sits_outside
from liangzhan.funds.rules.money import approver_problem, cashier_problem, is_legal_person
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
