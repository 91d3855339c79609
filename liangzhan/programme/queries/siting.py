"""Reading nominations: the facts the score needs, the ranking inside a county."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.programme.choices import NominationState
from liangzhan.programme.models import Nomination, Plan, Slot
from liangzhan.programme.rules.siting import Ranked, ScoreWeights, metres_between, ranking
from liangzhan.stations.choices import State, Tier
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.parameters import declare, values_of
from liangzhan.toolkit.transitions import moves_of

_DEFAULTS = ScoreWeights()
_LABELS = {
    "people": ("选址评分：困难群众较多，满分", "分"),
    "facility": ("选址评分：现有设施可用，满分", "分"),
    "access": ("选址评分：就近便利，满分", "分"),
    "person": ("选址评分：已有合适人员，满分", "分"),
    "balance": ("选址评分：布局均衡，满分", "分"),
    "full_rate": ("选址评分：每千人困难群众达到多少得满分", "人"),
    "full_room": ("选址评分：可提供房间达到多少平方米得满分", "㎡"),
    "near": ("选址评分：距公交站或居民中心多少米以内得满分", "米"),
    "far": ("选址评分：距公交站或居民中心多少米以外不得分", "米"),
    "apart": ("选址评分：多少米内没有站点算布局均衡", "米"),
}
for _name, (_label, _unit) in _LABELS.items():
    declare(f"siting.score.{_name}", getattr(_DEFAULTS, _name), _label, "D", _unit)


def weights_on(day: dt.date, code: str) -> ScoreWeights:
    """The parameters of the score in force on the day for a place."""
    found = values_of([f"siting.score.{name}" for name in _LABELS], on=day, division_code=code)
    return ScoreWeights(**{key.rsplit(".", 1)[1]: float(value) for key, value in found.items()})


def live_stations_near(division: Division) -> QuerySet[Station]:
    """Community stations that are not closed, outside the community itself, in its city."""
    city = code_range("division_code", division.code[:4])
    rows = Station.objects.filter(city, tier=Tier.COMMUNITY).exclude(state=State.CLOSED)
    return rows.exclude(division_code=division.code).order_by("division_code")


def surroundings(division: Division, position: tuple[float, float] | None) -> tuple[bool, float | None]:
    """(first in its street?, metres to the nearest station or None when positions are unknown). Two queries at most."""
    street = division.code[:9]
    near = live_stations_near(division)
    first = not near.filter(code_range("division_code", street)).exists()
    if position is None:
        return first, None
    sites = Site.objects.filter(stations__in=near, longitude__isnull=False, latitude__isnull=False).distinct()
    places: Any = sites.order_by("id").values_list("longitude", "latitude")
    return first, min((metres_between(position, (float(x), float(y))) for x, y in places), default=None)


def nominations(plan: Plan, scope: Scope) -> QuerySet[Nomination]:
    """Nominations of the plan within reach, by code."""
    rows = Nomination.objects.within(scope, Action.PLAN_VIEW).filter(plan=plan)
    return rows.select_related("division__parent__parent").order_by("division_code", "id")


def ranked(plan: Plan, county: str, scope: Scope) -> list[Nomination]:
    """Waiting and confirmed nominations of a county (12-digit code) in their order; `.place` is the rank from 1."""
    live = [NominationState.NOMINATED, NominationState.CONFIRMED]
    rows = nominations(plan, scope).filter(code_range("division_code", county[:6]), state__in=live)
    found = {row.pk: row for row in rows}
    order = ranking([Ranked(row.pk, float(row.score), row.rank_override, row.division_code) for row in found.values()])
    for place, key in enumerate(order, start=1):
        found[key].place = place  # type: ignore[attr-defined]
    return [found[key] for key in order]


def slots_of(nomination: Nomination) -> QuerySet[Slot]:
    """Stations this nomination brought into the plan and that still hold a place."""
    return Slot.objects.filter(nomination=nomination, freed_on__isnull=True).select_related("station").order_by("id")


def unit_of(code: str) -> Division | None:
    """The unit with this code: the live one, else the one that ceased last (whoever acts on it is told so)."""
    rows = Division.objects.filter(code=code.strip()).select_related("parent__managed_by", "parent__parent")
    return max(rows, key=lambda one: one.valid_to or dt.date.max, default=None)


def unmanaged_units(scope: Scope) -> QuerySet[Division]:
    """Township-level units coded 400–599 within reach, with the street that manages each (domain.md 1.2 rule 5)."""
    rows = Division.objects.within(scope, Action.PLAN_VIEW).filter(level=Level.STREET, valid_to__isnull=True)
    pseudo = rows.annotate(mark=Substr("code", 7, 3)).filter(mark__gte="400", mark__lte="599")
    return pseudo.select_related("managed_by", "parent").order_by("code")


def counties_of(plan: Plan, scope: Scope) -> list[Division]:
    """Counties that have nominations within reach, by code."""
    codes = {code[:6].ljust(12, "0") for code in nominations(plan, scope).values_list("division_code", flat=True)}
    return list(Division.objects.filter(code__in=codes, level=Level.COUNTY, valid_to__isnull=True).order_by("code"))


def nominated_codes(plan: Plan, scope: Scope) -> dict[str, str]:
    """{community code: state} of live nominations, to mark them on a list of communities."""
    rows = nominations(plan, scope).exclude(state__in=[NominationState.REJECTED, NominationState.WITHDRAWN])
    return dict(rows.values_list("division_code", "state"))


def communities_under(code: str, on: dt.date) -> list[Division]:
    """Communities of a street or a county on the day, by code: the list beside the map."""
    start = prefix(code, level_of(code))
    rows = Division.objects.on(on).filter(code_range("code", start), level=Level.COMMUNITY)
    return list(rows.select_related("parent").order_by("code"))


@dataclass(frozen=True)
class Step:
    """One line of a history: when, what, who, why."""

    at: dt.datetime
    what: str
    who: str
    why: str


def history_of(nomination: Nomination) -> list[Step]:
    """What became of a nomination, oldest first."""
    return [
        Step(one.moved_at, NominationState(one.to_state).label, one.moved_by.label, one.reason)
        for one in moves_of(nomination)
    ]


def nominations_by_county(plan: Plan, scope: Scope, home: str) -> list[tuple[Division, int]]:
    """Counties within reach with their live nominations, the reader's own county even without one."""
    counts = Counter(code[:6].ljust(12, "0") for code in nominated_codes(plan, scope))
    wanted = set(counts) | ({home[:6].ljust(12, "0")} if home else set())
    rows = Division.objects.filter(code__in=wanted, level=Level.COUNTY, valid_to__isnull=True).order_by("code")
    return [(one, counts[one.code]) for one in rows]
