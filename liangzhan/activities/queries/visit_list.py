"""The list of visits: filters, who can be filtered by, names on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.activities.choices import Finding
from liangzhan.activities.models import Visit, VisitPerson
from liangzhan.activities.queries.visits import VIEW
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.staff.models import Worker

SHOWS = {"concern": Finding.CONCERN, "absent": Finding.ABSENT}


def narrowed(rows: QuerySet[Visit], chosen: dict[str, Any]) -> QuerySet[Visit]:
    """The cleaned filters of the form applied; withdrawn visits only when asked for."""
    show = chosen.get("show", "")
    rows = rows.exclude(withdrawn_at__isnull=True) if show == "withdrawn" else rows.standing()  # type: ignore[attr-defined]
    if show in SHOWS:
        rows = rows.filter(finding=SHOWS[show])
    if month := chosen.get("month"):
        first = dt.date.fromisoformat(f"{month}-01")
        after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        rows = rows.filter(on__gte=first, on__lt=after)
    if worker := chosen.get("worker"):
        rows = rows.filter(worker=int(worker))
    if mode := chosen.get("mode"):
        rows = rows.filter(mode=mode)
    if category := chosen.get("category"):
        told = VisitPerson.objects.filter(visit_id=OuterRef("pk"), category=category)
        rows = rows.filter(Exists(told))
    return rows


def workers_within(scope: Scope) -> list[tuple[str, str]]:
    """(id, name) of workers with a post at the reader's stations, to filter by."""
    rows = Worker.objects.within(scope, VIEW).order_by("display_name", "id")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "display_name")]


def faces_in(rows: Iterable[Visit], actor: Actor) -> dict[int, list[Face]]:
    """{visit id: masked faces of its persons}, in one query."""
    rows = list(rows)
    people = {row.person_id: row.person for visit in rows for row in visit.persons.all()}
    faces = faces_of(people.values(), actor)
    return {visit.pk: [faces[row.person_id] for row in visit.persons.all()] for visit in rows}
