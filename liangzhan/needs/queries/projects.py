"""Projects for pages: filters, needs behind them, days from need to service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import NeedState, ProjectState
from liangzhan.needs.models import Need, Project, ProjectMeasure, ProjectNeed, ResourceUse
from liangzhan.needs.rules.projects import first_service_days, reached
from liangzhan.needs.settings import ENDING_DAYS
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of


def project_rows() -> QuerySet[Project]:
    """With station, needs and measures."""
    links = Prefetch("links", queryset=ProjectNeed.objects.select_related("need").order_by("id"))
    measures = Prefetch("measures", queryset=ProjectMeasure.objects.order_by("id"))
    return Project.objects.select_related("station").prefetch_related(links, measures)


def narrowed(rows: QuerySet[Project], chosen: dict[str, Any]) -> QuerySet[Project]:
    """The cleaned filters applied."""
    for name in ("kind", "state"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    if year := chosen.get("year"):
        rows = rows.filter(starts_on__lte=dt.date(int(year), 12, 31), ends_on__gte=dt.date(int(year), 1, 1))
    return rows


@dataclass(frozen=True)
class ProjectRow:
    """A project with its needs; `days` from the raising of a need to its first service."""

    project: Project
    needs: int
    persons: int
    days: int | None
    measures: list[tuple[ProjectMeasure, bool | None]]


def rows_for(projects: Iterable[Project]) -> list[ProjectRow]:
    """Rows of a list; the needs were fetched with them."""
    return [_row(project) for project in projects]


def _row(project: Any) -> ProjectRow:
    needs = [link.need for link in project.links.all()]
    days = first_service_days((need.raised_on, need.served_on) for need in needs)
    measures = [(one, reached(one.before, one.target, one.after)) for one in project.measures.all()]
    return ProjectRow(project, len(needs), sum(need.persons_concerned for need in needs), days, measures)


def uses_of(project: Project) -> list[ResourceUse]:
    """Resources used for the project, the latest first."""
    rows = ResourceUse.objects.filter(project=project, withdrawn_at__isnull=True).select_related("resource")
    return list(rows.order_by("-on", "-id")[:50])


def ending(scope: Scope, action: Action, today: dt.date) -> QuerySet[Project]:
    """Running projects that end soon or are over their day."""
    limit = today + dt.timedelta(days=value_of(ENDING_DAYS, on=today))
    rows = Project.objects.within(scope, action).filter(state=ProjectState.RUNNING, ends_on__lte=limit)
    return rows.order_by("ends_on", "id")  # type: ignore[no-any-return]


def needs_offered(station: Station, project: Project | None = None) -> QuerySet[Need]:
    """Needs of the station that a project may name: those not over, and those it names already. At most some hundreds."""
    named = Q(links__project=project) if project else Q(pk__in=[])
    over = (NeedState.CLOSED, NeedState.REJECTED)
    return (
        Need.objects.filter(station=station).filter(~Q(state__in=over) | named).distinct().order_by("-raised_on", "-id")
    )


def nameless(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Those whose words stand beside the box, with nobody's name behind them."""
    return needs.filter(person__isnull=True).only("uuid")


def measure_rows() -> QuerySet[ProjectMeasure]:
    """Measures with their project."""
    return ProjectMeasure.objects.select_related("project__station")
