"""Volunteers written directly; registering and confirming is tested through the services."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from liangzhan.stations.models import Station
from liangzhan.volunteers.models import Policy, ServiceRecord, Volunteer, VolunteerActivity, VolunteerSpell
from liangzhan.volunteers.rules.activities import ActivityFacts, PostFacts
from liangzhan.volunteers.services.activities import save_activity
from tests.factories.occasions import make_occasion
from tests.factories.people import BY, DAY, make_individual, resident_number

_serials = itertools.count(1)
MORNING = dt.datetime(2020, 6, 3, 1, tzinfo=dt.UTC)


def make_volunteer(
    name: str = "王志愿",
    *,
    station: Station,
    state: str = "ACTIVE",
    born_on: dt.date = dt.date(1980, 1, 1),
    **fields: Any,
) -> Volunteer:
    """A volunteer of the station with a number, a card and a spell since 2020; nothing is posted to the ledger."""
    person = fields.pop("person", None) or make_individual(
        name,
        station=station,
        tie="VOLUNTEER",
        born_on=born_on,
        id_number=resident_number(born_on),
        mobile=fields.pop("mobile", ""),
    )
    confirmed = state != "APPLIED"
    given: dict[str, Any] = {
        "number": f"{station.division_code}-VS-VOL-2020-9{next(_serials):03d}",
        "source": "DESK",
        "state_since": DAY,
        "applied_at": MORNING,
        "applied_by": BY,
        "confirm_way": "PAPER" if confirmed else "",
        "confirmed_at": MORNING if confirmed else None,
        "confirmed_by": BY if confirmed else None,
    }
    volunteer = Volunteer.objects.create(
        person=person, station=station, division_code=station.division_code, state=state, **{**given, **fields}
    )
    if confirmed:
        _spell(volunteer, station, ended=state in ("QUIT", "DECEASED"))
    return volunteer


def _spell(volunteer: Volunteer, station: Station, *, ended: bool) -> None:
    place = {"station": station, "division_code": station.division_code}
    ends_on = DAY if ended else None
    VolunteerSpell.objects.create(
        volunteer=volunteer, **place, starts_on=DAY, ends_on=ends_on, saved_at=MORNING, saved_by=BY
    )


def make_policy(*, division_code: str, **fields: Any) -> Policy:
    """A policy that runs this year and the next: 统保 of a division, or with `whole_area=False` a list of persons."""
    today = timezone.localdate()
    given: dict[str, Any] = {
        "policy_no": f"示例{next(_serials):06d}",
        "insurer": "示例保险公司",
        "holder": "示例投保单位",
        "whole_area": True,
        "starts_on": today - dt.timedelta(days=30),
        "ends_on": today + dt.timedelta(days=335),
        "saved_at": MORNING,
        "saved_by": BY,
    }
    return Policy.objects.create(division_code=division_code, **{**given, **fields})


def make_volunteering(title: str = "护河", *, station: Station, on: dt.date, hours: float = 2, **fields: Any) -> Any:
    """A volunteer activity with its occasion, ended on the day."""
    starts_at = dt.datetime.combine(on, dt.time(1), tzinfo=dt.UTC)  # nine in the morning in China
    ends_at = starts_at + dt.timedelta(hours=hours)
    occasion = make_occasion(title, station=station, kind="VOLUNTEER", starts_at=starts_at, ends_at=ends_at)
    given: dict[str, Any] = {
        "area": "V06",
        "organiser": "示例站",
        "leader": "站长",
        "place": "河边",
        "content": "清理河岸",
        "state": "ENDED",
        "state_since": on,
        "planned_at": MORNING,
        "planned_by": BY,
    }
    place = {"station": station, "division_code": station.division_code}
    return VolunteerActivity.objects.create(
        **place, occasion=occasion, title=title, starts_at=starts_at, ends_at=ends_at, **{**given, **fields}
    )


def make_record(volunteer: Volunteer, *, on: dt.date, minutes: int = 120, activity: Any = None, **fields: Any) -> Any:
    """A VERIFIED service record of that many minutes; nothing is posted to the ledger."""
    station = fields.pop("station", volunteer.station)
    activity = activity or make_volunteering(station=station, on=on)
    starts_at = dt.datetime.combine(on, dt.time(1), tzinfo=dt.UTC)
    given: dict[str, Any] = {
        "content": "清理河岸",
        "source": "CHECK_IN",
        "state": "VERIFIED",
        "state_since": on,
        "grade": "B",
        "recorded_at": MORNING,
        "recorded_by": BY,
        "confirmed_at": MORNING,
        "confirmed_by": BY,
        "verified_at": MORNING,
        "verified_by": BY,
    }
    return ServiceRecord.objects.create(
        station=station,
        division_code=station.division_code,
        activity=activity,
        volunteer=volunteer,
        served_on=on,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=minutes),
        minutes=minutes,
        **{**given, **fields},
    )


def activity_facts(*, days: int = 10, hour: int = 9, hours: float = 3, **changes: Any) -> ActivityFacts:
    """Cleaning the bank of the river in ten days, one post of two seats, unless told."""
    day = timezone.localdate() + dt.timedelta(days=days)
    starts_at = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
    given: dict[str, Any] = {
        "title": "护河行动",
        "area": "V06",
        "organiser": "示例志愿服务站",
        "leader": "站长",
        "place": "河边",
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=hours),
        "content": "清理河岸垃圾",
        "posts": (PostFacts("清理", 2),),
    }
    return ActivityFacts(**{**given, **changes})


def plan_volunteering(
    station: Station, *, state: str = "RECRUITING", project: Any = None, **changes: Any
) -> VolunteerActivity:
    """An activity written through the service, then put into the state; fields of `activity_facts` as named."""
    row = save_activity(facts=activity_facts(**changes), station=station, by=BY, project=project)
    VolunteerActivity.objects.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row
