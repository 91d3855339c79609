"""Plans, tasks, nominations and places in a plan, written directly; the deeds are tested through the services."""

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.divisions.models import Division
from liangzhan.programme.models import Nomination, Plan, Quota, Slot, Transfer
from liangzhan.stations.models import Station
from tests.factories import divisions as places

SYSTEM = Actor.system("测试")


def make_plan(year: int = 2020, *, state: str = "ISSUED", **fields: Any) -> Plan:
    """A plan with small targets; its dates lie in its own year."""
    fields.setdefault("title", f"{year}年“两站”建设计划")
    fields.setdefault("target_sw", 20)
    fields.setdefault("target_vs", 30)
    fields.setdefault("cutoff_on", dt.date(year, 10, 31))
    fields.setdefault("due_on", dt.date(year, 11, 10))
    fields.setdefault("state_since", dt.date(year, 1, 10))
    return Plan.objects.create(year=year, province=places.division(places.PROVINCE), state=state, **fields)


def make_quota(plan: Plan, code: str, sw: int = 10, vs: int = 10, parent: Quota | None = None, **fields: Any) -> Quota:
    """The task of an area."""
    division = places.division(code)
    return Quota.objects.create(plan=plan, division=division, division_code=code, sw=sw, vs=vs, parent=parent, **fields)


def make_nomination(plan: Plan, community: Division, **fields: Any) -> Nomination:
    """A nomination that waits for the county, for both kinds unless told."""
    fields.setdefault("population", 3000)
    fields.setdefault("households", 1200)
    fields.setdefault("state_since", dt.date(2020, 5, 1))
    fields.setdefault("score_parts", {"people": 40, "facility": 0, "access": 0, "person": 0, "balance": 10})
    fields.setdefault("score", 50)
    return Nomination.objects.create(
        plan=plan, division=community, division_code=community.code, nominated_by=SYSTEM, **fields
    )


def make_slot(plan: Plan, station: Station, **fields: Any) -> Slot:
    """The station counts to the plan."""
    return Slot.objects.create(plan=plan, station=station, division_code=station.division_code, **fields)


def make_transfer(source: Quota, target: Quota, count: int = 1, **fields: Any) -> Transfer:
    """A transfer that waits."""
    fields.setdefault("kind", "SW")
    fields.setdefault("reason", "社区数量变化")
    fields.setdefault("state_since", dt.date(2020, 6, 1))
    return Transfer.objects.create(
        plan=source.plan, source=source, target=target, count=count, requested_by=SYSTEM, **fields
    )
