"""What posts and qualification put on the desk."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.staff.queries.qualification import expiring_within, own_expiring, recognitions_waiting
from liangzhan.staff.queries.roll import SOON_DAYS
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel


@desk_panel
def recognitions_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """Trained workers who wait for the county's word: one line."""
    if not actor.may(Action.STAFF_RECOGNISE):
        return []
    count = recognitions_waiting(actor.scope).count()
    return [Todo("认定", "社会工作专业人才", reverse("staff:recognitions"), count=count)] if count else []


@desk_panel
def own_registration(actor: Actor, today: dt.date) -> list[Todo]:
    """The worker's own registration ends soon."""
    if not actor.may(Action.STAFF_OWN) or actor.person_uuid is None:
        return []
    rows = own_expiring(actor.person_uuid, today, SOON_DAYS)
    return [Todo("办理", "本人的社会工作者再登记", reverse("staff:me"), due_on=day) for day in rows]


@warning_panel
def registrations_that_end(actor: Actor, today: dt.date) -> list[Todo]:
    """Registrations at the reader's stations that end soon: one line with the number, linked to the roll."""
    if not actor.may(Action.STAFF_MANAGE):
        return []
    count, first = expiring_within(actor.scope, today, SOON_DAYS)
    if not count:
        return []
    href = f"{reverse('staff:roll')}?registration=EXPIRING"
    return [Todo("查看", f"{SOON_DAYS} 天内到期的社会工作者登记", href, due_on=first, count=count)]
