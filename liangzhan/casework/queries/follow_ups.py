"""Follow-ups that are due."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.casework.models import FollowUp
from liangzhan.casework.queries.cases import case_rows


def open_follow_ups(scope: Scope, action: Action = Action.CASE_WORK) -> QuerySet[FollowUp]:
    """Not done, of closings that still hold, of cases within reach; the earliest due first."""
    rows = FollowUp.objects.within(scope, action)  # type: ignore[attr-defined]
    rows = rows.filter(done_on__isnull=True, closing__voided_on__isnull=True)
    found: QuerySet[FollowUp] = rows.select_related("case__person", "case__station").order_by("due_on", "id")
    return found


def due_follow_ups(scope: Scope, on: dt.date, *, ahead: int = 7) -> QuerySet[FollowUp]:
    """Those due by then, or within the next days."""
    return open_follow_ups(scope).filter(due_on__lte=on + dt.timedelta(days=ahead))


def follow_ups() -> QuerySet[FollowUp]:
    """C-09 as pages read it."""
    return FollowUp.objects.select_related("closing").prefetch_related(Prefetch("case", queryset=case_rows()))
