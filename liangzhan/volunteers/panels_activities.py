"""What volunteer activities put on the desk: to review, to answer, to publish."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.toolkit.panels import Todo, desk_panel
from liangzhan.toolkit.periods import moment
from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.queries.activity_list import in_review, to_publish, unanswered

SHOWN = 5


@desk_panel
def activities_to_review(actor: Actor, today: dt.date) -> list[Todo]:
    """For the second person: what was submitted, the next to take place first."""
    if not actor.may(Action.VOLUNTEERING_REVIEW):
        return []
    return [_todo("审核", "", row, today) for row in in_review(actor.scope)[:SHOWN]]


@desk_panel
def activities_to_answer(actor: Actor, today: dt.date) -> list[Todo]:
    """For the station: who waits for an answer, and what is to be published. Each activity once."""
    if not actor.may(Action.VOLUNTEERING_MANAGE):
        return []
    rows = {row.pk: _todo("答复", "的报名", row, today) for row in unanswered(actor.scope)[:SHOWN]}
    for row in to_publish(actor.scope, today, moment())[:SHOWN]:
        rows.setdefault(row.pk, _todo("公布", "的名单", row, today))
    return list(rows.values())


def _todo(verb: str, what: str, row: VolunteerActivity, today: dt.date) -> Todo:
    day = localdate(row.starts_at)
    href = reverse("volunteers:activity-page", kwargs={"uuid": row.uuid})
    return Todo(verb, f"志愿活动“{row.title}”{what}", href, day, 1, "miss" if day <= today else "wait")
