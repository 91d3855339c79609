"""What this room tells the page of an allowance list: the claim that pays it, or the way to make one."""

from __future__ import annotations

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.funds.queries.claims import claim_of_allowance
from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.models import AllowanceList
from liangzhan.staff.payments import Payment, offer_payment


def payment_by_claim(held: AllowanceList, actor: Actor) -> Payment | None:
    """The claim with its state; of an approved list without one, the button for whoever hands in claims there."""
    if held.state not in (ListState.APPROVED, ListState.PAID):
        return None
    code, station = held.division_code, held.station_id
    claim = claim_of_allowance(held)
    if claim is not None:
        may = actor.may_at(Action.CLAIM_VIEW, code=code, station_id=station)
        href = reverse("funds:claim-page", args=[claim.pk]) if may else ""
        return Payment(f"{claim}（{claim.get_state_display()}）", href, "查看报账")
    if not actor.may_at(Action.CLAIM_MAKE, code=code, station_id=station):
        return None
    href = f"{reverse('funds:claim-add', args=[station])}?allowance={held.pk}"
    return Payment("由本站经费发放的，用这份名单报账。", href, "提交报账")


def register() -> None:
    """Called once when the platform starts."""
    offer_payment(payment_by_claim)
