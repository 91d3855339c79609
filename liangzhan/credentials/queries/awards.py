"""The register of awards, narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from liangzhan.credentials.models import Award
from liangzhan.credentials.queries.training import under


def narrowed(rows: QuerySet[Award], chosen: dict[str, Any]) -> QuerySet[Award]:
    """Apply the filters of the list: area, level, year, words, standing or withdrawn."""
    if code := chosen.get("area"):
        rows = rows.filter(under("station__division_code", code))
    if chosen.get("level"):
        rows = rows.filter(level=chosen["level"])
    if chosen.get("year"):
        rows = rows.filter(awarded_on__year=chosen["year"])
    if words := chosen.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(giver__icontains=words))
    if chosen.get("state"):
        rows = rows.filter(withdrawn_at__isnull=chosen["state"] == "standing")
    return rows
