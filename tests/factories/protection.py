"""Risks and crises made through the services, at a station, by a worker with an account."""

import datetime as dt
from typing import Any

from liangzhan.protection.models import Crisis, Risk
from liangzhan.protection.services.crises import open_crisis
from liangzhan.protection.services.risks import raise_risk
from liangzhan.toolkit.periods import moment
from tests.factories.people import make_individual


def make_risk(station: Any, by: Any, level: str = "2", **more: Any) -> Risk:
    """A risk of a client of the station."""
    person = more.pop("person", None) or make_individual("王某某", station=station, tie="CLIENT")
    facts = {"domains": ["HEALTH"], "facts": "独自在家，两天没有吃饭。"}
    return raise_risk(person=person, station=station, level=level, by=by, **{**facts, **more})


def make_crisis(station: Any, by: Any, level: str = "3", **more: Any) -> Crisis:
    """A crisis found an hour ago."""
    person = more.pop("person", None) or make_individual("王某某", station=station, tie="CLIENT")
    facts = {
        "found_at": moment() - dt.timedelta(hours=1),
        "how_found": "上门探访时发现",
        "facts_observed": "本人说不想活了，手腕有伤。",
        "domains": ["SUICIDE_SELF_HARM"],
    }
    return open_crisis(person=person, station=station, level=level, by=by, **{**facts, **more})
