"""How often one network address may use the public pages: counted in the database, shared by all worker processes."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import F

from liangzhan.staff.choices.complaints import PublicTry
from liangzhan.staff.models import PublicAttempt
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

WINDOWS = {PublicTry.WRITE: 24 * 3600, PublicTry.CODE: 3600}  # seconds
KEYS = {PublicTry.WRITE: "complaint.public.day", PublicTry.CODE: "complaint.code.tries"}


def _key(kind: PublicTry, address: str) -> tuple[str, int]:
    return blind_index(f"{kind}|{address}", "staff.public"), int(time.time()) // WINDOWS[kind]


def too_often(kind: PublicTry, address: str) -> bool:
    """Has this address reached the limit of the running window? The address itself is never stored."""
    asker, window = _key(kind, address)
    row = PublicAttempt.objects.filter(kind=kind, asker=asker, window=window).first()
    return row is not None and row.count >= value_of(KEYS[kind], on=today())


def count_try(kind: PublicTry, address: str) -> None:
    """One more; windows that are over are forgotten."""
    asker, window = _key(kind, address)
    with transaction.atomic():
        row, fresh = PublicAttempt.objects.get_or_create(kind=kind, asker=asker, window=window)
        PublicAttempt.objects.filter(pk=row.pk).update(count=F("count") + 1)
        if fresh:
            PublicAttempt.objects.filter(kind=kind, window__lt=window - 1).delete()
