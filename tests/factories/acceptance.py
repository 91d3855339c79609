"""Stations on their way through acceptance; `furnish` makes every item of the checklist met."""

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from liangzhan.divisions.models import Division
from liangzhan.programme.choices import InspectionWay
from liangzhan.programme.models import Plan, Visit
from liangzhan.programme.rules.checklist import items_for
from liangzhan.programme.services.acceptance import plan_visit, record_item
from liangzhan.stations.models import Station
from tests.factories.accounts import Person
from tests.factories.programme import make_slot
from tests.factories.stations import furnish, make_site, make_station

DAY = dt.date(2020, 9, 1)


def picture(name: str = "photo.jpg", colour: str = "#1f5fa6") -> SimpleUploadedFile:
    """A small JPEG as an upload."""
    held = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), content_type="image/jpeg")


def not_a_picture() -> SimpleUploadedFile:
    """Words that call themselves a picture."""
    return SimpleUploadedFile("photo.jpg", b"no picture at all", content_type="image/jpeg")


def set_state(station: Station, state: str, **fields: Any) -> Station:
    """Put a station into a state directly."""
    fields.setdefault("state_since", DAY)
    Station.objects.filter(pk=station.pk).update(state=state, **fields)
    station.refresh_from_db()
    return station


def both_stations(community: Division, state: str = "BUILDING") -> list[Station]:
    """A social work station and a volunteer service station on one site, with complete files."""
    site = make_site(community)
    return [set_state(furnish(make_station(site, kind)), state) for kind in ("SW", "VS")]


def visit_of(station: Station, by: Person, way: str = "ON_SITE", **fields: Any) -> Visit:
    """A planned visit to the station's site."""
    given = {"scheduled_on": DAY, "first_inspector": "王县", "second_inspector": "赵街道"} | fields
    return plan_visit(site=station.site, way=InspectionWay(way), by=by.actor, **given)


def record_all(visit: Visit, by: Person, **exceptions: str) -> Visit:
    """达标 for every item of every station, with exceptions: A01="NOT_MET" writes a note too."""
    for part in visit.stations.select_related("station", "visit").order_by("id"):
        for item in items_for(part.station.kind):
            verdict = exceptions.get(item.code, "MET")
            note = "现场没有看到" if verdict == "NOT_MET" else ""
            record_item(visit_station=part, code=item.code, verdict=verdict, note=note, by=by.actor)
    return visit


def completed(plan: Plan, community: Division, kind: str = "SW", on: dt.date = DAY, **fields: Any) -> Station:
    """A station of the plan, accepted on a day."""
    held = community.code
    station = Station.objects.filter(division_code=held).order_by("id").first()
    site = station.site if station else make_site(community)
    made = make_station(site, kind, state="ACCEPTED", accepted_on=on, **fields)
    make_slot(plan, made)
    return made
