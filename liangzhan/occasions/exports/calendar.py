"""A calendar of occasions by RFC 5545. Titles, times and places; never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from liangzhan.occasions.choices import OccasionState
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.rules.arranging import parts_of


def calendar_of(occasions: Iterable[Occasion], *, name: str) -> bytes:
    """The text of an .ics file. Times are UTC, so no program has to know our zone; several days are one event a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liangzhan//occasions//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for one in occasions:
        for number, (start, end) in enumerate(parts_of(one.starts_at, one.ends_at)):
            calendar.add_component(_event(one, number, start, end))
    return bytes(calendar.to_ical())


def _event(one: Occasion, number: int, start: dt.datetime, end: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.uuid}-{number}@liangzhan")
    event.add("dtstamp", one.arranged_at.astimezone(dt.UTC))
    event.add("dtstart", start.astimezone(dt.UTC))
    event.add("dtend", end.astimezone(dt.UTC))
    event.add("summary", one.title)
    event.add("categories", [one.get_kind_display()])
    if one.place:
        event.add("location", one.place)
    event.add("status", "CANCELLED" if one.state == OccasionState.CANCELLED else "CONFIRMED")
    return event
