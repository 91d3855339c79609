"""Needs, resources, projects through their services; rows of a place that a test reads."""

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.needs.models import Need
from liangzhan.needs.services.needs import raise_need
from liangzhan.people.models import Consent, ConsentText
from liangzhan.stations.models import Station
from tests.factories.people import DAY, make_consent_text

BY = Actor.system("测试")


def make_need(station: Station, **changes: Any) -> Need:
    """A need of elders for company, heard at the door, unless told."""
    given = {"category": "S10", "description": "独居老人想有人常来坐坐", "source": "DOOR", "group": "ELDER", "by": BY}
    return raise_need(**{"station": station, **given, **changes})


def agree(person: Any, station: Station, purpose: str = "REGISTER") -> Consent:
    """The person agreed on paper, long ago."""
    text = ConsentText.objects.filter(purpose=purpose).first() or make_consent_text(purpose)
    return Consent.objects.create(person=person, station=station, text=text, way="PAPER", given_on=DAY, recorded_by=BY)
