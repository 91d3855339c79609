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


class SignCost:
    """What was paid for the sign of a claim and from where; nothing when nothing was."""

    def __init__(self, claim: Claim) -> None:
        self.sign = claim.sign
        paid = _paid(claim) if self.sign else []
        self.fen = sum(one.amount_fen for one in paid) or None
        self.account = ACCOUNT_OF[FundSource(paid[-1].source)].value if paid else ""

    def note(self, by: Actor) -> None:
        """After a payment or a reversal: the sign shows what its paid claims sum up to."""
        if self.sign is not None:
            note_cost(sign=self.sign, cost_fen=self.fen, fund_account=self.account, by=by)
