"""What the room puts on the desk: documents to look at again, withdrawn consents whose ties still stand."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.people.queries.cards import unclear_cards
from liangzhan.people.queries.consents import withdrawn_but_tied
from liangzhan.toolkit.panels import Todo, desk_panel

SHOWN = 5


@desk_panel
def documents_to_check(actor: Actor, today: dt.date) -> list[Todo]:
    """A number that belongs to another name: the station looks at the document again."""
    if not actor.may(Action.PERSON_REGISTER):
        return []
    count = unclear_cards(actor.scope).values("person_id").distinct().count()
    href = f"{reverse('people:person-list')}?show=unclear"
    return [Todo("核对", "人员证件号码", href, count=count)] if count else []


@desk_panel
def withdrawn_consents(actor: Actor, today: dt.date) -> list[Todo]:
    """Who took the consent back and is still tied to the station: end the tie or delete the data. No name on the desk."""
    if not actor.may(Action.PERSON_REGISTER):
        return []
    return [
        Todo("处理", "撤回同意后的人员信息", reverse("people:person-page", args=[one.uuid]), tone="miss")
        for one in withdrawn_but_tied(actor.scope).order_by("pk")[:SHOWN]
    ]
