"""Plan against fact by area, for the dashboard and the October report alike (domain.md 3.1).

Every figure comes from `counts_by_area`: two aggregate queries and the list of zone members, whatever the size.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Substr

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import CommunityType, Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.queries import in_area
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.programme.models import Plan, Slot
from liangzhan.programme.rules.progress import AreaCounts, KindCounts
from liangzhan.stations.choices import State, StationKind, Tier

URBAN = Q(station__site__division__urban_rural__startswith="1") | Q(
    station__site__division__urban_rural="",
    station__site__division__community_type__in=[CommunityType.RESIDENTS, CommunityType.LIKE_RESIDENTS],
)


def live_slots(plan: Plan, scope: Scope) -> QuerySet[Slot]:
    """Stations that count to the plan, of the community tier, within the scope."""
    return Slot.objects.within(scope, Action.PROGRESS_VIEW).filter(
        plan=plan, freed_on__isnull=True, station__tier=Tier.COMMUNITY
    )


def completed(on: dt.date, path: str = "station__") -> Q:
    """Counting rule of domain.md 3.1 as a condition: accepted by the day, not closed by then."""
    return Q(**{f"{path}accepted_on__lte": on}) & (
        Q(**{f"{path}closed_on__isnull": True}) | Q(**{f"{path}closed_on__gt": on})
    )


def counts_by_area(
    plan: Plan,
    prefixes_length: int,
    on: dt.date,
    scope: Scope,
    *,
    inside: Division | None = None,
    with_both: bool = True,
) -> dict[str, AreaCounts]:
    """{12-character area code: counts} at the cut-off day `on`; areas without a station are absent.

    Codes are cut to `prefixes_length` (2, 4, 6, 9, 12) and written out to 12 digits. Members of a functional zone count
    to the zone's own code and to no city or county, except inside the zone itself (`inside`), where they stand under their own.
    """
    rows: Any = live_slots(plan, scope)
    if inside is not None:
        rows = rows.filter(in_area("division_code", inside))
    rows = rows.annotate(area=_area_of(prefixes_length, inside), is_urban=_urban())
    found: dict[str, dict[str, Any]] = defaultdict(lambda: {"SW": KindCounts(), "VS": KindCounts(), "both": 0})
    for row in rows.values("area", "station__kind", "is_urban").annotate(**_aggregates(on)).order_by("area"):
        place = found[row["area"].ljust(12, "0")]
        place[row["station__kind"]] += _kind_counts(row)
    pairs = _both(rows, on).values("area").annotate(n=Count("pk")).order_by("area") if with_both else []
    for row in pairs:
        found[row["area"].ljust(12, "0")]["both"] += row["n"]
    return {code: AreaCounts(one["SW"], one["VS"], one["both"]) for code, one in found.items()}


def _area_of(length: int, inside: Division | None) -> Any:
    """The area a station's code belongs to: its zone (or, inside a zone, the member), else the cut code.

    The province is the sum of its cities and zones, so nothing is asked about zones there.
    """
    if length <= len("21"):
        return Substr("division_code", 1, length)
    members = ZoneMember.objects.order_by("id").values_list("zone__code", "member__code")
    whens = []
    for zone_code, member_code in members:
        own = inside is not None and inside.code == zone_code
        start = prefix(member_code, level_of(member_code))
        whens.append(When(code_range("division_code", start), then=Value(member_code if own else zone_code)))
    cut = Substr("division_code", 1, length)
    return Case(*whens, default=cut, output_field=CharField()) if whens else cut


def _urban() -> Any:
    return Case(When(URBAN, then=Value(1)), default=Value(0))


def _aggregates(on: dt.date) -> dict[str, Any]:
    done = completed(on)
    unfinished = Q(station__accepted_on__isnull=True)
    return {
        "completed": Count("pk", filter=done),
        "late": Count("pk", filter=Q(station__accepted_on__gt=on, station__closed_on__isnull=True)),
        "pending": Count("pk", filter=unfinished & Q(station__state__in=[State.ACCEPTANCE_PENDING, State.RECTIFYING])),
        "building": Count("pk", filter=unfinished & Q(station__state=State.BUILDING)),
        "chosen": Count("pk", filter=unfinished & Q(station__state__in=[State.PLANNED, State.SITED])),
    }


def _kind_counts(row: dict[str, Any]) -> KindCounts:
    return KindCounts(
        completed=row["completed"],
        urban=row["completed"] if row["is_urban"] else 0,
        rural=0 if row["is_urban"] else row["completed"],
        pending=row["pending"],
        building=row["building"],
        chosen=row["chosen"],
        late=row["late"],
    )


def _both(rows: QuerySet[Slot], on: dt.date) -> QuerySet[Slot]:
    """Completed volunteer service stations whose community has a completed social work station in the plan too."""
    twin = Slot.objects.filter(
        completed(on),
        plan=OuterRef("plan"),
        division_code=OuterRef("division_code"),
        freed_on__isnull=True,
        station__kind=StationKind.SW,
        station__tier=Tier.COMMUNITY,
    )
    return rows.filter(completed(on), Exists(twin), station__kind=StationKind.VS)


def stations_in(plan: Plan, area: Division, on: dt.date, scope: Scope) -> QuerySet[Slot]:
    """The single stations of an area, with `is_completed` at the day, by code and kind."""
    return (
        live_slots(plan, scope)
        .filter(in_area("division_code", area))
        .annotate(is_completed=Case(When(completed(on), then=Value(1)), default=Value(0)), is_urban=_urban())
        .select_related("station", "station__site", "station__site__division")
        .order_by("division_code", "station__kind", "id")
    )


NEXT_LENGTH = {Level.PROVINCE: 4, Level.CITY: 6, Level.COUNTY: 9, Level.STREET: 12}
