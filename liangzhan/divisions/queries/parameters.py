"""What is set, where, and since when: only what reaches the reader's own area."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import PREFIX_LENGTH, full
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.parameters import KNOWN, Declared


@dataclass(frozen=True)
class Setting:
    """A known key with the value in force at the reader's own place, and the row it comes from (None: the default)."""

    declared: Declared
    value: Any
    row: Parameter | None
    own: int  # settings inside the reader's area, past and future ones counted


def visible(actor: Actor) -> list[Parameter]:
    """Rows that hold for the reader's area (set above it) or inside it, newest first."""
    area = actor.scope.area(Action.PARAMETER_VIEW)
    rows = Parameter.objects.order_by("key", "-valid_from", "-id")
    return [row for row in rows if area.everything or _reaches(row.area_code, area.prefixes)]


def _reaches(code: str, prefixes: tuple[str, ...]) -> bool:
    return any(code.startswith(one) or one.startswith(code) for one in prefixes)


def settings_of(actor: Actor, *, on: dt.date) -> list[Setting]:
    """Every known key, by key, in one query."""
    rows = visible(actor)
    place = _place(actor)
    found = []
    for key in sorted(KNOWN):
        mine = [row for row in rows if row.key == key]
        live = [row for row in mine if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)]
        live = [row for row in live if place.startswith(row.area_code)]
        row = max(live, key=lambda one: (len(one.area_code), one.valid_from), default=None)
        inside = sum(1 for one in mine if one.area_code.startswith(place))
        found.append(Setting(KNOWN[key], row.value if row else KNOWN[key].default, row, inside))
    return found


def _place(actor: Actor) -> str:
    """The prefix of the reader's own area; a reader of the whole province stands everywhere."""
    prefixes = actor.scope.area(Action.PARAMETER_VIEW).prefixes
    return "" if not prefixes or len(prefixes[0]) <= PREFIX_LENGTH[Level.PROVINCE] else prefixes[0]


def history(key: str, actor: Actor) -> list[tuple[Parameter, str]]:
    """(row, name of its area) of one key, newest first."""
    rows = [row for row in visible(actor) if row.key == key]
    codes = [full(row.area_code) for row in rows if row.area_code]
    names = dict(Division.objects.filter(code__in=codes).order_by("id").values_list("code", "name"))
    return [(row, names.get(full(row.area_code), row.area_code) if row.area_code else "全省") for row in rows]


def settable_areas(actor: Actor) -> QuerySet[Division]:
    """Areas for which the actor may set values: province, cities, counties within his reach."""
    rows = Division.objects.within(actor.scope, Action.PARAMETER_MANAGE).filter(valid_to__isnull=True)
    return rows.filter(level__in=[Level.PROVINCE, Level.CITY, Level.COUNTY]).order_by("code")
