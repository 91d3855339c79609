"""What the register puts on the desk: who has not said yes yet, numbers to look up, who wants to come."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.toolkit.panels import Todo, counted, desk_panel
from liangzhan.volunteers.choices import VolunteerState
from liangzhan.volunteers.queries.register import arriving, numbers_to_check, waiting


@desk_panel
def register_waits(actor: Actor, today: dt.date) -> list[Todo]:
    """Three counted lines at most."""
    if not actor.may(Action.VOLUNTEER_MANAGE):
        return []
    page, scope = reverse("volunteers:volunteer-list"), actor.scope
    lines = (
        ("确认", "志愿者待本人确认 {} 人", f"?state={VolunteerState.APPLIED}", waiting(scope)),
        ("核对", "志愿者全国编号待核对 {} 个", "?national=CLAIMED", numbers_to_check(scope)),
        ("接收", "志愿者申请转入 {} 人", "", arriving(scope)),
    )
    return counted([(verb, words, f"{page}{query}", rows) for verb, words, query, rows in lines])
