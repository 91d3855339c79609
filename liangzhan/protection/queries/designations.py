"""Who is designated where, and whom one may designate."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.rules import ancestors
from liangzhan.protection.choices import OfficerKind
from liangzhan.protection.models import Designation

ROLES = (Role.STREET, Role.COUNTY)


def in_force(kind: OfficerKind | str, on: dt.date) -> QuerySet[Designation]:
    """Designations that count on the day: not ended, and the post of street or county behind them still held."""
    posts = Grant.objects.in_force(on).filter(
        user=OuterRef("user"), role__in=ROLES, division_code=OuterRef("division_code"), user__is_active=True
    )
    return Designation.objects.in_force(on).filter(Exists(posts), kind=kind)


def officers_of(kind: OfficerKind | str, code: str, on: dt.date) -> QuerySet[User]:
    """The designated officers for a place: of its street and of its county."""
    held = in_force(kind, on).filter(division_code__in=[*ancestors(code), code])
    return User.objects.filter(pk__in=held.values("user_id")).order_by("id")


def is_officer(actor: Actor, kind: OfficerKind | str, code: str, on: dt.date) -> bool:
    """Is the actor one of them?"""
    return officers_of(kind, code, on).filter(uuid=actor.uuid).exists()


def designations(scope: Scope) -> QuerySet[Designation]:
    """Those of the area, running ones first."""
    rows = Designation.objects.within(scope, Action.OFFICER_DESIGNATE).select_related("user")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "division_code", "kind", "-since_on", "id")


def candidate_posts(scope: Scope, on: dt.date) -> QuerySet[Grant]:
    """Posts of streets and counties in the area, for whom one may be designated."""
    rows = Grant.objects.in_force(on).filter(role__in=ROLES, user__is_active=True, division__isnull=False)
    rows = rows.within(scope, Action.OFFICER_DESIGNATE).select_related("user", "division")
    return rows.order_by("division_code", "user__display_name", "id")
