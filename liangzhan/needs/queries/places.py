"""Where somebody may write."""

from __future__ import annotations

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.stations.models import Station


def places_for(scope: Scope, action: Action) -> QuerySet[Station]:
    """Stations where the verb is held, that are not closed; the social work station of a site first."""
    rows = Station.objects.within(scope, action).filter(closed_on__isnull=True)
    return rows.order_by("division_code", "kind", "id")
