"""How many sheets one network address may send in a day: counted in the database, shared by all worker processes."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import F

from liangzhan.needs.models import AnswerAttempt
from liangzhan.needs.settings import PUBLIC_DAY
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today

DAY = 24 * 3600


def _key(address: str) -> tuple[str, int]:
    return blind_index(address, "needs.answers"), int(time.time()) // DAY


def too_often(address: str, division_code: str) -> bool:
    """Has this address reached the limit of the day?"""
    asker, window = _key(address)
    row = AnswerAttempt.objects.filter(asker=asker, window=window).first()
    return row is not None and row.count >= value_of(PUBLIC_DAY, on=today(), division_code=division_code)


def count_answer(address: str) -> None:
    """One more; earlier days are forgotten."""
    asker, window = _key(address)
    with transaction.atomic():
        row, fresh = AnswerAttempt.objects.get_or_create(asker=asker, window=window)
        AnswerAttempt.objects.filter(pk=row.pk).update(count=F("count") + 1)
        if fresh:
            AnswerAttempt.objects.filter(window__lt=window).delete()
