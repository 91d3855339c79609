"""What my cases wait for; for the head how many are late with whom. Case numbers only: no name stands on a desk."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.queries.desk import Waiting, late_by_worker, waiting_cases
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

SHOWN = 8


@desk_panel
def cases_waiting(actor: Actor, today: dt.date) -> list[Todo]:
    """Late and due soon, one line for each thing."""
    if not actor.may(Action.CASE_WORK):
        return []
    return [_todo(one) for one in waiting_cases(actor, today)[:SHOWN]]


def _todo(one: Waiting) -> Todo:
    short = one.case.number[-9:] or "尚未编号"
    href = reverse("casework:case-page", args=[one.case.pk])
    return Todo(one.due.verb, f"（个案 {short}）", href, due_on=one.due.due_on, tone="miss" if one.due.late else "wait")


@warning_panel
def late_cases(actor: Actor, today: dt.date) -> list[Todo]:
    """For the head: with whom cases are late."""
    if not actor.may(Action.CASE_OVERSEE):
        return []
    href = f"{reverse('casework:case-list')}?whose=station&late=on"
    return [
        Todo("查看", f"{name}有 {count} 个个案超过时限", href, count=count, tone="miss")
        for name, count in late_by_worker(actor, today).items()
    ]
