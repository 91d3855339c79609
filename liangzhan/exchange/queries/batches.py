"""Batches and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max, QuerySet

from liangzhan.exchange.choices import BatchKind
from liangzhan.exchange.models import Batch, BatchItem


def batch_rows() -> QuerySet[Batch]:
    """Batches with their station; take a scope with `within`."""
    return Batch.objects.select_related("station")


def items_of(batch: Batch) -> QuerySet[BatchItem]:
    """The lines of a batch in order."""
    return batch.items.order_by("line")


def differences_of(batch: Batch) -> QuerySet[BatchItem]:
    """Lines the other side refused or did not answer: without what was sent, so nothing is decrypted."""
    return batch.items.exclude(verdict="ACCEPTED").defer("content").order_by("line")


def newest_lines(kind: str, items: Iterable[BatchItem]) -> Sequence[BatchItem]:
    """Those of the given lines after which their object was not sent again."""
    column = "record_id" if kind == BatchKind.HOURS else "volunteer_id"
    given = list(items)
    keys = [getattr(item, column) for item in given]
    newest = set(
        BatchItem.objects.filter(**{f"{column}__in": keys})
        .order_by()
        .values(column)
        .annotate(newest=Max("id"))
        .values_list("newest", flat=True)
    )
    return [item for item in given if item.pk in newest]
