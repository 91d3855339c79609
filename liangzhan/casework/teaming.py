"""Risks and crises of a case are read by its team: `protection` is told whenever the team changes."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.casework.choices import MemberRole
from liangzhan.casework.models import Case, CaseMember
from liangzhan.protection.services.team import set_team


def tell_team(case: Case, *, by: Actor) -> None:
    """Who stands on the team now; what is open passes to the lead. Nothing where nobody leads."""
    team = list(CaseMember.objects.live().filter(case=case).select_related("worker").order_by("id"))
    lead = next((one.worker for one in team if one.role == MemberRole.LEAD), None)
    if lead is None:
        return
    with sealed_deeds(case.sealed_subject):
        set_team(voucher=case.voucher, lead=lead, members=[one.worker for one in team], by=by)
