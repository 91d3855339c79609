"""Records of activities: whether they are locked, whether the roll has changed since, what waits."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.models import Activity, ActivityRecord, RatingSheet
from liangzhan.documents.queries import locking
from liangzhan.toolkit.periods import today

REMINDED_DAYS = 60  # what is older is no longer asked for on the desk


def record_locked(record: ActivityRecord) -> bool:
    """Is the record closed to corrections (domain.md 5.9)?"""
    return locking.record_locked(record.held_on, record.activity.division_code, today=today())


def waiting_activities(actor: Actor, now: dt.datetime) -> QuerySet[Activity]:
    """Approved activities of the actor's stations that are over and have no record."""
    rows = Activity.objects.within(actor.scope, Action.ACTIVITY_MANAGE)
    rows = rows.filter(state=ActivityState.APPROVED, occasion__ends_at__lt=now)
    return rows.select_related("occasion").order_by("occasion__ends_at", "pk")


def unrated_activities(actor: Actor, day: dt.date) -> QuerySet[Activity]:
    """Activities held in the last weeks of which nobody has said how satisfied he was."""
    rows = Activity.objects.within(actor.scope, Action.ACTIVITY_MANAGE)
    since = day - dt.timedelta(days=REMINDED_DAYS)
    rows = rows.filter(state=ActivityState.HELD, record__held_on__gte=since)
    answered = RatingSheet.objects.filter(activity=OuterRef("pk")).exclude(
        online_1=0, online_2=0, online_3=0, online_4=0, online_5=0,
        paper_1=0, paper_2=0, paper_3=0, paper_4=0, paper_5=0,
    )  # fmt: skip
    return rows.filter(~Exists(answered)).order_by("record__held_on", "pk")
