"""Needs, resources, projects through their services; rows of a place that a test reads."""

import datetime as dt
import uuid
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.needs.models import Need, Project, Resource
from liangzhan.needs.rules.projects import ProjectFacts
from liangzhan.needs.rules.resources import ResourceFacts, UseFacts
from liangzhan.needs.services.needs import raise_need
from liangzhan.needs.services.projects import open_project
from liangzhan.needs.services.resources import save_resource
from liangzhan.people.models import Consent, ConsentText
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
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


def make_resource(station: Station, *, form_key: uuid.UUID | None = None, **changes: Any) -> Resource:
    """A hall of the committee, unless told."""
    given = {"kind": "PLACE", "name": "二楼活动室", "owner": "社区居委会", "side": "INSIDE", "contact": "024-88880000"}
    facts = ResourceFacts(**{**given, **changes})
    return save_resource(facts=facts, station=station, form_key=form_key or uuid.uuid4(), by=BY)


def use_facts(**changes: Any) -> UseFacts:
    """Used today for painting."""
    return UseFacts(**{"on": today(), "purpose": "老年人书画活动", **changes})


def project_facts(**changes: Any) -> ProjectFacts:
    """Company for old people who live alone, for some months."""
    given = {
        "name": "银龄陪伴",
        "kind": "SERVICE",
        "goals": "二十位独居老人每周有人探访",
        "responsible": "陈社工",
        "starts_on": today() - dt.timedelta(days=30),
        "ends_on": today() + dt.timedelta(days=200),
    }
    return ProjectFacts(**{**given, **changes})


def make_project(station: Station, *, needs: Any = None, **changes: Any) -> Project:
    """A project with a need of its own, unless told."""
    named = [make_need(station)] if needs is None else needs
    return open_project(facts=project_facts(**changes), station=station, needs=named, form_key=uuid.uuid4(), by=BY)
