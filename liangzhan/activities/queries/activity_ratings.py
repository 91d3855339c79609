"""Ratings: of which day, how many people could answer, what they said."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Sum
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.activities.models import Activity, ActivityRecord, Group, RatingComment, RatingSheet


def day_of(plan: Activity | Group) -> dt.date | None:
    """From which day one may answer: the activity's own; of a group the first session's."""
    if isinstance(plan, Activity):
        return localtime(plan.occasion.starts_at).date()
    return plan.opened_on


def attended_of(plan: Activity | Group) -> int:
    """How many slips there can be at most: who came to the activity, or to the group's fullest session."""
    if isinstance(plan, Activity):
        return ActivityRecord.objects.filter(activity=plan).aggregate(n=Sum("attended"))["n"] or 0
    return plan.sessions.aggregate(n=Max("attended"))["n"] or 0


def sheet_of(plan: Activity | Group) -> RatingSheet | None:
    """The ratings of a plan, if they were opened."""
    owner = {"activity": plan} if isinstance(plan, Activity) else {"group": plan}
    return RatingSheet.objects.filter(**owner).first()


def public_sheet(token: str) -> RatingSheet | None:
    """The ratings behind an address."""
    rows = RatingSheet.objects.filter(token=token).select_related("activity__occasion", "group", "station")
    return rows.first()


def sheet_within(scope: Scope, pk: int) -> RatingSheet | None:
    """Ratings of the reader's own stations."""
    rows = RatingSheet.objects.within(scope, Action.ACTIVITY_MANAGE)
    return rows.filter(pk=pk).select_related("activity__occasion", "group", "station").first()


def comments_of(sheet: RatingSheet) -> list[str]:
    """Words that people left, without a moment, in an order that tells nothing."""
    return sorted(RatingComment.objects.filter(sheet=sheet).order_by("uuid").values_list("text", flat=True)[:200])
