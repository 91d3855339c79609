"""Clocks of open risks, read with their steps and the settings of their areas."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.protection.models import Risk, RiskStep
from liangzhan.protection.rules.clocks import KEYS, Clock, Step, clocks
from liangzhan.toolkit.parameters import load
from liangzhan.toolkit.periods import today


def clocks_of(risks: Iterable[Risk]) -> dict[int, list[Clock]]:
    """{risk id: its clocks, the earliest first}, two queries for any number of risks. None for those that ended."""
    rows = [risk for risk in risks if risk.ended_on is None]
    steps: dict[int, list[Step]] = {}
    if rows:
        found = RiskStep.objects.filter(risk__in=[risk.pk for risk in rows]).order_by("written_at", "id")
        for pk, kind, level, at, written_at in found.values_list("risk", "kind", "level", "at", "written_at"):
            steps.setdefault(pk, []).append(Step(kind, level, at, written_at))
    settings, day = load(KEYS) if rows else None, today()
    held: dict[int, list[Clock]] = {}
    for risk in rows:
        assert settings is not None
        limits = {key: settings.value_of(key, on=day, division_code=risk.division_code) for key in KEYS}
        held[risk.pk] = clocks(risk.level, steps.get(risk.pk, []), limits)
    return held
