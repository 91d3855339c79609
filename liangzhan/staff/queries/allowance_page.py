"""What the pages of the allowance need besides the rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Scope
from liangzhan.divisions.rules import ancestors, full
from liangzhan.staff.models import AllowanceList, AllowanceRate
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

RIGHTS = {
    "draft": Action.ALLOWANCE_DRAFT,
    "review": Action.ALLOWANCE_REVIEW,
    "approve": Action.ALLOWANCE_APPROVE,
}


def rights_on(actor: Actor, held: AllowanceList) -> dict[str, bool]:
    """Which verbs the reader holds at the station of the list; no query."""
    code, station = held.division_code, held.station_id
    return {name: actor.may_at(action, code=code, station_id=station) for name, action in RIGHTS.items()}


def reads_lines(actor: Actor, held: AllowanceList) -> bool:
    """Does the reader draft, review or approve here? Everybody else reads sums only: what one person gets is personal."""
    return any(rights_on(actor, held).values())


def lists_with_lines(scope: Scope, rows: QuerySet[AllowanceList]) -> QuerySet[AllowanceList]:
    """Of these lists those whose lines the reader works on."""
    near: QuerySet[AllowanceList] = AllowanceList.objects.none()
    for action in RIGHTS.values():
        near = near | AllowanceList.objects.within(scope, action)
    return rows.filter(pk__in=near.order_by().values("pk"))


def least_shown() -> int:
    """Sums over fewer persons than this are hidden from whoever reads sums only."""
    return int(value_of("suppress.cell", on=today()))


def rates_known_to(scope: Scope) -> QuerySet[AllowanceRate]:
    """Rates of the areas in reach, and of the areas above them, which hold there too."""
    area = scope.area(Action.TALENT_VIEW)
    rows = AllowanceRate.objects.select_related("division", "basis_file")
    if area.everything:
        return rows
    codes = {full(prefix) for prefix in area.prefixes if prefix.isdigit()}
    codes |= set(Station.objects.filter(pk__in=area.stations).order_by("id").values_list("division_code", flat=True))
    above = {one for code in codes for one in ancestors(code)}
    condition: Any = Q(division_code__in=above)
    within = place_filter(area, AllowanceRate.scope_paths)
    return rows.filter(condition if within is None else condition | within)
