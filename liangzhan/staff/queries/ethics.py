"""The register of conflicts and gifts, and who signed this year's commitment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import CommitmentKind
from liangzhan.credentials.queries.commitments import signed_ids
from liangzhan.staff.models import EthicsDeclaration, Post, Worker
from liangzhan.staff.queries.supervision_people import staffed
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.ethics import may_sign_seen
from liangzhan.stations.models import Station


@dataclass
class StationCommitments:
    """Who of a station's people in post signed the commitment of the year."""

    station: Station
    signed: list[Worker] = field(default_factory=list)
    missing: list[Worker] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.signed) + len(self.missing)


def commitments_of(stations: Iterable[Station], *, year: int, on: dt.date) -> list[StationCommitments]:
    """For each station its people in post on the day, signed or not; three queries for any number of stations."""
    wanted = list(stations)
    rows = {one.pk: StationCommitments(one) for one in wanted}
    posts = Post.objects.in_force(on).filter(station__in=wanted).order_by("starts_on", "id")
    at: dict[int, list[Worker]] = {}
    for post in posts.prefetch_related(Prefetch("worker", queryset=Worker.objects.select_related("person"))):
        held = at.setdefault(post.station_id, [])
        if post.worker not in held:
            held.append(post.worker)
    people = {worker.person_id for workers in at.values() for worker in workers}
    signed = signed_ids(people, CommitmentKind.ETHICS, year)
    for station_id, workers in at.items():
        for worker in workers:
            row = rows[station_id]
            (row.signed if worker.person_id in signed else row.missing).append(worker)
    return [rows[one.pk] for one in wanted]


def stations_for_ethics(actor: Actor) -> QuerySet[Station]:
    """Stations with somebody in post whose register the actor may look at."""
    return staffed(Station.objects.within(actor.scope, Action.ETHICS_VIEW))


def is_own(row: EthicsDeclaration, actor: Actor) -> bool:
    """Did the actor himself declare it?"""
    return bool(actor.person_uuid is not None and row.worker.person.uuid == actor.person_uuid)


def sees_heads(row: EthicsDeclaration, actor: Actor) -> bool:
    """Does the actor look at this place as 两委 or officer, and not only as a head?"""
    above = Scope(
        tuple(grant for grant in actor.scope.grants if grant.role != Role.STATION_HEAD), unlimited=actor.unlimited
    )
    return above.area(Action.ETHICS_VIEW).covers_station(row.station_id, row.division_code)


def register(actor: Actor) -> QuerySet[EthicsDeclaration]:
    """What the actor may look at: the declarations of the place, those of a head only as 两委 or officer, and his own."""
    above = Scope(
        tuple(grant for grant in actor.scope.grants if grant.role != Role.STATION_HEAD), unlimited=actor.unlimited
    )
    places = EthicsDeclaration.objects.within(actor.scope, Action.ETHICS_VIEW).filter(of_head=False)
    heads = EthicsDeclaration.objects.within(above, Action.ETHICS_VIEW)
    found = Q(pk__in=places.values("pk")) | Q(pk__in=heads.values("pk"))
    if actor.person_uuid is not None:
        found |= Q(worker__person__uuid=actor.person_uuid)
    return EthicsDeclaration.objects.filter(found).select_related("worker__person", "station", "paper")


def own_declarations(worker: Worker) -> QuerySet[EthicsDeclaration]:
    """What a worker declared himself, the latest first."""
    return worker.ethics_declarations.select_related("station").order_by("-happened_on", "-id")


def rights_on_declaration(row: EthicsDeclaration, actor: Actor) -> dict[str, bool]:
    """May the reader sign it as seen?"""
    may = may_sign_seen(is_own=is_own(row, actor), of_head=row.of_head, as_head_only=not sees_heads(row, actor))
    return {"sign": may and row.seen_at is None}


def own_ethics(actor: Actor, on: dt.date) -> dict[str, Any]:
    """A worker's own page: signed this year or not, what he declared."""
    worker = worker_of(actor)
    if worker is None:
        return {"worker": None, "year": on.year, "signed": False, "declarations": []}
    signed = worker.person_id in signed_ids([worker.person_id], CommitmentKind.ETHICS, on.year)
    rows = list(own_declarations(worker)[:50])
    return {"worker": worker, "year": on.year, "signed": signed, "declarations": rows}
