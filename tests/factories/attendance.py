"""Duty of past days written directly, and months to read."""

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.occasions.models import Occasion, Presence
from liangzhan.staff.models import Correction, DutyDay, Leave, Worker
from liangzhan.stations.models import OpeningHours, Station
from tests.factories.occasions import make_occasion
from tests.factories.people import BY


def at(day: dt.date, text: str) -> dt.datetime:
    """A local moment: at(day, "08:30")."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(text)))


def open_hours(station: Station) -> None:
    """Monday to Friday 8:30–12:00, 13:30–17:30."""
    for day in range(1, 6):
        for opens, closes in ((dt.time(8, 30), dt.time(12)), (dt.time(13, 30), dt.time(17, 30))):
            OpeningHours.objects.create(site=station.site, weekday=day, opens=opens, closes=closes)


def make_duty(station: Station, day: dt.date) -> Occasion:
    """The check-in of a station on a day."""
    held = DutyDay.objects.filter(station=station, on=day).select_related("occasion").first()
    if held is not None:
        return held.occasion
    occasion = make_occasion("值班", kind="DUTY", station=station, starts_at=at(day, "08:30"), ends_at=at(day, "17:30"))
    DutyDay.objects.create(
        station=station, division_code=station.division_code, on=day, occasion=occasion, opened_by=BY
    )
    return occasion


def make_presence(
    worker: Worker, station: Station, day: dt.date, come: str = "08:25", go: str | None = "17:35"
) -> Presence:
    """The worker came and (unless None) went."""
    given: dict[str, Any] = {"out_at": at(day, go), "out_way": "CODE", "out_by": BY} if go else {}
    return Presence.objects.create(
        occasion=make_duty(station, day), person=worker.person, in_at=at(day, come), in_way="CODE", in_by=BY, **given
    )


def make_leave(worker: Worker, station: Station, day: dt.date, **fields: Any) -> Leave:
    """One approved day of personal leave, unless told."""
    given = {"kind": "PERSONAL", "starts_on": day, "ends_on": day, "days": 1, "state": "APPROVED", "state_since": day}
    return Leave.objects.create(
        worker=worker, station=station, division_code=station.division_code, asked_by=BY, **{**given, **fields}
    )


def make_correction(worker: Worker, station: Station, day: dt.date, **fields: Any) -> Correction:
    """A correction that waits, asked by the harness, unless told."""
    given = {"status": "NORMAL", "reason": "手机没电", "state_since": day, "asked_by": BY}
    return Correction.objects.create(
        worker=worker, station=station, division_code=station.division_code, on=day, **{**given, **fields}
    )
