"""Who supervises whom: areas, own people, peers, stations without anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range, place_filter
from liangzhan.access.roles import Role
from liangzhan.access.scope import Area, Scope
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.models import ZoneMember
from liangzhan.divisions.rules import ZONE_MARK, ancestors
from liangzhan.staff.choices.posts import PostRole
from liangzhan.staff.models import Post, Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

SUPERVISORS = (Role.SUPERVISOR, Role.STATION_HEAD)


def supervising_areas(actor: Actor, on: dt.date) -> tuple[Area, Area]:
    """(where the actor is 督导 by area or by post, the same with the stations he heads); one query at most."""
    if actor.unlimited:
        return Area(everything=True), Area(everything=True)
    posts = _posts_as_supervisor(actor, on)
    return _with(actor, (Role.SUPERVISOR,), posts), _with(actor, SUPERVISORS, posts)


def supervising_area(actor: Actor, on: dt.date) -> Area:
    """Where the actor may supervise: his area as supervisor, his stations as head, and where his post is 督导."""
    return supervising_areas(actor, on)[1]


def _posts_as_supervisor(actor: Actor, on: dt.date) -> set[int]:
    if actor.person_uuid is None or not actor.may(Action.SUPERVISION_RECORD):
        return set()
    posts = Post.objects.in_force(on).filter(worker__person__uuid=actor.person_uuid, role=PostRole.SUPERVISOR)
    held = posts.within(actor.scope, Action.SUPERVISION_RECORD).order_by("id")
    return set(held.values_list("station_id", flat=True))


def _with(actor: Actor, roles: tuple[Role, ...], stations: set[int]) -> Area:
    own = Scope(tuple(grant for grant in actor.scope.grants if grant.role in roles)).area(Action.SUPERVISION_RECORD)
    return Area(prefixes=own.prefixes, stations=tuple(sorted({*own.stations, *stations})))


def posts_in(area: Area, on: dt.date) -> QuerySet[Post]:
    """Posts in force on the day in an area."""
    rows = Post.objects.in_force(on)
    if area.everything:
        return rows
    place = place_filter(area, Post.scope_paths)
    return rows.none() if place is None else rows.filter(place)


def supervised_workers(actor: Actor, on: dt.date) -> QuerySet[Worker]:
    """Workers in post whom the actor may supervise; never himself, never one whose post has ended."""
    held = posts_in(supervising_area(actor, on), on).exclude(role=PostRole.SUPERVISOR)
    rows = Worker.objects.filter(Exists(held.filter(worker_id=OuterRef("pk"))))
    return rows if actor.person_uuid is None else rows.exclude(person__uuid=actor.person_uuid)


def peers_of(worker: Worker, on: dt.date) -> QuerySet[Worker]:
    """Colleagues in post under the same streets: with whom a peer session can be held, also from a one-person station."""
    codes = Post.objects.in_force(on).filter(worker=worker).order_by("id").values_list("division_code", flat=True)
    places = Q(pk__in=[])
    for street in {code[:9] for code in codes}:
        places |= code_range("division_code", street)
    held = Post.objects.in_force(on).filter(places, worker_id=OuterRef("pk"))
    return Worker.objects.filter(Exists(held)).exclude(pk=worker.pk)


def homes(workers: Iterable[Worker], on: dt.date, within: Area | None = None) -> dict[int, Post]:
    """{worker id: the post under which he takes part}, the oldest in force on the day, inside the area when one is given."""
    rows = Post.objects.in_force(on) if within is None else posts_in(within, on)
    found: dict[int, Post] = {}
    for post in rows.filter(worker__in=list(workers)).select_related("station").order_by("starts_on", "id"):
        found.setdefault(post.worker_id, post)
    return found


def staffed(stations: QuerySet[Station]) -> QuerySet[Station]:
    """Those that are open and have somebody in post today."""
    posts = Post.objects.in_force(today()).filter(station_id=OuterRef("pk"))
    return stations.filter(Exists(posts), closed_on__isnull=True)


def unassigned(stations: Iterable[Station], on: dt.date) -> set[int]:
    """Ids of stations for which nobody is 督导, by area or by post. A flag for the page; it blocks nothing."""
    wanted = list(stations)
    granted = Grant.objects.in_force(on).filter(role=Role.SUPERVISOR, user__is_active=True)
    codes = set(granted.order_by().values_list("division_code", flat=True).distinct())
    zones = {code for code in codes if code.startswith(ZONE_MARK)}
    if zones:
        members = ZoneMember.objects.filter(zone__code__in=zones).order_by("id")
        codes |= set(members.values_list("member__code", flat=True))
    posts = Post.objects.in_force(on).filter(role=PostRole.SUPERVISOR, station__in=wanted)
    by_post = set(posts.order_by().values_list("station_id", flat=True))
    return {
        one.pk
        for one in wanted
        if one.pk not in by_post and not codes.intersection([*ancestors(one.division_code), one.division_code])
    }


def supervisors_at(station: Station, on: dt.date) -> QuerySet[User]:
    """Accounts with the role 督导 whose area holds the station."""
    codes = [*ancestors(station.division_code), station.division_code]
    zones = ZoneMember.objects.filter(member__code__in=codes).values("zone__code")
    place = Q(division_code__in=codes) | Q(division_code__in=zones)
    held = Grant.objects.in_force(on).filter(place, role=Role.SUPERVISOR)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("id")


def users_of(workers: Iterable[Worker]) -> QuerySet[User]:
    """Accounts linked to these workers' persons."""
    uuids = [one.person.uuid for one in Worker.objects.filter(pk__in=[w.pk for w in workers]).select_related("person")]
    return User.objects.filter(is_active=True, person_uuid__in=uuids).order_by("id")
