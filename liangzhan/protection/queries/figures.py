"""Mandatory reports by area and quarter: counts that name nobody (domain.md 5.7, 10.3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Area, Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.queries import path_names
from liangzhan.divisions.rules import LEVEL_ORDER, full, level_of, prefix
from liangzhan.protection.models import Report
from liangzhan.protection.rules.figures import Column, suppressed


@dataclass(frozen=True)
class Figures:
    """Areas (code → name) one level below the reader's, and a column for each quarter ("2026 年第 2 季度")."""

    areas: dict[str, str]
    quarters: dict[str, Column]


def counts(scope: Scope, start: dt.date, end: dt.date, action: Action = Action.OFFICER_DESIGNATE) -> Figures:
    """Reports found from `start` to `end` (both days included) where the scope holds the verb, as figures that may be
    shown: cells 1–4 read "<5". One query and one for the names."""
    area = scope.area(action)
    place = None if area.everything else place_filter(area, Report.scope_paths)
    rows = (
        Report.objects.all()
        if area.everything
        else Report.objects.none()
        if place is None
        else Report.objects.filter(place)
    )
    first, after = _midnight(start), _midnight(end + dt.timedelta(days=1))
    found = rows.filter(found_at__gte=first, found_at__lt=after).order_by()
    level = _below(area)
    counted: dict[str, Counter[str]] = {quarter: Counter() for quarter in _quarters(start, end)}
    for code, at in found.values_list("division_code", "found_at").iterator():
        counted[_quarter(timezone.localtime(at).date())][full(prefix(code, level))] += 1
    codes = sorted({code for column in counted.values() for code in column})
    names = path_names(codes)
    areas = {code: list(names.get(code, {"": code}).values())[-1] if names.get(code) else code for code in codes}
    return Figures(
        areas, {quarter: suppressed({code: column[code] for code in codes}) for quarter, column in counted.items()}
    )


def _below(area: Area) -> Level:
    """The level under the reader's: a county sees its streets, a street its communities."""
    if area.everything or not area.prefixes:
        return Level.CITY
    own = level_of(full(min(area.prefixes, key=len)))
    place = LEVEL_ORDER.index(own) if own in LEVEL_ORDER else LEVEL_ORDER.index(Level.CITY)
    return LEVEL_ORDER[min(place + 1, len(LEVEL_ORDER) - 1)]


def _quarter(day: dt.date) -> str:
    return f"{day.year} 年第 {(day.month + 2) // 3} 季度"


def _quarters(start: dt.date, end: dt.date) -> list[str]:
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return list(dict.fromkeys(_quarter(dt.date(month // 12, month % 12 + 1, 1)) for month in months))


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
