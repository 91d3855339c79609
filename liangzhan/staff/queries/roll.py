"""The roll: posts with their holders, what a filter narrows, what a page of it shows. Office data only (P1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.staff.choices.posts import (
    PostState,
    ProfessionalBasis,
    RecognitionState,
    RegistrationSight,
    RegistrationState,
)
from liangzhan.staff.models import Certificate, Post, Registration
from liangzhan.staff.rules.posts import is_dual
from liangzhan.staff.rules.qualification import highest
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station

DIRECT = {"role": "role", "employment": "employment", "identity": "worker__identity", "station": "station_id"}
COUNTED_TO = 1000
SOON_DAYS = 90  # how far ahead list and desk look; alerts go out by their own parameter
NONE = "NONE"


def narrowed(rows: QuerySet[Post], chosen: dict[str, Any], on: dt.date) -> QuerySet[Post]:
    """Posts that fit the filters; without a word on the state those in force on the day."""
    rows = in_state(rows, chosen.get("state") or PostState.IN_FORCE, on)
    for name, path in DIRECT.items():
        if chosen.get(name):
            rows = rows.filter(**{path: chosen[name]})
    if chosen.get("area"):
        rows = rows.filter(_area(chosen["area"]))
    if chosen.get("level"):
        rows = rows.filter(_level(chosen["level"]))
    if chosen.get("basis"):
        rows = rows.filter(_basis(chosen["basis"]))
    if chosen.get("registration"):
        rows = rows.filter(_registration(chosen["registration"], on))
    name = (chosen.get("q") or "").strip()
    return rows.filter(worker__display_name__contains=name) if name else rows


def in_state(rows: QuerySet[Post], state: str, on: dt.date) -> QuerySet[Post]:
    """In force, to come, or ended on the day."""
    if state == PostState.TO_COME:
        return rows.filter(starts_on__gt=on)
    if state == PostState.ENDED:
        return rows.filter(ends_on__lt=on)
    return rows.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def state_of(post: Post, on: dt.date) -> PostState:
    """The state of one post in words."""
    if post.starts_on > on:
        return PostState.TO_COME
    return PostState.IN_FORCE if post.is_in_force(on) else PostState.ENDED


def _area(code: str) -> Q:
    unit = Division.objects.filter(code=code).order_by("-valid_from", "-id").first()
    if unit is not None and unit.level in (Level.ZONE, Level.CITY):
        return in_area("division_code", unit)
    return code_range("division_code", prefix(code, Level(level_of(code))))


def _level(level: str) -> Q:
    held = Certificate.objects.filter(worker_id=OuterRef("worker_id"))
    if level == NONE:
        return Q(~Exists(held))
    return Q(Exists(held.filter(level=level)))


def _basis(basis: str) -> Q:
    certified = Q(Exists(Certificate.objects.filter(worker_id=OuterRef("worker_id"))))
    degree = Q(worker__professional_basis=ProfessionalBasis.DEGREE)
    trained = Q(worker__professional_basis=ProfessionalBasis.TRAINING, worker__recognition=RecognitionState.RECOGNISED)
    found = {
        ProfessionalBasis.CERTIFICATE: certified,
        ProfessionalBasis.DEGREE: degree,
        ProfessionalBasis.TRAINING: trained,
    }
    return found[ProfessionalBasis(basis)] if basis != NONE else ~certified & ~degree & ~trained


def _registration(wanted: str, on: dt.date) -> Q:
    """Certified workers by their registration on the day: in force, ending within three months, or none in force."""
    certified = Q(Exists(Certificate.objects.filter(worker_id=OuterRef("worker_id"))))
    held = Registration.objects.filter(
        certificate__worker_id=OuterRef("worker_id"),
        state=RegistrationState.ISSUED,
        valid_from__lte=on,
        valid_to__gte=on,
    )
    if wanted == RegistrationSight.EXPIRING:
        return Q(Exists(held.filter(valid_to__lte=on + dt.timedelta(days=SOON_DAYS))))
    return Q(Exists(held)) if wanted == RegistrationSight.VALID else certified & ~Q(Exists(held))


def counted(rows: QuerySet[Post]) -> str:
    """How many, without counting a large table to its end."""
    count = rows.order_by()[: COUNTED_TO + 1].count()
    return f"{count} 个岗位" if count <= COUNTED_TO else f"{COUNTED_TO} 个岗位以上"


def is_long(rows: QuerySet[Post], limit: int) -> bool:
    """More rows than the limit? Counts no further."""
    return rows.order_by()[: limit + 1].count() > limit


def levels_of(worker_ids: Iterable[int]) -> dict[int, str]:
    """The highest certificate of each worker, by worker id; one query."""
    found: dict[int, list[str]] = {}
    rows = Certificate.objects.filter(worker__in=set(worker_ids)).order_by("id")
    for worker, level in rows.values_list("worker_id", "level"):
        found.setdefault(worker, []).append(level)
    return {worker: highest(levels) for worker, levels in found.items()}


def dual_ids(worker_ids: Iterable[int], on: dt.date) -> set[int]:
    """Who keeps both stations of a site on the day: allowed, and flagged (domain.md 4.2); one query."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows = Post.objects.in_force(on).filter(worker__in=set(worker_ids)).order_by("id")
    for worker, site, station in rows.values_list("worker_id", "station__site_id", "station_id"):
        found.setdefault(worker, []).append((site, station))
    return {worker for worker, held in found.items() if is_dual(held)}


def stations_of(worker_ids: Iterable[int], on: dt.date) -> dict[int, list[str]]:
    """Names of the stations of each worker, now or to come, by worker id; one query."""
    found: dict[int, list[str]] = {}
    rows = Post.objects.not_over(on).filter(worker__in=set(worker_ids)).order_by("station_id", "id")
    for worker, name in rows.values_list("worker_id", "station__name"):
        if name not in found.setdefault(worker, []):
            found[worker].append(name)
    return found


def is_of_stations(actor: Actor) -> bool:
    """Does the reader see the roll of some stations only, and of no area?"""
    area = actor.scope.area(Action.STAFF_VIEW)
    return not (area.everything or area.prefixes)


def stations_to_fill(actor: Actor, station: int | None, *, limit: int = 4) -> list[Station]:
    """Where the reader may register a colleague from this page: the station it is about, else the few of his own."""
    area = actor.scope.area(Action.STAFF_MANAGE)
    rows = Station.objects.within(actor.scope, Action.STAFF_MANAGE).exclude(state=State.CLOSED)
    if station is not None:
        return list(rows.filter(pk=station))
    if area.everything or area.prefixes or not area.stations:
        return []
    return list(rows.order_by("kind", "id")[:limit])
