"""The logged exception: whom one may ask for, what an open access shows, what waits for review."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.staff.models import ConfidentialNote, EmergencyAccess, Post, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import sessions_of_worker, with_parts
from liangzhan.staff.rules.supervision import emergency_open


def workers_to_open(actor: Actor) -> QuerySet[Worker]:
    """Workers of the area who were ever supervised there, also when the post has ended since."""
    posts = Post.objects.within(actor.scope, Action.SUPERVISION_EMERGENCY)
    return Worker.objects.filter(Exists(posts.filter(worker_id=OuterRef("pk"))))


def accesses(actor: Actor) -> QuerySet[EmergencyAccess]:
    """What was opened in the area, for those who open and review."""
    rows = EmergencyAccess.objects.within(actor.scope, Action.SUPERVISION_EMERGENCY)
    return rows.select_related("worker", "station").order_by("-opened_at", "-id")


def open_accesses(actor: Actor, now: dt.datetime) -> QuerySet[EmergencyAccess]:
    """Accesses of this very actor that have not run out: nobody reads under another's."""
    mine = f"{actor.uuid}|"
    rows = EmergencyAccess.objects.filter(opened_at__lte=now, closes_at__gt=now, opened_by__startswith=mine)
    return rows.select_related("worker", "station")


def is_open(access: EmergencyAccess, actor: Actor, now: dt.datetime) -> bool:
    """Is this the actor's own access, still within its hours?"""
    return access.opened_by.uuid == actor.uuid and emergency_open(access.opened_at, access.closes_at, now)


def opened_notes(access: EmergencyAccess) -> list[ConfidentialNote]:
    """The confidential notes about this worker, the latest first."""
    rows = ConfidentialNote.objects.filter(part__worker=access.worker)
    return list(rows.select_related("session", "author").order_by("-written_at", "-id")[:200])


def opened_sessions(access: EmergencyAccess) -> list[SupervisionSession]:
    """His sessions, the latest first."""
    return list(with_parts(sessions_of_worker(access.worker))[:100])


def to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Accesses that another than their reader has to review: by 两委, street or county; a head reviews none."""
    roles = (Role.COMMITTEE, Role.STREET, Role.COUNTY)
    own = Scope(tuple(grant for grant in actor.scope.grants if grant.role in roles), unlimited=actor.unlimited)
    rows = EmergencyAccess.objects.within(own, Action.COMPLAINT_HANDLE).exclude(opened_by__startswith=f"{actor.uuid}|")
    return rows.select_related("worker", "station").order_by("reviewed_at", "-opened_at", "-id")


def accesses_told(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Accesses that concern the actor: his own supervision, notes he wrote, workers he heads. Who, when, reviewed or not."""
    written = ConfidentialNote.objects.filter(part__worker_id=OuterRef("worker_id"), author__uuid=actor.uuid)
    mine = Q(Exists(written))
    if actor.person_uuid is not None:
        mine |= Q(worker__person__uuid=actor.person_uuid)
    headed = EmergencyAccess.objects.within(actor.scope, Action.SUPERVISION_REGISTER)
    rows = EmergencyAccess.objects.filter(mine | Q(pk__in=headed.values("pk")))
    return rows.select_related("worker", "station").order_by("-opened_at", "-id")
