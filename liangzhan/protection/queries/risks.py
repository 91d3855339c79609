"""Reading risks: the level of a person, open risks within reach."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.protection.models import Crisis, Risk
from liangzhan.protection.rules.risks import rank


def current_level(person_ids: Iterable[int], scope: Scope | None = None) -> dict[int, int]:
    """{person id: 1..4}: the highest level of the open risks and crises; 1 when all are over; absent when there was none.

    With a scope only what its reader may read counts: give it on every page of a person (a sealed case elsewhere must not
    show through). Without one for services only. Two queries.
    """
    wanted = list(person_ids)
    found: dict[int, int] = {}
    risks = Risk.objects.all() if scope is None else Risk.objects.within(scope, Action.RISK_VIEW)
    crises = Crisis.objects.all() if scope is None else Crisis.objects.within(scope, Action.RISK_VIEW)
    for person, level, ended in risks.filter(person__in=wanted).order_by().values_list("person", "level", "ended_on"):
        found[person] = max(found.get(person, 1), rank(level) if ended is None else 1)
    rows = crises.filter(person__in=wanted, closed_on__isnull=True).order_by().values_list("person", "level")
    for person, level in rows:
        found[person] = max(found.get(person, 1), rank(level))
    return found


def open_risks(scope: Scope) -> QuerySet[Risk]:
    """Open risks the reader may read."""
    return Risk.objects.within(scope, Action.RISK_VIEW).filter(ended_on__isnull=True)


def open_risk_of(person_id: int, station_id: int, voucher: str) -> Risk | None:
    """The open risk of a person, of one origin at one station: for services."""
    rows = Risk.objects.filter(person=person_id, station=station_id, voucher=voucher, ended_on__isnull=True)
    return rows.select_for_update(of=("self",)).first()
