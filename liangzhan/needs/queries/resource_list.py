"""The ledger of resources for pages: filters, how often used, what that was worth, points on the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import NeedState, ProjectState, ResourceState
from liangzhan.needs.models import Need, Project, Resource, ResourceUse
from liangzhan.needs.rules.resources import LINKED, is_stale, months_before
from liangzhan.needs.settings import STALE_MONTHS
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import load, value_of

STALE, EXPIRED, ENDED = "stale", "expired", "ended"


def resource_rows() -> QuerySet[Resource]:
    """With what a list shows."""
    return Resource.objects.select_related("station", "agreement")


def narrowed(rows: QuerySet[Resource], chosen: dict[str, Any], today: dt.date) -> QuerySet[Resource]:
    """The cleaned filters applied; ended ones only when asked for."""
    show = chosen.get("show", "")
    rows = rows.filter(state=ResourceState.ENDED if show == ENDED else ResourceState.ACTIVE)
    if show == STALE:
        months = value_of(STALE_MONTHS, on=today)
        rows = rows.filter(confirmed_on__lt=months_before(today, months))
    if show == EXPIRED:
        rows = rows.filter(valid_to__lt=today)
    for name in ("kind", "side"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    if words := chosen.get("q", "").strip():
        rows = rows.filter(Q(name__icontains=words) | Q(owner__icontains=words) | Q(description__icontains=words))
    return rows


@dataclass(frozen=True)
class ResourceRow:
    """A resource with its uses; money in fen."""

    resource: Resource
    times: int
    last_on: dt.date | None
    linked_fen: int
    stale: bool
    expired: bool


def rows_for(resources: Iterable[Resource], today: dt.date) -> list[ResourceRow]:
    """Rows of a list, two queries."""
    rows = list(resources)
    standing = ResourceUse.objects.filter(resource__in=rows, withdrawn_at__isnull=True)
    counted = standing.values("resource").annotate(
        times=Count("id"), last=Max("on"), fen=Sum("value_fen", filter=Q(value_basis__in=LINKED))
    )
    uses: dict[int, Any] = {one["resource"]: one for one in counted.order_by("resource")}
    months = load([STALE_MONTHS])
    found = []
    for row in rows:
        used = uses.get(row.pk, {})
        limit = months.value_of(STALE_MONTHS, on=today, division_code=row.division_code)
        active = row.state == ResourceState.ACTIVE
        stale = active and is_stale(row.confirmed_on, today=today, months=limit)
        expired = active and row.valid_to is not None and row.valid_to < today
        found.append(ResourceRow(row, used.get("times", 0), used.get("last"), used.get("fen") or 0, stale, expired))
    return found


def stale_resources(scope: Scope, action: Action, today: dt.date) -> QuerySet[Resource]:
    """Usable resources that nobody confirmed for longer than the parameter says."""
    limit = months_before(today, value_of(STALE_MONTHS, on=today))
    rows = Resource.objects.within(scope, action).filter(state=ResourceState.ACTIVE, confirmed_on__lt=limit)
    return rows.order_by("confirmed_on", "id")  # type: ignore[no-any-return]


def uses_shown(resource: Resource) -> list[ResourceUse]:
    """Every use, also those withdrawn, the latest first."""
    return list(ResourceUse.objects.filter(resource=resource).select_related("need", "project").order_by("-on", "-id"))


def needs_to_answer(station: Station) -> QuerySet[Need]:
    """Needs of the station that are not over, to choose one in a form."""
    rows = Need.objects.filter(station=station).exclude(state__in=(NeedState.CLOSED, NeedState.REJECTED))
    return rows.order_by("-raised_on", "-id")


def projects_to_name(station: Station) -> QuerySet[Project]:
    """Projects of the station that are not stopped."""
    return Project.objects.filter(station=station).exclude(state=ProjectState.STOPPED).order_by("-starts_on", "-id")


def use_rows() -> QuerySet[ResourceUse]:
    """Uses that stand."""
    return ResourceUse.objects.filter(withdrawn_at__isnull=True).select_related("resource", "station")
