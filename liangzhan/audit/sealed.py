"""Deeds about sealed matters (限制查阅, a reporter's name): written apart, so that the ordinary record does not know of them.

A service of such a matter opens `sealed_deeds(subject)`; whatever `@recorded` services and readings run inside, also of
lower rooms, is kept under the subject instead of in `Event` and `Reading`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from liangzhan.audit.models import SealedDeed
from liangzhan.audit.rules import GENESIS, digest_of

TRIES = 20
SOURCE = "sealed"
_SUBJECT: ContextVar[UUID | None] = ContextVar("sealed_subject", default=None)


@contextmanager
def sealed_deeds(subject: UUID | None) -> Iterator[None]:
    """Until the end of the block every deed and reading is about this subject, and hidden; None changes nothing."""
    token = _SUBJECT.set(subject or _SUBJECT.get())
    try:
        yield
    finally:
        _SUBJECT.reset(token)


def sealed_subject() -> UUID | None:
    """What is being written about in secret just now, or None."""
    return _SUBJECT.get()


def write_sealed(subject: UUID, content: dict[str, Any]) -> SealedDeed:
    """One more link. Sealed matters are few: of two writers at once the second finds its place taken and tries again."""
    for _ in range(TRIES):
        last = SealedDeed.objects.order_by("-sequence").first()
        sequence, previous = (last.sequence + 1, last.digest) if last else (1, GENESIS)
        with suppress(IntegrityError), transaction.atomic():
            return SealedDeed.objects.create(
                subject=subject,
                sequence=sequence,
                content=json.dumps(content, ensure_ascii=False, sort_keys=True),
                previous=previous,
                digest=digest_of(previous, sequence, SOURCE, content),
            )
    raise RuntimeError("no place in the hidden chain")


def deeds_about(subject: UUID) -> list[dict[str, Any]]:
    """What was done and read about a subject, oldest first: {at, by, label, name, page, details …}. The caller checks who asks."""
    return [json.loads(row.content) for row in SealedDeed.objects.filter(subject=subject).order_by("sequence")]


def sealed_fault() -> str:
    """The first thing wrong with the hidden chain, in words that tell nothing about it; "" when it is whole."""
    previous = GENESIS
    for sequence, row in enumerate(SealedDeed.objects.order_by("sequence").iterator(500), 1):
        whole = row.sequence == sequence and row.previous == previous
        if not whole or row.digest != digest_of(previous, sequence, SOURCE, json.loads(row.content)):
            return "限制查阅的记录有缺失或改动。"
        previous = row.digest
    return ""
