"""Reading plans. Plans are public inside the platform; what hangs on them is filtered by place."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Sum

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import PlanState
from liangzhan.programme.models import Plan, PlanDocument, Quota


def plans() -> QuerySet[Plan]:
    """All plans, the latest year first."""
    return Plan.objects.select_related("province").order_by("-year")


def plan_with_papers(pk: int) -> Plan | None:
    """One plan with its basis documents."""
    papers = Prefetch("documents", PlanDocument.objects.select_related("file").order_by("id"))
    return plans().prefetch_related(papers).filter(pk=pk).first()


def current_plan(on: dt.date, rows: QuerySet[Plan] | None = None) -> Plan | None:
    """The plan people work on: the latest one under way, else the latest one. `rows`: plans() with more beside it."""
    known = plans() if rows is None else rows
    return known.filter(state=PlanState.ISSUED, year__lte=on.year).first() or known.first()


def plans_with_task(code: str) -> QuerySet[Plan]:
    """Plans, each with the task of the area of this code (`task_sw`, `task_vs`; None without one)."""
    own = Quota.objects.filter(plan=OuterRef("pk"), division_code=code)
    return plans().annotate(task_sw=Subquery(own.values("sw")[:1]), task_vs=Subquery(own.values("vs")[:1]))


def plans_under_way() -> QuerySet[Plan]:
    """Plans a station can still count to."""
    return plans().filter(state=PlanState.ISSUED)


def plan_of_year(year: int) -> Plan | None:
    """The plan of a year; there is at most one."""
    return plans().filter(year=year).first()


def top_sums(plan: Plan) -> tuple[int, int, int]:
    """What the areas of the first level have been given: (SW, VS, number of areas)."""
    rows = Quota.objects.filter(plan=plan, parent__isnull=True)
    sums = rows.aggregate(sw=Sum("sw"), vs=Sum("vs"))
    return sums["sw"] or 0, sums["vs"] or 0, rows.count()


def paper_of(plan_pk: int, pk: int) -> PlanDocument | None:
    """A basis document with its file. Plans are P0, so every reader of plans may open it."""
    return PlanDocument.objects.select_related("file").filter(plan_id=plan_pk, pk=pk, file__isnull=False).first()


def own_upload(uuid: UUID, actor: Actor) -> KeptFile | None:
    """A workbook that this very actor uploaded a moment ago; somebody else's is not there."""
    kept = KeptFile.objects.filter(uuid=uuid).first()
    return kept if kept is not None and kept.kept_by is not None and kept.kept_by.uuid == actor.uuid else None
