"""Where a risk is read, for rooms that know it by its voucher only."""

from __future__ import annotations

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.protection.models import Risk


def risk_href(uuid: str, actor: Actor) -> str:
    """The page of a risk for whoever may read it, else ""."""
    reachable = Risk.objects.within(actor.scope, Action.RISK_VIEW).filter(uuid=uuid).exists()
    return reverse("protection:risk-page", args=[uuid]) if reachable else ""
