"""Who can be the second person of a visit: a county may have one officer only (issue 2, 小站)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.roles import SECOND_PERSONS, Role
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.rules import ancestors
from liangzhan.programme.models import Visit
from liangzhan.stations.models import Site


def second_persons(code: str, *, on: dt.date, but: object = None) -> dict[str, Grant]:
    """User uuid → post: 两委, street, area supervisor or county over this place on the day; not the user `but` (uuid)."""
    rows = Grant.objects.in_force(on).filter(
        role__in=[*SECOND_PERSONS, Role.COUNTY], division_code__in=[*ancestors(code), code], user__is_active=True
    )
    rows = rows.exclude(user__uuid=but).select_related("user").order_by("-division_code", "role", "user_id")
    found: dict[str, Grant] = {}
    for one in rows:
        found.setdefault(str(one.user.uuid), one)
    return found


def shown(post: Grant) -> str:
    """Name and post, as the visit keeps it."""
    return f"{post.user.display_name}（{Role(post.role).label}）"[:40]


def second_choices(site: Site, *, on: dt.date, but: object) -> list[tuple[str, str]]:
    """For a form: user uuid and what is shown."""
    return [(uuid, shown(post)) for uuid, post in second_persons(site.division_code, on=on, but=but).items()]


def second_user_of(visit: Visit, *, on: dt.date) -> User | None:
    """The user named as the second person of a visit; None for somebody without an account."""
    posts = second_persons(visit.division_code, on=on).values()
    return next((one.user for one in posts if shown(one) == visit.second_inspector), None)
