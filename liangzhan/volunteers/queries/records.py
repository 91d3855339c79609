"""What a volunteer has served and how well, for certificates, stars and reports (Order 67 §10, §12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Avg, QuerySet, Sum

from liangzhan.volunteers.choices import DisputeState, RecordState
from liangzhan.volunteers.models import Dispute, ServiceRecord, Volunteer


def verified_minutes(
    volunteer_ids: Collection[int], start: dt.date | None = None, end: dt.date | None = None
) -> dict[int, int]:
    """{volunteer id: minutes} that are VERIFIED, from start to end, both included; nobody without minutes."""
    rows = _verified(start, end).filter(volunteer__in=volunteer_ids).order_by()
    return dict(rows.values_list("volunteer").annotate(total=Sum("minutes")).values_list("volunteer", "total"))


def verified_records(
    volunteer: Volunteer, start: dt.date | None = None, end: dt.date | None = None
) -> QuerySet[ServiceRecord]:
    """The VERIFIED records of one volunteer with their activities, oldest first."""
    rows = _verified(start, end).filter(volunteer=volunteer).select_related("activity", "station")
    return rows.order_by("served_on", "starts_at", "pk")


def quality_mean(volunteer_ids: Collection[int]) -> dict[int, float]:
    """{volunteer id: mean of the ratings 1–5} of verified records that were rated."""
    rows = _verified(None, None).filter(volunteer__in=volunteer_ids, quality__isnull=False).order_by()
    return dict(rows.values_list("volunteer").annotate(mean=Avg("quality")).values_list("volunteer", "mean"))


def disputed_volunteers(volunteer_ids: Collection[int]) -> set[int]:
    """Those with a dispute that nobody has answered."""
    rows = Dispute.objects.filter(state=DisputeState.OPEN, record__volunteer__in=volunteer_ids)
    return set(rows.values_list("record__volunteer", flat=True))


def _verified(start: dt.date | None, end: dt.date | None) -> QuerySet[ServiceRecord]:
    rows = ServiceRecord.objects.filter(state=RecordState.VERIFIED)
    rows = rows.filter(served_on__gte=start) if start else rows
    return rows.filter(served_on__lte=end) if end else rows
