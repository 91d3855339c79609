"""What groups and activities put on the desk: plans to approve, held but not recorded, nobody asked how it was."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.queries.activity_record import unrated_activities, waiting_activities
from liangzhan.activities.queries.activity_waiting import plans_to_decide
from liangzhan.activities.queries.group_sessions import waiting_sessions
from liangzhan.toolkit.panels import Todo, desk_panel
from liangzhan.toolkit.periods import moment

SHOWN = 5


@desk_panel
def plans_waiting(actor: Actor, today: dt.date) -> list[Todo]:
    """Plans of groups and activities that wait for this reader's decision."""
    if not actor.may(Action.ACTIVITY_APPROVE):
        return []
    groups, activities = plans_to_decide(actor)
    found = [Todo("审批", f"小组计划“{one.name}”", _href("group", one)) for one in groups[:SHOWN]]
    return found + [Todo("审批", f"活动计划“{one.name}”", _href("activity", one)) for one in activities[:SHOWN]]


@desk_panel
def records_missing(actor: Actor, today: dt.date) -> list[Todo]:
    """What was held and is not written down: it counts nowhere until it is."""
    if not actor.may(Action.ACTIVITY_MANAGE):
        return []
    found = [
        Todo(
            "记录",
            f"“{one.group.name}”{one}",
            reverse("activities:session-record", args=[one.uuid]),
            due_on=localtime(one.occasion.ends_at).date() + dt.timedelta(days=2),
        )
        for one in waiting_sessions(actor, moment())[:SHOWN]
    ]
    return found + [
        Todo(
            "记录",
            f"活动“{one.name}”",
            reverse("activities:activity-record", args=[one.uuid]),
            due_on=localtime(one.occasion.ends_at).date() + dt.timedelta(days=2),
        )
        for one in waiting_activities(actor, moment())[:SHOWN]
    ]


@desk_panel
def ratings_missing(actor: Actor, today: dt.date) -> list[Todo]:
    """Activities of the last weeks of which nobody was asked."""
    if not actor.may(Action.ACTIVITY_MANAGE):
        return []
    rows = unrated_activities(actor, today)[:SHOWN]
    return [Todo("补录", f"“{one.name}”的满意度", _href("activity", one)) for one in rows]


def _href(kind: str, row: object) -> str:
    return reverse(f"activities:{kind}-page", args=[row.uuid])  # type: ignore[attr-defined]
