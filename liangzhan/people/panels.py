"""What the room puts on the desk: documents to look at again, withdrawn consents whose ties still stand."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.people.queries.cards import unclear_cards
from liangzhan.people.queries.categories import expiring, without_primary
from liangzhan.people.queries.consents import missing_for_clients, withdrawn_but_tied
from liangzhan.people.queries.rights import open_requests
from liangzhan.toolkit.panels import Todo, desk_panel

SHOWN = 5
MOST = 100  # counted no further on the desk


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


@desk_panel
def categories_to_look_at(actor: Actor, today: dt.date) -> list[Todo]:
    """Categories that run out soon, and persons whose primary category has to be chosen. No name on the desk."""
    if not actor.may(Action.PERSON_REGISTER) or not actor.reads("P3"):
        return []
    page = reverse("people:category-list")
    soon = list(expiring(actor.scope, today).values_list("valid_to", flat=True)[:MOST])
    choose = without_primary(actor.scope, today)[:MOST].count()
    found = [Todo("核实", "将到期的服务对象类别", page, due_on=soon[0], count=len(soon))] if soon else []
    return found + ([Todo("选择", "服务对象的主要类别", f"{page}?show=choose", count=choose)] if choose else [])


@desk_panel
def requests_to_answer(actor: Actor, today: dt.date) -> list[Todo]:
    """Requests under the personal information law that wait for the head."""
    if not actor.may(Action.RIGHTS_HANDLE):
        return []
    return [
        Todo("答复", f"个人信息{one.get_kind_display()}请求", reverse("people:right-page", args=[one.uuid]), one.due_on)
        for one in open_requests(actor.scope)[:SHOWN]
    ]


@desk_panel
def before_the_first_client(actor: Actor, today: dt.date) -> list[Todo]:
    """The province has not yet published what must stand before any client is taken on (PIPL §55)."""
    if not actor.may(Action.CONSENT_TEXT_MANAGE) or not missing_for_clients(today):
        return []
    return [Todo("发布", "个人信息保护影响评估和同意书文本", reverse("people:assessment-list"), tone="miss")]
