"""Occasions written through the service; times default to one that has just begun."""

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.services.arranging import arrange_occasion
from liangzhan.people.models import Person
from tests.factories.people import BY


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


def make_occasion(title: str = "反诈宣传会", *, begins: float = -1, lasts: float = 3, **fields: Any) -> Occasion:
    """Began `begins` hours from now (negative: ago), lasts `lasts` hours, at full minutes."""
    now = timezone.now().replace(second=0, microsecond=0)
    fields.setdefault("kind", "MEETING")
    fields.setdefault("starts_at", now + hours(begins))
    fields.setdefault("ends_at", fields["starts_at"] + hours(lasts))
    if "station" not in fields:
        fields.setdefault("division_code", "210102000000")
    return arrange_occasion(title=title, by=fields.pop("by", BY), **fields)


def make_stay(occasion: Occasion, person: Person, *, out: bool = True, by: Actor = BY, **fields: Any) -> Presence:
    """A stay of the whole occasion written directly, with its mark on the roll."""
    given: dict[str, Any] = {"in_at": occasion.starts_at, "in_way": "CODE", "in_by": by}
    if out:
        given |= {"out_at": occasion.ends_at, "out_way": "CODE", "out_by": by}
    Attendee.objects.update_or_create(
        occasion=occasion,
        person=person,
        defaults={"mark": "PRESENT"},
        create_defaults={"mark": "PRESENT", "added_by": by},
    )
    return Presence.objects.create(occasion=occasion, person=person, **{**given, **fields})
