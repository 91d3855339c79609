"""Deeds that other nouns of the room offer on the page of an activity: suggestions, hours; filled in when the platform starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.volunteers.models import VolunteerActivity


@dataclass(frozen=True)
class ActivityLink:
    """A button: its page takes the activity's uuid, stands in these states only, for whoever holds the verb there."""

    title: str
    url_name: str
    action: Action
    states: tuple[str, ...]
    order: int


_LINKS: dict[str, ActivityLink] = {}


def activity_link(title: str, url_name: str, action: Action, *, states: tuple[str, ...], order: int = 50) -> None:
    """Register a button; the same address twice is one."""
    _LINKS[url_name] = ActivityLink(title, url_name, action, states, order)


def links_for(activity: VolunteerActivity, actor: Actor) -> list[ActivityLink]:
    """What this reader may press on this activity now, in order."""
    place: dict[str, Any] = {"code": activity.division_code, "station_id": activity.station_id}
    found = [one for one in _LINKS.values() if activity.state in one.states and actor.may_at(one.action, **place)]
    return sorted(found, key=lambda one: (one.order, one.url_name))
