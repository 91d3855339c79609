"""A case as the origin of a risk or a crisis (`protection.origins`)."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.choices import MemberRole
from liangzhan.casework.models import Case
from liangzhan.protection.origins import Origin


def case_origin(actor: Actor, uuid: UUID) -> Origin | None:
    """The case when the actor works on it; its lead is in charge, its team reads with him."""
    case = (
        Case.objects.within(actor.scope, Action.CASE_WORK).filter(uuid=uuid).select_related("person", "station").first()
    )
    if case is None:
        return None
    members = list(case.members.live().select_related("worker").order_by("id"))
    lead = next((one.worker for one in members if one.role == MemberRole.LEAD), None)
    return Origin(
        voucher=case.voucher,
        person=case.person,
        station=case.station,
        worker=lead,
        team=tuple(one.worker for one in members),
        sealed=case.sealed,
        href=reverse("casework:case-page", args=[case.pk]),
    )
