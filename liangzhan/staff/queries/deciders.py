"""Whom to tell that something about a worker waits: the head first, and where the head is concerned, 两委 and street."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.roles import roles_with
from liangzhan.accounts.models import Grant, User
from liangzhan.notices.queries import users_with
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station

SECOND_LEVELS = ("STREET", "COMMUNITY")


def deciders_for(station: Station, worker: Worker, on: dt.date, *, without: Collection[UUID] = ()) -> list[User]:
    """Users to decide about the worker: heads of the station, else 两委 and street. Never the worker himself."""
    grants = Grant.objects.in_force(on).filter(station=station, role__in=roles_with(Action.ATTENDANCE_DECIDE))
    heads = User.objects.filter(is_active=True, id__in=grants.values("user_id")).order_by("id")
    found = [user for user in heads if user.person_uuid != worker.person.uuid and user.uuid not in without]
    return found or second_persons_of(station, worker, on, without=without)


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
