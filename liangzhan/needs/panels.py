"""What this room puts on the desk: urgent needs without an answer, stale resources, projects that end, the yearly survey."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.needs.queries.need_list import late_urgent
from liangzhan.needs.queries.projects import ending
from liangzhan.needs.queries.resource_list import stale_resources
from liangzhan.needs.queries.surveys import stations_due
from liangzhan.needs.settings import ANSWER_DAYS
from liangzhan.toolkit.panels import Todo, desk_panel
from liangzhan.toolkit.parameters import value_of


@desk_panel
def urgent_needs(actor: Actor, today: dt.date) -> list[Todo]:
    """One line for all that wait too long."""
    if not actor.may(Action.NEED_MANAGE):
        return []
    days = value_of(ANSWER_DAYS, on=today)
    count = len(late_urgent(actor.scope, Action.NEED_MANAGE, today, days).order_by("pk").values_list("pk")[:100])
    if not count:
        return []
    href = f"{reverse('needs:need-list')}?state=waiting&urgency=3"
    return [Todo("答复", f"较急的居民需求 {count} 条", href, today, count, "miss")]


@desk_panel
def resources_and_projects(actor: Actor, today: dt.date) -> list[Todo]:
    """Resources nobody confirmed, projects near their end."""
    if not actor.may(Action.NEED_MANAGE):
        return []
    found = []
    if stale := list(stale_resources(actor.scope, Action.NEED_MANAGE, today)[:100]):
        href = f"{reverse('needs:resource-list')}?show=stale"
        found.append(Todo("确认", f"很久没有确认的资源 {len(stale)} 项", href, None, len(stale), "wait"))
    for project in ending(actor.scope, Action.NEED_MANAGE, today)[:5]:
        href = reverse("needs:project-page", kwargs={"uuid": project.uuid})
        found.append(Todo("总结", f"项目“{project.name}”", href, project.ends_on, 1, "wait"))
    return found


@desk_panel
def yearly_survey(actor: Actor, today: dt.date) -> list[Todo]:
    """Needs and resources are asked for again every year [CP]."""
    if not actor.may(Action.SURVEY_MANAGE):
        return []
    due = stations_due(actor.scope, Action.SURVEY_MANAGE, today)
    href = reverse("needs:survey-list")
    return [Todo("开展", "年度需求和资源调查", href, None, len(due), "wait")] if due else []
