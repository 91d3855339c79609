"""The only row filter. Lists, details, counts and prefetches all go through `within`."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.scope import Area, Scope


def after_prefix(prefix: str) -> str:
    """The first code behind all codes with this prefix: "2109" → "2110". Digits only, so that every collation agrees."""
    return str(int(prefix) + 1).zfill(len(prefix))


def code_range(path: str, prefix: str) -> Q:
    """Codes under a prefix as an index range: '2101' → '2101' ≤ code < '2102'. A zone's own code is matched as it is."""
    if not prefix.isdigit():
        return Q(**{path: prefix})
    return Q(**{f"{path}__gte": prefix, f"{path}__lt": after_prefix(prefix)})


def place_filter(area: Area, paths: dict[str, str]) -> Q | None:
    """The condition for an area over a model's scope paths; None means no row at all."""
    condition: Q | None = None
    if "division" in paths:
        for prefix in area.prefixes:
            part = code_range(paths["division"], prefix)
            condition = part if condition is None else condition | part
    if "station" in paths and area.stations:
        part = Q(**{f"{paths['station']}__in": area.stations})
        condition = part if condition is None else condition | part
    if "station_code" in paths and area.stations and "station" not in paths:
        # Rows of a site have no single station: reach them through the stations that stand on it.
        part = Q(**{f"{paths['station_code']}__in": area.stations})
        condition = part if condition is None else condition | part
    return condition


class ScopedQuerySet(models.QuerySet):
    """Models with rows of a place declare `scope_paths = {"division": "...", "station": "..."}`."""

    def within(self, scope: Scope, action: Action) -> Self:
        """Rows where the scope holds the verb. A neighbour's row is simply not there (404)."""
        area = scope.area(action)
        if area.everything:
            return self
        paths: dict[str, str] = getattr(self.model, "scope_paths", {})
        condition = place_filter(area, paths)
        if condition is None:
            return self.none()
        # A path through the stations of a site is a join to many: two stations must not show their site twice.
        return (
            self.filter(condition).distinct() if "station_code" in paths and area.stations else self.filter(condition)
        )

    def under(self, code_prefix: str) -> Self:
        """Rows of the area with this code prefix, by the model's own division path."""
        path: str = self.model.scope_paths["division"]  # type: ignore[attr-defined]
        return self.filter(code_range(path, code_prefix)) if code_prefix else self


def scoped_manager() -> Any:
    """`objects = scoped_manager()` for a model without a queryset of its own."""
    return ScopedQuerySet.as_manager()
