"""What the pages of an appraisal need besides the rows."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.staff.models import AppraisalYear, Post
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

SHOWN = 20
RIGHTS = {
    "open": Action.APPRAISAL_OPEN,
    "review": Action.APPRAISAL_REVIEW,
    "appeal": Action.APPRAISAL_APPEAL,
    "view": Action.APPRAISAL_VIEW,
}


def rights_on(actor: Actor, appraisal: AppraisalYear) -> dict[str, bool]:
    """Which verbs the reader holds at this very station; no query."""
    at = {"code": appraisal.division_code, "station_id": appraisal.station_id}
    return {name: actor.may_at(action, **at) for name, action in RIGHTS.items()}  # type: ignore[arg-type]


def stations_without(scope: Scope, year: int) -> list[Station]:
    """The first stations in reach that have people and no appraisal of the year yet: what may be opened now."""
    staffed = Post.objects.in_force(today()).values("station_id")
    opened = AppraisalYear.objects.filter(year=year).values("station_id")
    rows = Station.objects.within(scope, Action.APPRAISAL_OPEN).filter(pk__in=staffed).exclude(pk__in=opened)
    return list(rows.order_by("division_code", "kind", "id")[:SHOWN])
