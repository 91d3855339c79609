"""Statistics of talent: persons by level, basis, registration and area, straight from the registers by SQL.

Exact on any day: every figure is a grouped count of distinct persons, a handful of queries whatever the size.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Substr

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.credentials.choices import LearningState
from liangzhan.credentials.models import Learning
from liangzhan.divisions.choices import CommunityType, Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import children, in_area
from liangzhan.divisions.rules import PREFIX_LENGTH, level_below
from liangzhan.staff.choices.posts import CertificateLevel, ProfessionalBasis, RecognitionState, RegistrationState
from liangzhan.staff.models import Certificate, Post, Registration
from liangzhan.staff.rules.talent import TalentCounts, gather
from liangzhan.staff.settings import BASES, HOURS
from liangzhan.toolkit.parameters import value_of, values_of

YEARS_SHOWN = 5
URBAN = Q(station__site__division__urban_rural__startswith="1") | Q(
    station__site__division__urban_rural="",
    station__site__division__community_type__in=[CommunityType.RESIDENTS, CommunityType.LIKE_RESIDENTS],
)


@dataclass(frozen=True)
class TalentRow:
    """One area with its counts; `code` is empty for the whole of the reader's reach."""

    code: str
    name: str
    counts: TalentCounts


@dataclass(frozen=True)
class Talent:
    """The whole, its parts by code, and which bases count."""

    whole: TalentRow
    rows: list[TalentRow]
    counting: list[str]


@dataclass(frozen=True)
class YearCount:
    """Persons at the end of a year (or today)."""

    year: int
    workers: int
    certified: int
    more: int | None


def posts_on(scope: Scope, on: dt.date, area: Division | None) -> QuerySet[Post]:
    """Posts in force on the day within reach, of the area when one is given."""
    rows = Post.objects.within(scope, Action.TALENT_VIEW).in_force(on)
    return rows if area is None else rows.filter(in_area("division_code", area))


def talent_of(scope: Scope, on: dt.date, area: Division | None) -> Talent:
    """The area (None: all that is within reach) and its parts on the day. Seven queries."""
    code = area.code if area else ""
    hours = values_of(HOURS.values(), on=on, division_code=code)
    rows: Any = _marked(posts_on(scope, on, area), on, {level: hours[key] for level, key in HOURS.items()})
    marks = ("level", "basis", "registered", "hours_met")
    whole = gather(rows.values(*marks).annotate(n=Count("worker", distinct=True)).order_by("level"))
    for row in rows.values("is_urban").annotate(n=Count("worker", distinct=True)).order_by("is_urban"):
        setattr(whole, "urban" if row["is_urban"] else "rural", row["n"])
    counting = list(value_of(BASES, on=on, division_code=code))
    name = area.name if area else "本站"
    return Talent(TalentRow(code, name, whole), _parts(rows, marks, area, on), counting)


def _parts(rows: Any, marks: tuple[str, ...], area: Division | None, on: dt.date) -> list[TalentRow]:
    """The areas directly below, by code, also those where nobody works."""
    below = level_below(area.level) if area and area.level != Level.ZONE else None
    if area is None or below is None:
        return []
    placed = rows.annotate(area=Substr("division_code", 1, PREFIX_LENGTH[below]))
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in placed.values("area", *marks).annotate(n=Count("worker", distinct=True)).order_by("area"):
        grouped[row["area"]].append(row)
    towns: dict[tuple[str, int], int] = {}
    for row in placed.values("area", "is_urban").annotate(n=Count("worker", distinct=True)).order_by("area"):
        towns[row["area"], row["is_urban"]] = row["n"]
    found = []
    for child in children(area, on=on).exclude(level=Level.ZONE):
        start = child.code[: PREFIX_LENGTH[below]]
        counts = gather(grouped[start])
        counts.urban, counts.rural = towns.get((start, 1), 0), towns.get((start, 0), 0)
        found.append(TalentRow(child.code, child.name, counts))
    return found


