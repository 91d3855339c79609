"""The result of a query before and during work with minors is recorded (未成年人保护法 §62). Append-only."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials.choices import CredentialEvent
from liangzhan.credentials.models import MinorsClearance
from liangzhan.credentials.queries.clearance import latest_queries
from liangzhan.credentials.queries.people import is_tied
from liangzhan.credentials.rules.clearance import query_problem
from liangzhan.credentials.uploads import kept_proof
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(CredentialEvent.CLEARANCE_RECORDED, keep=["station", "queried_on", "channel"])
def record_clearance(
    *,
    person: Person,
    station: Station,
    queried_on: dt.date,
    channel: str,
    result: str,
    by: Actor,
    reference: str = "",
    file: Any = None,
) -> MinorsClearance:
    """Record one query; the newest counts. The result is not copied into the record of deeds.

    Raises RuleBroken at the field: a day to come, older than the newest, another station's person, a hit turned clear
    without a new receipt.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not by.may_at(Action.CLEARANCE_MANAGE, code=station.division_code, station_id=station.pk):
        raise RuleBroken("您不能登记这个站点的从业查询。")
    if not is_tied(person, station):
        raise RuleBroken("这个人不是这个站点的人员。")
    latest = latest_queries([person.pk], max(queried_on, today())).get(person.pk)
    problem = query_problem(queried_on, latest, result=result, has_file=bool(file), today=today())
    if problem:
        raise RuleBroken(problem, field="file" if "回执" in problem else "queried_on")
    return MinorsClearance.objects.create(
        person=person,
        station=station,
        queried_on=queried_on,
        channel=channel,
        result=result,
        reference=reference.strip(),
        file=kept_proof(file, "从业查询回执", by, field="file"),
        recorded_by=by,
    )
