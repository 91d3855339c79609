"""What visits put on the desk: whom to visit, and a visit that began and was not written down."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.queries.coordination import to_follow_up
from liangzhan.activities.queries.cycle import agenda_of
from liangzhan.activities.queries.visits import underway_for
from liangzhan.toolkit.panels import Todo, desk_panel

SHOWN = 5


@desk_panel
def visits_due(actor: Actor, today: dt.date) -> list[Todo]:
    """One line for all whom the cycle asks for, with the oldest day."""
    if actor.person_uuid is None or not actor.may(Action.VISIT_RECORD):
        return []
    due = agenda_of(actor.scope, today, risks=False).due
    if not due:
        return []
    late = any(row.overdue > 0 for row in due)
    words = f"服务对象 {len(due)} 人"
    oldest = min(row.due_on for row in due)
    return [Todo("探访", words, reverse("activities:visit-due"), oldest, len(due), "miss" if late else "wait")]


@desk_panel
def visit_to_write(actor: Actor, today: dt.date) -> list[Todo]:
    """A visit underway since another day, or ended and not written."""
    row = underway_for(actor)
    if row is None or (row.ended_at is None and row.started_at.date() == today):
        return []
    return [Todo("补写", "没有写完的探访记录", reverse("activities:visit-record"), today)]


@desk_panel
def coordination_to_follow(actor: Actor, today: dt.date) -> list[Todo]:
    """Matters that were to be looked at again."""
    if not actor.may(Action.VISIT_RECORD):
        return []
    rows = list(to_follow_up(actor.scope, today)[:SHOWN])
    address = "activities:coordination-page"
    return [
        Todo("跟进", f"协调调解（{row.get_topic_display()}）", reverse(address, args=[row.uuid]), row.follow_up_on)
        for row in rows
    ]
