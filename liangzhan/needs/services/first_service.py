"""What a room above did for a project is the first service of the project's needs (3.3.2: days from need to first service)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedEvent, NeedState
from liangzhan.needs.models import Need
from liangzhan.needs.rules.needs import NEED_TABLE, day_problem
from liangzhan.needs.services.answering import serve_need
from liangzhan.toolkit.periods import today


@recorded(NeedEvent.SERVED_BY_PROJECT, keep=["project_id", "on"])
def served_by_project(*, project_id: int, on: dt.date, by: Actor) -> list[Need]:
    """Needs linked to the project that wait for a first service are served on that day; the others stay as they are.

    A need that was raised after the day, or was sent on, declined or closed, is left to its station.
    """
    rows = Need.objects.filter(links__project=project_id, served_on__isnull=True).order_by("pk")
    waiting = [one for one in rows if NEED_TABLE.allows(one.state, NeedState.SERVED)]
    fit = [one for one in waiting if not day_problem(on, raised_on=one.raised_on, today=today())]
    return [serve_need(need=one, on=on, by=by) for one in fit]
