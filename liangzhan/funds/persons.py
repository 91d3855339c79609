"""How this room merges and forgets a person: the private donor of a donation."""

from __future__ import annotations

from liangzhan.funds.queries.own_part import donations_of
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving
from liangzhan.people.rights import offer

DONOR = "funds.Donation.person"


def register() -> None:
    """Called once when the platform starts."""
    offer("funds", donations_of)
    decide(DONOR, moving(DONOR))
    forget_by(DONOR, Erasure("捐赠记录依法登记造册，保留金额和用途；姓名只在人员登记中，随人员信息一并删除"))
