"""What the register of files puts on the desk: lists that wait for approval, that came back, that may be carried out; what is due."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.documents.choices import ListState
from liangzhan.documents.queries.archive import destruction_lists, due_items
from liangzhan.documents.queries.sealed import waiting_for
from liangzhan.toolkit.panels import Todo, desk_panel

SHOWN = 5


@desk_panel
def lists_to_approve(actor: Actor, today: dt.date) -> list[Todo]:
    """For street and county."""
    if not actor.may(Action.ARCHIVE_DESTROY):
        return []
    rows = destruction_lists().within(actor.scope, Action.ARCHIVE_DESTROY).filter(state=ListState.SUBMITTED)
    return [
        Todo("审批销毁清册", one.station_name, reverse("documents:approval-page", args=[one.pk]))
        for one in rows.order_by("pk")[:SHOWN]
    ]


@desk_panel
def files_of_the_station(actor: Actor, today: dt.date) -> list[Todo]:
    """For the head: approved lists, and one line for what has expired."""
    if not actor.may(Action.ARCHIVE_MANAGE):
        return []
    rows = destruction_lists().within(actor.scope, Action.ARCHIVE_MANAGE).filter(state=ListState.APPROVED)
    found = [
        Todo("执行销毁", one.number, reverse("documents:destruction-page", args=[one.pk]))
        for one in rows.order_by("pk")[:SHOWN]
    ]
    if due := due_items(actor, today)[:100].count():
        found.append(Todo("鉴定", f"{due} 份期满的档案", reverse("documents:archive-due"), count=due))
    return found


@desk_panel
def sealed_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """For the second person: how many requests wait, no number and no kind on the desk."""
    if not actor.may(Action.ARCHIVE_SEALED):
        return []
    count = len(waiting_for(actor))
    return [Todo("办理", "限制档案的销毁申请", reverse("documents:sealed-list"), count=count)] if count else []
