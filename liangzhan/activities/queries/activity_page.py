"""What the pages of community activities show, in few queries. A participant's name is never among it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.models import Activity, ActivityPhoto, ActivityRecord, ActivitySummary, SessionPhoto
from liangzhan.activities.queries.activity_needs import needs_named
from liangzhan.activities.queries.activity_ratings import sheet_of
from liangzhan.activities.queries.activity_record import record_locked
from liangzhan.activities.queries.group_page import may_at
from liangzhan.activities.rules.activity_ratings import satisfaction_of
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries.addenda import addenda_of
from liangzhan.documents.queries.locking import record_locked as days_over
from liangzhan.occasions.choices import OccasionState
from liangzhan.occasions.queries.agenda import counts_of as roll_counts
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.periods import moment, today

ACTIVITIES = Activity.objects.select_related("station", "leader__person", "helper__person", "occasion", "room")


def activity_page(row: Activity, actor: Actor) -> dict[str, Any]:
    """Everything of one activity for its page."""
    record = ActivityRecord.objects.filter(activity=row).first()
    if record is not None:
        record.activity = row
    ratings = sheet_of(row)
    manages = may_at(row, Action.ACTIVITY_MANAGE, actor)
    return {
        "when": when_words(row.occasion.starts_at, row.occasion.ends_at),
        "begun": row.occasion.starts_at <= moment(),
        "record": record,
        "summed": row.state == ActivityState.SUMMARISED
        and days_over(row.state_since, row.division_code, today=today()),
        "locked": record is not None and record_locked(record),
        "reopened": record is not None and row.occasion.state == OccasionState.PLANNED,
        "needs": needs_named(row.needs),
        "summary": ActivitySummary.objects.filter(activity=row).first(),
        "photos": list(row.photos.select_related("file").order_by("pk")),
        "addenda": addenda_of(row.voucher) if actor.reads("P3") else [],
        "ratings": ratings,
        "satisfaction": satisfaction_of(ratings.counts, fewest=1) if ratings else None,
        "roll": roll_counts([row.occasion]).get(row.occasion_id, {"expected": 0, "present": 0}),
        "may_manage": manages,
        "may_decide": row.state == ActivityState.SUBMITTED and may_at(row, Action.ACTIVITY_APPROVE, actor),
        "editable": manages and row.state in (ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.APPROVED),
    }


def narrowed(rows: QuerySet[Activity], chosen: dict[str, Any]) -> QuerySet[Activity]:
    """Apply the filters of the list: year, name, state, domain, kind."""
    given = {name: chosen[name] for name in ("state", "domain", "kind") if chosen.get(name)}
    if chosen.get("year"):
        given["occasion__starts_at__year"] = chosen["year"]
    if chosen.get("q"):
        given["name__icontains"] = chosen["q"]
    return rows.filter(**given)


def heads_of(ids: Iterable[int]) -> dict[int, int]:
    """{activity id: 人次} of those that were held, in one query."""
    rows = ActivityRecord.objects.filter(activity__in=list(ids))
    return dict(rows.values_list("activity_id", "attended").order_by("activity_id"))


def photo_within(actor: Actor, pk: int) -> ActivityPhoto | None:
    """A photo of an activity that the reader may see."""
    reach = Activity.objects.within(actor.scope, Action.ACTIVITY_VIEW)
    return ActivityPhoto.objects.filter(pk=pk, activity__in=reach).select_related("file", "activity").first()


def session_photo_within(actor: Actor, pk: int) -> KeptFile | None:
    """A photo of a session that the reader may see: faces of members, so only for readers of P2."""
    if not actor.reads("P2"):
        return None
    from_reach = SessionPhoto.objects.filter(pk=pk).select_related("file", "session__group").first()
    if from_reach is None or not may_at(from_reach.session.group, Action.ACTIVITY_VIEW, actor):
        return None
    return from_reach.file
