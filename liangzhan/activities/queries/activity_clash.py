"""Who or which room is taken at a time: by a group session or an activity that has not been called off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.choices.groups import GroupState
from liangzhan.activities.models import Activity, GroupSession
from liangzhan.occasions.choices import OccasionState
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Room

Event = Activity | GroupSession


def hold_resources(leaders: Collection[Worker], room: Room | None) -> None:
    """Lock the workers and the room, so that of two plans for one hour the second one sees the first."""
    ids = sorted(one.pk for one in leaders)
    list(Worker.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    if room is not None:
        list(Room.objects.select_for_update(of=("self",)).filter(pk=room.pk).values_list("pk"))


def clash_words(
    leaders: Collection[Worker],
    room: Room | None,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    but: Event | None = None,
) -> tuple[str, str]:
    """(sentence that names the other, field), or ("", "")."""
    for event, title in _taken(starts_at, ends_at, leaders, room, but):
        when = when_words(event.occasion.starts_at, event.occasion.ends_at)
        busy = {one.pk: one.display_name for one in _leaders_of(event)}
        name = next((busy[one.pk] for one in leaders if one.pk in busy), "")
        if name:
            return f"{name}在这个时间已安排“{title}”（{when}），请换时间或换人。", "starts_at"
        return f"{room}在这个时间已安排“{title}”（{when}），请换时间或换活动室。", "room"
    return "", ""


def _leaders_of(event: Event) -> list[Worker]:
    return event.leaders if isinstance(event, Activity) else event.group.leaders


def _taken(
    starts_at: dt.datetime, ends_at: dt.datetime, leaders: Collection[Worker], room: Room | None, but: Event | None
) -> list[tuple[Event, str]]:
    overlapping = Q(occasion__starts_at__lt=ends_at, occasion__ends_at__gt=starts_at) & ~Q(
        occasion__state=OccasionState.CANCELLED
    )
    ids = [one.pk for one in leaders]
    in_room = Q(room=room) if room is not None else Q(pk__in=[])
    activities = Activity.objects.filter(overlapping, Q(leader__in=ids) | Q(helper__in=ids) | in_room).exclude(
        state=ActivityState.CANCELLED
    )
    sessions = GroupSession.objects.filter(
        overlapping, Q(group__leader__in=ids) | Q(group__helper__in=ids) | in_room
    ).exclude(group__state=GroupState.CANCELLED)
    if isinstance(but, Activity):
        activities = activities.exclude(pk=but.pk)
    elif but is not None:
        sessions = sessions.exclude(pk=but.pk)
    rows = activities.select_related("occasion", "leader", "helper").order_by("occasion__starts_at", "pk")
    held = sessions.select_related("occasion", "group__leader", "group__helper").order_by("occasion__starts_at", "pk")
    return [(one, one.name) for one in rows[:3]] + [(one, f"{one.group.name} {one}") for one in held[:3]]
