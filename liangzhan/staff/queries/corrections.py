"""Corrections of attendance as they are read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.attendance import CorrectionState
from liangzhan.staff.models import Correction, Worker
from liangzhan.staff.queries.attendance_facts import ledger_of
from liangzhan.staff.queries.deciders import for_reader, no_other_head
from liangzhan.staff.queries.month import posts_between
from liangzhan.staff.rules.attendance import AttendanceDay
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment, today


def corrections_within(scope: Scope, action: Action) -> QuerySet[Correction]:
    """Corrections in the reader's reach, with names."""
    return Correction.objects.within(scope, action).select_related("worker__person", "station")


def waiting_corrections(actor: Actor) -> QuerySet[Correction]:
    """What waits for this actor, never about himself; for 两委, street and supervisors what the station cannot decide.

    What he asked himself is shown, and says who decides it.
    """
    rows = corrections_within(actor.scope, Action.ATTENDANCE_DECIDE).filter(state=CorrectionState.WAITING)
    rows = rows.filter(for_reader(actor, Q(needs_second=True) | no_other_head(today())))
    return rows.exclude(worker__person__uuid=actor.person_uuid) if actor.person_uuid else rows


def corrections_of_actor(actor: Actor) -> QuerySet[Correction]:
    """What concerns the actor, or was asked by him."""
    own = Q(asked_by__startswith=str(actor.uuid))
    if actor.person_uuid:
        own |= Q(worker__person__uuid=actor.person_uuid)
    return Correction.objects.filter(own).select_related("worker__person", "station")


def recent_corrections(worker: Worker, since: dt.date) -> list[Correction]:
    """The worker's corrections of days since then, newest first."""
    rows = Correction.objects.filter(worker=worker, on__gte=since).select_related("station")
    return list(rows.order_by("-on", "-id")[:20])


def day_of_worker(worker: Worker, station: Station, day: dt.date) -> AttendanceDay | None:
    """One day of one worker at the station as it reads now; None outside his post."""
    posts = [post for post in posts_between([station], day, day) if post.worker_id == worker.pk]
    return ledger_of(posts, day, day).day_of(worker.pk, day, moment()) if posts else None


def concerns(row: Correction, actor: Actor) -> bool:
    """Did the actor ask it himself, or is it about him? Then somebody else decides."""
    about = actor.person_uuid is not None and row.worker.person.uuid == actor.person_uuid
    return about or row.asked_by.uuid == actor.uuid
