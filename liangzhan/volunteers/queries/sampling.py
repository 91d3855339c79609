"""Draws of records to be checked, for the offices that draw them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.volunteers.choices import RecordSource, RecordState
from liangzhan.volunteers.models import DrawnRecord, SampleDraw, ServiceRecord


def population_of(
    division_code: str, starts_on: dt.date, ends_on: dt.date, *, only_back: bool
) -> QuerySet[ServiceRecord]:
    """VERIFIED records of an area (12 digits, trailing zeros cut) with days of service from start to end, both included."""
    rows = ServiceRecord.objects.filter(code_range("division_code", division_code.rstrip("0") or division_code))
    rows = rows.filter(state=RecordState.VERIFIED, served_on__gte=starts_on, served_on__lte=ends_on)
    return rows.filter(source=RecordSource.BACKFILL) if only_back else rows


def draws_shown(scope: Scope) -> QuerySet[SampleDraw]:
    """Draws of the reader's area, with how many were checked and how many were not genuine."""
    rows = SampleDraw.objects.within(scope, Action.HOURS_SAMPLE)
    return rows.annotate(
        checked=Count("records", filter=Q(records__checked_at__isnull=False)),
        wrong=Count("records", filter=Q(records__genuine=False)),
    )


def draw_at(scope: Scope, uuid: UUID) -> SampleDraw | None:
    """One draw of the reader's area."""
    return draws_shown(scope).filter(uuid=uuid).first()


def drawn_of(draw: SampleDraw) -> list[DrawnRecord]:
    """Its records in the order of the draw."""
    rows = draw.records.select_related("record__volunteer__person", "record__activity", "record__station")
    return list(rows.order_by("pk"))


def drawn_at(scope: Scope, pk: int) -> DrawnRecord | None:
    """One record of a draw of the reader's area."""
    reach = SampleDraw.objects.within(scope, Action.HOURS_SAMPLE)
    rows = DrawnRecord.objects.filter(pk=pk, draw__in=reach)
    return rows.select_related("draw", "record__volunteer__person", "record__activity", "record__station").first()
