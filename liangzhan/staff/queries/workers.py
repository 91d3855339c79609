"""Who works where."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actor import Actor
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
