"""Risks, crises and mandatory reports made through the services, at a station, by a worker with an account."""

import datetime as dt
import uuid
from typing import Any

from liangzhan.accounts.models import Grant
from liangzhan.protection.models import Crisis, Designation, Report, ReportStep, Risk
from liangzhan.protection.services.crises import open_crisis
from liangzhan.protection.services.designations import designate
from liangzhan.protection.services.reports import add_told, begin_report
from liangzhan.protection.services.risks import raise_risk
from liangzhan.toolkit.periods import moment, today
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


def make_report(by: Any, station: Any = None, **more: Any) -> Report:
    """A report found half an hour ago."""
    given = {"found_at": moment() - dt.timedelta(minutes=30), "form_key": uuid.uuid4(), "station": station}
    return begin_report(by=by, **{**given, **more})


FACTS = {
    "bases": ["NINE_DEPARTMENTS", "MINORS_LAW"],
    "situations": ["R4"],
    "victim_called": "小明",
    "victim_sex": "1",
    "victim_age": "约 8 岁",
    "facts_observed": "手臂有多处淤青。",
    "facts_told": "邻居说夜里常有哭声。",
}


def stop_clock(report: Report, by: Any, **more: Any) -> ReportStep:
    """Told to the police, wholly."""
    given = {
        "reported_to": "POLICE",
        "reported_at": moment(),
        "receiver": "警号示例 001",
        "receipt_number": "示例 1 号",
    }
    return add_told(report=report, form_key=uuid.uuid4(), by=by, **{**given, **more})


def make_officer(person: Any, by: Any, kind: str = "CHILD") -> Designation:
    """The officer of his own street or county."""
    post = Grant.objects.get(user=person.user)
    return designate(post=post, kind=kind, since_on=today(), by=by)
