"""People serving at the station, declared until the room of staff counts them (2.4.1–2.4.4)."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StationEvent
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.place import certified_problem
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken


@recorded(StationEvent.STAFF_DECLARED, keep=["full_time", "part_time", "certified"])
def declare_staffing(
    *,
    station: Station,
    full_time: int,
    part_time: int,
    by: Actor,
    certified: int = 0,
    basis: str = "",
    proof: Any = None,
) -> StaffDeclaration:
    """Declare how many serve full and part time, and how many of them hold the certificate; a new proof replaces the old."""
    require_open_file(station.site)
    if problem := certified_problem(full_time, part_time, certified):
        raise RuleBroken(problem, field="certified")
    changed: dict[str, Any] = {
        "full_time": full_time,
        "part_time": part_time,
        "certified": certified,
        "basis": basis,
        "declared_by": by,
    }
    if file := kept_paper(proof, f"{station.name}人员证明", by, field="proof"):
        changed["proof"] = file
    row, _ = StaffDeclaration.objects.update_or_create(station=station, defaults=changed)
    return row
