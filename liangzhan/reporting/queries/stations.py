"""I01–I04, I24: what stands, what was ordered, who works there and how they are supervised."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models import Sum as Total

from liangzhan.divisions.choices import CommunityType, Level
from liangzhan.divisions.models import Division
from liangzhan.programme.queries.october import task_of
from liangzhan.programme.queries.plan import current_plan
from liangzhan.programme.queries.progress import completed
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.rules.arithmetic import Number, hours, share
from liangzhan.staff.models import Certificate, Post, SupervisionPart, SupervisionSession
from liangzhan.stations.choices import StationKind, Tier
from liangzhan.stations.models import Station

URBAN = Q(urban_rural__startswith="1") | Q(
    urban_rural="", community_type__in=[CommunityType.RESIDENTS, CommunityType.LIKE_RESIDENTS]
)


def built(asked: Question) -> dict[str, Number]:
    """I01: stations accepted by the day and not closed by then, of the community tier; communities with both (9.3, 3.1)."""
    rows = asked.once("built", lambda: list(_built(asked)))
    kinds: dict[str, set[str]] = defaultdict(set)
    for code, kind in rows:
        kinds[code].add(kind)
    return {
        "sw": sum(kind == StationKind.SW for _, kind in rows),
        "vs": sum(kind == StationKind.VS for _, kind in rows),
        "both": sum(len(found) == len(StationKind) for found in kinds.values()),
    }


def built_places(asked: Question) -> list[tuple[str, str]]:
    """(community code, kind) of every station that I01 counts."""
    return list(asked.once("built", lambda: list(_built(asked))))


def against_task(asked: Question) -> dict[str, Number]:
    """I02: built ÷ the area's task in the plan of the day, by kind (9.3). Percent; None without a task."""
    plan = current_plan(asked.on) if asked.station_id is None else None
    if plan is None:
        return {"sw": None, "vs": None}
    task = task_of(plan, asked.area)
    counts = built(asked)
    return {"sw": share(int(counts["sw"] or 0), task[0]), "vs": share(int(counts["vs"] or 0), task[1])}


def coverage(asked: Question) -> dict[str, Number]:
    """I03: communities with a station that is open on the day ÷ all communities of the day, urban and rural (9.3). Percent."""
    if asked.station_id is not None:
        return {"urban": None, "rural": None}
    gone = Q(closed_on__isnull=True) | Q(closed_on__gt=asked.on)
    open_ones = _stations(asked).filter(gone, opened_on__lte=asked.on).values("division_code")
    places = Division.objects.on(asked.on).filter(asked.within("code", "pk"), level=Level.COMMUNITY)
    found = places.aggregate(
        urban=Count("pk", filter=URBAN),
        rural=Count("pk", filter=~URBAN),
        urban_served=Count("pk", filter=URBAN & Q(code__in=open_ones)),
        rural_served=Count("pk", filter=~URBAN & Q(code__in=open_ones)),
    )
    return {
        "urban": share(found["urban_served"], found["urban"]),
        "rural": share(found["rural_served"], found["rural"]),
    }


def workers(asked: Question) -> dict[str, Number]:
    """I04: people in post at social work stations on the day; those with a certificate by then (9.3). People, percent."""
    posts = Post.objects.within(asked.scope, ACTION).in_force(asked.on).filter(asked.within())
    posts = posts.filter(station__kind=StationKind.SW)
    held = Certificate.objects.filter(worker_id=OuterRef("worker_id"), passed_on__lte=asked.on)
    found = posts.aggregate(
        staff=Count("worker", distinct=True), certified=Count("worker", distinct=True, filter=Exists(held))
    )
    return {**found, "rate": share(found["certified"], found["staff"])}


def supervision(asked: Question) -> dict[str, Number]:
    """I24: supervision sessions that count, each once, and their hours (9.3)."""
    parts = SupervisionPart.objects.filter(
        asked.within(), asked.reach(), counted_on__gte=asked.period.start, counted_on__lte=asked.on
    )
    rows = SupervisionSession.objects.filter(pk__in=parts.values("session_id"))
    found = rows.aggregate(sessions=Count("pk"), minutes=Total("minutes"))
    return {"sessions": found["sessions"], "hours": hours(found["minutes"] or 0)}


def _built(asked: Question) -> QuerySet[Station, tuple[str, str]]:
    return _stations(asked).filter(completed(asked.on, "")).order_by().values_list("division_code", "kind")


def _stations(asked: Question) -> QuerySet[Station]:
    return Station.objects.within(asked.scope, ACTION).filter(asked.within("division_code", "pk"), tier=Tier.COMMUNITY)
