"""People serving at the station: counted from their posts, declared only while the platform knows no post (2.4.1–2.4.4)."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StationEvent
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.place import certified_problem
from liangzhan.stations.rules.staffing import StaffCount
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken

BATCH = 500


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
    if StaffDeclaration.objects.filter(station=station, counted=True).exists():
        raise RuleBroken("本站人员由人员名册统计，不用再填；人员有变动请在人员名册中办理。")
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


@recorded(StationEvent.STAFF_COUNTED)
def count_staffing(*, counts: dict[int, StaffCount], by: Actor) -> int:
    """Write what the posts of stations come to, by station id; from then on these stations declare nothing themselves.

    Called by the room of staff whenever posts or qualifications change. A proof that was uploaded stays. Rows that say
    the same already are left alone. Returns how many were written.
    """
    held = {row.station_id: row for row in StaffDeclaration.objects.filter(station__in=counts).order_by("id")}
    fresh = [
        StaffDeclaration(station_id=station, counted=True, declared_by=by, **vars(count))
        for station, count in counts.items()
        if not _says(held.get(station), count)
    ]
    StaffDeclaration.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["station"],
        update_fields=[*StaffCount.__dataclass_fields__, "counted", "declared_by", "declared_at"],
        batch_size=BATCH,
    )
    return len(fresh)


def _says(row: StaffDeclaration | None, count: StaffCount) -> bool:
    return row is not None and row.counted and all(getattr(row, name) == value for name, value in vars(count).items())
