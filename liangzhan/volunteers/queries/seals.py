"""申请盖章: what waits for a seal, and with whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Area, Scope
from liangzhan.stations.models import Station
from liangzhan.volunteers.choices import SealState
from liangzhan.volunteers.models import SealRequest
from liangzhan.volunteers.rules.certificates import LEGAL_PERSONS, is_legal_person


def seal_rows(scope: Scope, action: Action = Action.CERTIFICATE_SEAL) -> QuerySet[SealRequest]:
    """Requests that the reader's seal answers: a registered station seals itself, for any other the committee does."""
    rows = SealRequest.objects.within(scope, action)
    area = scope.area(action)
    if not area.everything:
        registered = Q(certificate__station__legal_form__in=LEGAL_PERSONS)
        seals = registered & Q(certificate__station__in=area.stations)
        place = place_filter(Area(prefixes=area.prefixes), SealRequest.scope_paths)
        rows = rows.filter(seals | place & ~registered if place is not None else seals)
    return rows.select_related("certificate__station", "certificate__volunteer__person", "scan")


def may_seal(station: Station, by: Actor) -> bool:
    """Is it this actor's seal?"""
    area = by.scope.area(Action.CERTIFICATE_SEAL)
    if area.everything:
        return True
    return (
        station.pk in area.stations if is_legal_person(station.legal_form) else area.covers_code(station.division_code)
    )


def waiting_seals(scope: Scope) -> QuerySet[SealRequest]:
    """Those nobody decided yet, the oldest first."""
    return seal_rows(scope).filter(state=SealState.WAITING).order_by("pk")
