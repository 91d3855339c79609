"""Cases that nobody leads any more, because the worker's post at the station has ended: the head gives them to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import MemberRole
from liangzhan.casework.models import Case, CaseMember
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.queries.workers import workers_at


def without_lead(rows: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """Of these, running cases whose lead has no post at the station on the day, or which have no lead."""
    held = Post.objects.in_force(on).filter(worker=OuterRef("worker"), station=OuterRef("case__station"))
    led = CaseMember.objects.live().filter(Exists(held), case=OuterRef("pk"), role=MemberRole.LEAD)
    return rows.running().filter(~Exists(led))  # type: ignore[attr-defined, no-any-return]


def stranded_cases(scope: Scope, on: dt.date) -> QuerySet[Case]:
    """The head's list."""
    return without_lead(Case.objects.within(scope, Action.CASE_OVERSEE), on).order_by("opened_on", "id")


def takers(case: Case, on: dt.date) -> QuerySet[Worker]:
    """Who can take the case: everybody with a post at its station today, but whoever leads it now."""
    lead = CaseMember.objects.live().filter(case=case, role=MemberRole.LEAD)
    return workers_at(case.station, on).exclude(pk__in=lead.values("worker_id"))


def stranded_lines(cases: Iterable[Case]) -> list[tuple[Case, str]]:
    """(case, name of who led it last or "") for the list; one query."""
    wanted = list(cases)
    rows = CaseMember.objects.filter(case__in=[one.pk for one in wanted], role=MemberRole.LEAD)
    last = {one.case_id: one.worker.display_name for one in rows.select_related("worker").order_by("since_on", "id")}
    return [(one, last.get(one.pk, "")) for one in wanted]
