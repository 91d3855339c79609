"""Sessions of a group: those to come, those held, the next one to plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupState, MemberState
from liangzhan.activities.models import Group, GroupMember, GroupSession
from liangzhan.activities.rules.group_sessions import suggested_phase
from liangzhan.documents.queries.locking import record_locked
from liangzhan.occasions.choices import OccasionState
from liangzhan.toolkit.periods import today

LIVE_SESSION = {"cancelled_reason": ""}


def sessions_of(group: Group) -> list[GroupSession]:
    """Sessions in order, cancelled ones left out, each with occasion and room."""
    rows = group.sessions.filter(**LIVE_SESSION).select_related("occasion", "room")
    return list(rows.order_by("number", "pk"))


def coming_sessions(group: Group) -> QuerySet[GroupSession]:
    """Sessions whose roll is still open and that are not recorded."""
    rows = group.sessions.filter(**LIVE_SESSION, recorded_at__isnull=True, occasion__state=OccasionState.PLANNED)
    return rows.select_related("occasion").order_by("number")


def members_of(group: Group) -> list[GroupMember]:
    """Who belongs to the group now, the first to join first."""
    rows = group.members.filter(state=MemberState.ACCEPTED).select_related("person", "consent")
    return list(rows.order_by("joined_on", "pk"))


def next_session(group: Group) -> dict[str, Any]:
    """What the form of the next session begins with: number, phase, a week after the last one at the same hours."""
    live = group.sessions.filter(**LIVE_SESSION)
    number = (live.aggregate(last=Max("number"))["last"] or 0) + 1
    found: dict[str, Any] = {"number": number, "phase": suggested_phase(number, group.sessions_planned)}
    found["place"] = group.place
    last = live.select_related("occasion").order_by("-number").first()
    if last is not None:
        week = dt.timedelta(days=7)
        found |= {"starts_at": localtime(last.occasion.starts_at) + week, "room": str(last.room_id or "")}
        found["ends_at"] = localtime(last.occasion.ends_at) + week
    return found


def session_locked(session: GroupSession) -> bool:
    """Is the record closed to corrections (domain.md 5.9)?"""
    if session.held_on is None:
        return False
    return record_locked(session.held_on, session.occasion.division_code, today=today())


def reads_record(session: GroupSession, actor: Actor) -> bool:
    """May the reader see what happened between people (P3)? With a second factor and the class, or who wrote it."""
    wrote = session.recorded_by is not None and session.recorded_by.uuid == actor.uuid
    return wrote or (actor.reads("P3") and (actor.second_factor or actor.unlimited))


def waiting_sessions(actor: Actor, now: dt.datetime) -> QuerySet[GroupSession]:
    """Sessions of the actor's stations that are over and have no record."""
    rows = GroupSession.objects.within(actor.scope, Action.ACTIVITY_MANAGE)
    rows = rows.filter(**LIVE_SESSION, recorded_at__isnull=True, occasion__ends_at__lt=now)
    rows = rows.filter(group__state__in=[GroupState.APPROVED, GroupState.RUNNING])
    return rows.select_related("group", "occasion").order_by("occasion__ends_at", "pk")
