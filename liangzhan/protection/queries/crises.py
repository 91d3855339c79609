"""Reading crises."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.protection.models import Crisis


def open_crises(person_ids: Iterable[int], scope: Scope | None = None) -> dict[int, list[Crisis]]:
    """{person id: crises that are not closed, the latest found first}; persons without one are not in it. One query.

    With a scope only what its reader may read: give it on pages. Without one for gates of services (closing a case).
    """
    rows = Crisis.objects.all() if scope is None else Crisis.objects.within(scope, Action.RISK_VIEW)
    found: dict[int, list[Crisis]] = {}
    for crisis in rows.filter(person__in=list(person_ids), closed_on__isnull=True).order_by("-found_at", "-id"):
        found.setdefault(crisis.person_id, []).append(crisis)
    return found


def count_open(person_id: int, station_id: int, voucher: str) -> int:
    """Open crises of one risk's person, station and origin: for services."""
    rows = Crisis.objects.filter(person=person_id, station=station_id, voucher=voucher, closed_on__isnull=True)
    return rows.order_by().count()


def crisis_to_erase(uuid: UUID) -> Crisis:
    """The row locked until the end of the transaction, for the deed that destroys its file."""
    return Crisis.objects.select_for_update(of=("self",)).get(uuid=uuid)
