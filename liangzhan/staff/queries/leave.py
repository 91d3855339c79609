"""Leave and trips as they are read: of a worker, waiting for a decision, in force today."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.leave import DayHalf, LeaveState
from liangzhan.staff.models import Leave, Worker
from liangzhan.staff.queries.deciders import for_reader, no_other_head
from liangzhan.staff.rules.leave import Moment, may_withdraw
from liangzhan.toolkit.periods import today


def span_of(leave: Leave) -> tuple[Moment, Moment]:
    """The first and the last half day."""
    return (leave.starts_on, DayHalf(leave.starts_half)), (leave.ends_on, DayHalf(leave.ends_half))


def leaves_of_actor(actor: Actor) -> QuerySet[Leave]:
    """The actor's own leave, whoever wrote it down."""
    own = actor.person_uuid
    rows = Leave.objects.filter(worker__person__uuid=own) if own else Leave.objects.none()
    return rows.select_related("worker__person", "station")


def recent_leaves(worker: Worker, since: dt.date) -> list[Leave]:
    """The worker's leave that ended on the day or later, newest first, without its sealed reason."""
    rows = Leave.objects.filter(worker=worker, ends_on__gte=since).select_related("station").defer("reason")
    return list(rows.order_by("-starts_on", "-id")[:20])


def leaves_within(scope: Scope, action: Action) -> QuerySet[Leave]:
    """Leave in the reader's reach, with names, without the sealed reason."""
    rows = Leave.objects.within(scope, action).select_related("worker__person", "station")
    return rows.defer("reason")


def waiting_leaves(actor: Actor) -> QuerySet[Leave]:
    """What waits for this actor: never his own; for 两委, street and supervisors what the station cannot decide itself."""
    rows = leaves_within(actor.scope, Action.ATTENDANCE_DECIDE).filter(state=LeaveState.WAITING)
    rows = rows.filter(for_reader(actor, no_other_head(today())))
    return rows.exclude(worker__person__uuid=actor.person_uuid) if actor.person_uuid else rows


def can_withdraw(leave: Leave, on: dt.date) -> bool:
    """Shows the button?"""
    return may_withdraw(leave.state, leave.starts_on, on)


def can_end_early(leave: Leave, on: dt.date) -> bool:
    """Leave that has begun and goes on."""
    return leave.state == LeaveState.APPROVED and leave.starts_on <= on < leave.ends_on


def leave_now(worker: Worker, on: dt.date) -> Leave | None:
    """Approved leave (or a trip) that holds on the day."""
    rows = Leave.objects.filter(worker=worker, state=LeaveState.APPROVED, starts_on__lte=on, ends_on__gte=on)
    return rows.defer("reason").order_by("id").first()
