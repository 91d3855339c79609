"""What a sign cost is a line of the books here; `stations` keeps a copy to show (decision record: one source of truth)."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.funds.choices import ClaimState, FundSource
from liangzhan.funds.models import Claim
from liangzhan.stations.choices import FundAccount
from liangzhan.stations.services.sign import note_cost

ACCOUNT_OF = {FundSource.F3: FundAccount.COMMUNITY_WORK, FundSource.F4: FundAccount.COMMUNITY_BUILDING}


def _paid(claim: Claim) -> list[Claim]:
    return list(Claim.objects.filter(sign=claim.sign, state=ClaimState.PAID).order_by("id"))


class _Cost:
    """What was paid for a sign and from where; nothing when nothing was."""

    def __init__(self, claims: list[Claim]) -> None:
        self.fen = sum(one.amount_fen for one in claims) or None
        self.account = ACCOUNT_OF[FundSource(claims[-1].source)].value if claims else ""


def note_sign_cost(claim: Claim, by: Actor) -> None:
    """After a payment or a reversal: the sign shows what its paid claims sum up to."""
    if claim.sign is None:
        return
    cost = _Cost(_paid(claim))
    note_cost(sign=claim.sign, cost_fen=cost.fen, fund_account=cost.account, by=by)