def _marked(rows: QuerySet[Post], on: dt.date, hours: dict[str, int]) -> QuerySet[Post]:
    """Each post with what is counted of its holder on the day."""
    held = Certificate.objects.filter(worker_id=OuterRef("worker_id"), passed_on__lte=on)
    levels = [When(Exists(held.filter(level=level)), then=Value(level.value)) for level in reversed(CertificateLevel)]
    recognised = Q(
        worker__professional_basis=ProfessionalBasis.TRAINING,
        worker__recognition=RecognitionState.RECOGNISED,
        worker__recognition_on__lte=on,
    )
    bases = [
        When(Exists(held), then=Value(ProfessionalBasis.CERTIFICATE.value)),
        When(worker__professional_basis=ProfessionalBasis.DEGREE, then=Value(ProfessionalBasis.DEGREE.value)),
        When(recognised, then=Value(ProfessionalBasis.TRAINING.value)),
    ]
    valid = Registration.objects.filter(
        certificate__worker_id=OuterRef("worker_id"),
        state=RegistrationState.ISSUED,
        valid_from__lte=on,
        valid_to__gte=on,
    )
    return rows.annotate(
        level=Case(*levels, default=Value(""), output_field=CharField()),
        basis=Case(*bases, default=Value(""), output_field=CharField()),
        registered=Case(When(Exists(valid), then=Value(1)), default=Value(0)),
        hours_met=Case(When(Exists(_with_hours(valid, on, hours)), then=Value(1)), default=Value(0)),
        is_urban=Case(When(URBAN, then=Value(1)), default=Value(0)),
    )


def _with_hours(valid: QuerySet[Registration], on: dt.date, hours: dict[str, int]) -> QuerySet[Registration]:
    """Of these registrations those whose hours up to the day reach what the level asks for a whole period."""
    learned = (
        Learning.objects.filter(
            person_id=OuterRef("certificate__worker__person_id"),
            state=LearningState.COUNTED,
            completed_on__gte=OuterRef("valid_from"),
            completed_on__lte=on,
        )
        .order_by()
        .values("person_id")
        .annotate(n=Sum("hours"))
        .values("n")
    )
    enough = [When(certificate__level=level, then=Value(wanted)) for level, wanted in hours.items()]
    return valid.annotate(learned=Subquery(learned), wanted=Case(*enough, default=Value(0))).filter(
        learned__gte=F("wanted")
    )


def growth_of(scope: Scope, on: dt.date, area: Division | None) -> list[YearCount]:
    """Workers and certified workers at the end of the last years, today for this one. One query."""
    days = {year: min(dt.date(year, 12, 31), on) for year in range(on.year - YEARS_SHOWN + 1, on.year + 1)}
    rows: Any = Post.objects.within(scope, Action.TALENT_VIEW)
    if area is not None:
        rows = rows.filter(in_area("division_code", area))
    first = Certificate.objects.filter(worker_id=OuterRef("worker_id")).order_by("passed_on").values("passed_on")[:1]
    rows = rows.annotate(first_passed=Subquery(first))
    wanted = {}
    for year, day in days.items():
        there = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        wanted[f"workers_{year}"] = Count("worker", distinct=True, filter=there)
        wanted[f"certified_{year}"] = Count("worker", distinct=True, filter=there & Q(first_passed__lte=day))
    sums = rows.aggregate(**wanted)
    found: list[YearCount] = []
    for year in days:
        certified = sums[f"certified_{year}"]
        more = certified - found[-1].certified if found else None
        found.append(YearCount(year, sums[f"workers_{year}"], certified, more))
    return found


def area_in_reach(actor: Actor, code: str) -> Division | None:
    """The area asked for, or the reader's own; None when it is out of reach or the reader's is a station."""
    wanted = code or actor.home_code
    if not wanted or not actor.may_at(Action.TALENT_VIEW, code=wanted):
        return None
    rows = Division.objects.filter(code=wanted).select_related("parent__parent__parent")
    return max(rows, key=lambda one: one.valid_to or dt.date.max, default=None)


def areas_above(area: Division, actor: Actor) -> list[Division]:
    """The areas above this one that the reader may open, the nearest last."""
    found: list[Division] = []
    one = area.parent
    while one is not None and actor.may_at(Action.TALENT_VIEW, code=one.code):
        found.insert(0, one)
        one = one.parent
    return found
