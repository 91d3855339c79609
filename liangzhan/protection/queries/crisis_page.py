"""The page of a crisis."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.protection.models import Crisis, CrisisInformed, CrisisMeasure
from liangzhan.protection.queries.clocks import clocks_of
from liangzhan.protection.queries.risk_page import called, writes
from liangzhan.protection.rules.clocks import Clock
from liangzhan.staff.queries.supervision_people import unassigned
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class CrisisParts:
    """All of the page."""

    called: str
    informed: list[CrisisInformed]
    measures: list[CrisisMeasure]
    clocks: list[Clock]
    writes: bool
    supervisor_missing: bool


def crisis_parts(crisis: Crisis, actor: Actor) -> CrisisParts:
    """Read once for the page."""
    return CrisisParts(
        called=called([crisis], actor)[crisis.pk],
        informed=list(crisis.informed.order_by("at", "id")),
        measures=list(crisis.measures.order_by("at", "id")),
        clocks=clocks_of([crisis.risk]).get(crisis.risk_id, []) if crisis.closed_on is None else [],
        writes=crisis.closed_on is None and writes(crisis, actor),
        supervisor_missing=bool(unassigned([crisis.station], today())),
    )
