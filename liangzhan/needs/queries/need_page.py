"""What stands on the page of one need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.needs.choices import NeedState, ProjectState
from liangzhan.needs.models import Need, Project, ProjectNeed, ResourceUse
from liangzhan.people.choices import PersonState
from liangzhan.people.models import Person
from liangzhan.toolkit.transitions import moves_of


@dataclass(frozen=True)
class Step:
    """A line of the timeline."""

    on: Any
    what: str
    who: str


def history_of(need: Need) -> list[Step]:
    """Raised, then every move with who did it. Reasons are words about a resident: they stand with the need, encrypted."""
    labels = dict(NeedState.choices)
    steps = [Step(need.raised_on, f"登记（{need.get_source_display()}）", need.raised_by.label)]
    return steps + [Step(row.on, labels[NeedState(row.to_state)], row.moved_by.label) for row in moves_of(need)]


def links_of(need: Need) -> list[ProjectNeed]:
    """Projects that answer it."""
    return list(ProjectNeed.objects.filter(need=need).select_related("project").order_by("id"))


def uses_of(need: Need) -> list[ResourceUse]:
    """Resources that were used for it, the latest first."""
    rows = ResourceUse.objects.filter(need=need, withdrawn_at__isnull=True).select_related("resource")
    return list(rows.order_by("-on", "-id")[:20])


def projects_for(need: Need) -> QuerySet[Project]:
    """Projects of the same station that are not over, to link with."""
    rows = Project.objects.filter(station=need.station_id, state__in=(ProjectState.PLANNED, ProjectState.RUNNING))
    return rows.order_by("-starts_on", "-id")


def person_here(scope: Scope, uuid: UUID) -> Person | None:
    """A person within the reader's ties."""
    rows = Person.objects.within(scope, Action.PERSON_VIEW)
    return rows.filter(uuid=uuid, state=PersonState.ACTIVE).first()
