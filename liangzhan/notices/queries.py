"""Whom to address."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.roles import ADMINISTRATORS, roles_with
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import ancestors


def users_with(
    action: Action, *, code: str, on: dt.date, station_id: int | None = None, levels: tuple[str, ...] = ()
) -> QuerySet[User]:
    """Users who hold the verb at this 12-digit place (or this station) on the day.

    `levels` narrows to grants at those levels (e.g. COUNTY), so that a county's matter does not ring in the province.
    """
    places = Q(division_code__in=[*ancestors(code), code])
    if levels:
        places &= Q(division__level__in=[str(Level(level)) for level in levels])
    if station_id is not None:
        places |= Q(station_id=station_id)
    roles = [role for role in roles_with(action) if role not in ADMINISTRATORS]
    grants = Grant.objects.in_force(on).filter(places, role__in=roles)
    return User.objects.filter(is_active=True, id__in=grants.values("user_id")).order_by("id")


def unread_count(user: User) -> int:
    """Unread notices of a user (for the badge)."""
    return user.notices.filter(read_at__isnull=True).count()
