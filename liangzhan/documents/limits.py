"""How often one address may guess at verify codes: a counter in the database, so that all worker processes share it."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import F

from liangzhan.documents.models import VerifyFailure
from liangzhan.toolkit.crypto import blind_index

WINDOW_SECONDS = 600
MOST_FAILURES = 20
"""Wrong answers per address and window; right ones are not counted."""


def _window() -> int:
    return int(time.time()) // WINDOW_SECONDS


def asked_too_often(address: str) -> bool:
    """Has this network address been wrong too often in the last ten minutes? The address itself is never stored."""
    row = VerifyFailure.objects.filter(asker=blind_index(address, "verify"), window=_window()).first()
    return row is not None and row.count >= MOST_FAILURES


def count_failure(address: str) -> None:
    """One more wrong answer; windows that are over are forgotten."""
    window = _window()
    with transaction.atomic():
        row, fresh = VerifyFailure.objects.get_or_create(asker=blind_index(address, "verify"), window=window)
        VerifyFailure.objects.filter(pk=row.pk).update(count=F("count") + 1)
        if fresh:
            VerifyFailure.objects.filter(window__lt=window - 1).delete()
