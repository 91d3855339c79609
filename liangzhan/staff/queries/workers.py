"""Who works where."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.people.models import Person
from liangzhan.staff.models import Post, Worker
from liangzhan.stations.models import Station


def worker_of(actor: Actor) -> Worker | None:
    """The worker behind an account: the account is linked to a person (`people.services.register.link_user`)."""
    if actor.person_uuid is None:
        return None
    return Worker.objects.filter(person__uuid=actor.person_uuid).select_related("person").first()


def worker_of_person(person: Person) -> Worker | None:
    """The worker who is this person, if any."""
    return Worker.objects.filter(person=person).first()


def posts_of(worker: Worker, on: dt.date) -> QuerySet[Post]:
    """The worker's posts in force on the day."""
    return worker.posts.in_force(on).select_related("station").order_by("starts_on", "id")


def workers_at(station: Station, on: dt.date) -> QuerySet[Worker]:
    """Workers with a post in force at the station on the day, each with `held`: these posts."""
    held = Post.objects.in_force(on).filter(station=station).order_by("starts_on", "id")
    return (
        Worker.objects.filter(pk__in=held.values("worker_id"))
        .prefetch_related(Prefetch("posts", queryset=held, to_attr="held"))
        .order_by("id")
    )


def account_of(worker: Worker) -> User | None:
    """The account through which the worker signs in, if it was linked."""
    return User.objects.filter(person_uuid=worker.person.uuid).first()


def heads_of(worker: Worker, on: dt.date) -> QuerySet[User]:
    """Heads of the stations where the worker has a post, now or to come."""
    stations = worker.posts.not_over(on).values("station_id")
    grants = Grant.objects.in_force(on).filter(station__in=stations, role=Role.STATION_HEAD)
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("id")


def linkable_users(worker: Worker, on: dt.date) -> QuerySet[User]:
    """Accounts with a post in the platform at one of the worker's stations that belong to nobody yet."""
    stations = worker.posts.not_over(on).values("station_id")
    grants = Grant.objects.in_force(on).filter(station__in=stations)
    rows = User.objects.filter(is_active=True, person_uuid__isnull=True, pk__in=grants.values("user_id"))
    return rows.order_by("display_name", "id")
