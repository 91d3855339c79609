"""Stock of supplies, and what is about to expire."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from liangzhan.funds.models import Supply, SupplyBatch, SupplyMove


def with_stock(rows: QuerySet[Supply]) -> QuerySet[Supply]:
    """Each with `stock` and the earliest day on which something of it expires."""
    held = Q(batches__balance__gt=0)
    return rows.annotate(
        stock=Coalesce(Sum("batches__balance"), 0), first_expiry=Min("batches__expires_on", filter=held)
    )


def batches_of(supply: Supply) -> QuerySet[SupplyBatch]:
    """Batches with something left, the first to expire first."""
    return supply.batches.filter(balance__gt=0).order_by("expires_on", "received_on", "id")


def moves_of_supply(supply: Supply) -> QuerySet[SupplyMove]:
    """The last movements, newest first."""
    return SupplyMove.objects.filter(batch__supply=supply).select_related("batch").order_by("-id")[:100]


def expiring(rows: QuerySet[SupplyBatch], until: dt.date) -> QuerySet[SupplyBatch]:
    """Batches with something left that expire by the day."""
    return rows.filter(balance__gt=0, expires_on__lte=until).order_by("expires_on", "id")
