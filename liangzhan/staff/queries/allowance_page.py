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

RIGHTS = {
    "draft": Action.ALLOWANCE_DRAFT,
    "review": Action.ALLOWANCE_REVIEW,
    "approve": Action.ALLOWANCE_APPROVE,
}


def rights_on(actor: Actor, held: AllowanceList) -> dict[str, bool]:
    """Which verbs the reader holds at the station of the list; no query."""
    code, station = held.division_code, held.station_id
    return {name: actor.may_at(action, code=code, station_id=station) for name, action in RIGHTS.items()}


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
