"""What appraisal and allowance put on the desk: cards to write, review and decide; lists that wait for the reader."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.queries.allowance import waiting
from liangzhan.staff.queries.appraisal import own_waiting, to_review, waiting_appeals
from liangzhan.toolkit.panels import Todo, desk_panel

SHOWN = 5
# Verb, states, words: who does what with a list.
STEPS = (
    (Action.ALLOWANCE_DRAFT, ListState.DRAFT, "核对并提交", "wait"),
    (Action.ALLOWANCE_DRAFT, ListState.RETURNED, "修改退回的", "miss"),
    (Action.ALLOWANCE_REVIEW, ListState.SUBMITTED, "审核", "wait"),
    (Action.ALLOWANCE_APPROVE, ListState.REVIEWED, "核准", "wait"),
)


@desk_panel
def allowance_lists(actor: Actor, today: dt.date) -> list[Todo]:
    """Lists that wait for the reader: one line per step, with the number. At most two queries."""
    found = []
    for action, state, verb, tone in STEPS:
        if not actor.may(action):
            continue
        count = waiting(actor.scope, action, state).order_by().values("pk")[:100].count()
        if count:
            href = f"{reverse('staff:allowance-list')}?state={state.value}"
            found.append(Todo(verb, "职业津贴名单", href, count=count, tone=tone))
    return found


@desk_panel
def appraisals(actor: Actor, today: dt.date) -> list[Todo]:
    """One's own statement, cards to review, appeals to decide."""
    found = []
    if actor.may(Action.STAFF_OWN):
        found += [
            Todo("填写", f"{card.appraisal.year} 年度考核自评", reverse("staff:my-appraisal", args=[card.pk]))
            for card in own_waiting(actor)
        ]
    if actor.may(Action.APPRAISAL_REVIEW):
        found += [
            Todo("评议", f"{row.station.name} {row.year} 年度考核", reverse("staff:appraisal-page", args=[row.pk]))
            for row in to_review(actor)[:SHOWN]
        ]
    if actor.may(Action.APPRAISAL_APPEAL):
        found += [
            Todo("处理", f"{card.station.name}的考核申诉", reverse("staff:decide-appeal", args=[card.pk]), tone="miss")
            for card in waiting_appeals(actor.scope)[:SHOWN]
        ]
    return found
