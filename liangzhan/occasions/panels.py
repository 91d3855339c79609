"""What occasions put on the desk: what is today, what waits to be confirmed, who forgot to check out."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.occasions.choices import OccasionKind, OccasionState
from liangzhan.occasions.queries.agenda import between, own, to_confirm
from liangzhan.occasions.queries.presence import forgotten
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays, moment

SHOWN = 5
CONFIRM_WORKDAYS = 10  # 《志愿服务条例》 and domain.md 6.7: what happened is recorded within ten workdays
LOOKED_BACK = dt.timedelta(days=60)


@desk_panel
def own_today(actor: Actor, today: dt.date) -> list[Todo]:
    """Where I am expected today; a duty is no news."""
    if actor.person_uuid is None or not actor.may(Action.CHECK_IN):
        return []
    rows = between(own(actor), today, today).filter(state=OccasionState.PLANNED).exclude(kind=OccasionKind.DUTY)
    return [
        Todo("参加", one.title, reverse("occasions:occasion-page", args=[one.uuid]), due_on=today)
        for one in rows.order_by("starts_at", "pk")[:SHOWN]
    ]


@desk_panel
def rolls_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """Ended occasions of my stations (or my office) whose roll nobody has confirmed."""
    if not actor.may(Action.OCCASION_MANAGE):
        return []
    now = moment()
    rows = to_confirm(actor.scope, before=now, since=now - LOOKED_BACK)
    if not actor.scope.area(Action.OCCASION_MANAGE).stations:
        rows = rows.filter(station__isnull=True)  # an office confirms what it arranged itself
    return [
        Todo(
            "确认签到",
            one.title,
            reverse("occasions:roll", args=[one.uuid]),
            due_on=add_workdays(one.ends_at.date(), CONFIRM_WORKDAYS),
        )
        for one in rows.defer("secret").order_by("starts_at", "pk")[:SHOWN]
    ]


@warning_panel
def forgotten_check_outs(actor: Actor, today: dt.date) -> list[Todo]:
    """忘记签退, at the post's own stations: the leader says when they left."""
    area = actor.scope.area(Action.OCCASION_MANAGE)
    if not area.stations:
        return []
    before = moment() - dt.timedelta(hours=int(value_of("checkin.open.hours", on=today)))
    rows = forgotten(actor.scope, before=before).select_related("occasion").order_by("in_at", "pk")
    return [
        Todo(
            "补记签退",
            f"{one.occasion.title}，有人忘记签退",
            reverse("occasions:stay-settle", args=[one.uuid]),
            due_on=add_workdays(one.in_at.date(), CONFIRM_WORKDAYS),
            tone="miss",
        )
        for one in rows[:SHOWN]
    ]
