"""Whom to tell that something about a worker waits: the head first, and where the head is concerned, 两委 and street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import roles_with
from liangzhan.accounts.models import Grant, User
from liangzhan.notices.queries import users_with
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station

SECOND_LEVELS = ("STREET", "COMMUNITY")


def deciders_for(station: Station, worker: Worker, on: dt.date, *, without: Collection[UUID] = ()) -> list[User]:
    """Users to decide about the worker: heads of the station, else 两委 and street. Never the worker himself."""
    return heads_for(station, worker, on, without=without) or second_persons_of(station, worker, on, without=without)


def heads_for(station: Station, worker: Worker, on: dt.date, *, without: Collection[UUID] = ()) -> list[User]:
    """Users of the station itself who may decide about the worker."""
    grants = Grant.objects.in_force(on).filter(station=station, role__in=roles_with(Action.ATTENDANCE_DECIDE))
    heads = User.objects.filter(is_active=True, id__in=grants.values("user_id")).order_by("id")
    return [user for user in heads if user.person_uuid != worker.person.uuid and user.uuid not in without]


def no_other_head(on: dt.date) -> Q:
    """Rows (with `station` and `worker`) about which nobody of the station itself can decide."""
    heads = Grant.objects.in_force(on).filter(
        station_id=OuterRef("station_id"), role__in=roles_with(Action.ATTENDANCE_DECIDE), user__is_active=True
    )
    others = Q(user__person_uuid__isnull=True) | ~Q(user__person_uuid=OuterRef("worker__person__uuid"))
    return ~Q(Exists(heads.filter(others)))


def for_reader(actor: Actor, needs: Q) -> Q:
    """What this reader has to see to: everything of his own stations; of an area only what the stations cannot decide."""
    return Q(station_id__in=actor.scope.area(Action.ATTENDANCE_DECIDE).stations) | needs


def second_persons_of(
    station: Station, worker: Worker | None, on: dt.date, *, without: Collection[UUID] = ()
) -> list[User]:
    """两委 and street of the station's place."""
    users = users_with(Action.ATTENDANCE_DECIDE, code=station.division_code, on=on, levels=SECOND_LEVELS)
    own = worker.person.uuid if worker else None
    return [user for user in users if (own is None or user.person_uuid != own) and user.uuid not in without]


def users_of(worker: Worker) -> list[User]:
    """The accounts of the worker, to be told."""
    return list(User.objects.filter(person_uuid=worker.person.uuid, is_active=True).order_by("id"))
