"""The background sealer: events and readings become links in the sealer's own order, so writers never queue for it.

Each batch is a transaction of its own and takes up where the last one ended, so a round that is cut off does no harm.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.audit import heads
from liangzhan.audit.models import Seal
from liangzhan.audit.queries.chain import (
    BATCH,
    SOURCES,
    check_chain,
    content_of,
    head,
    next_watermark,
    unsealed,
    unsealed_everywhere,
)
from liangzhan.audit.rules import digest_of
from liangzhan.audit.sealed import sealed_fault
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.models import NumberSeries
from liangzhan.toolkit.periods import today

DELAY = dt.timedelta(seconds=5)
LATE = dt.timedelta(days=1)
"""How long a row may take to commit and still be found above the watermark."""


def seal(job: JobHandle) -> dict[str, Any]:
    """Every minute: seal what is new."""
    return {"sealed": seal_events()}


def sweep(job: JobHandle) -> dict[str, Any]:
    """Every night: seal whatever the watermark passed by (it should be nothing), then write the head down."""
    sealed = seal_events(waiting=unsealed_everywhere)
    heads.write_down(today(), *head())
    return {"sealed": sealed}


def verify_chain(job: JobHandle) -> dict[str, Any]:
    """Check the whole chain against all heads written down; the result is shown on the job's page."""
    report = check_chain(heads=[one.digest for one in heads.written_down()], progress=job.progress)
    hidden = sealed_fault()
    words = report.fault.text if report.fault else hidden or "校验通过，没有发现缺失或改动。"
    lines = [
        ["结论", words],
        ["环数", str(report.length)],
        ["链头", report.head],
        ["待封存", f"{report.unsealed} 条"],
    ]
    return {"whole": report.is_whole and not hidden, "lines": lines}


def seal_events(*, limit: int = 20 * BATCH, waiting: Callable[[str], QuerySet[Any]] = unsealed) -> int:
    """Seal what is older than five seconds, in batches; ids that commit late are picked up next time. Returns how many."""
    done = 0
    while done < limit and any(waiting(source).filter(at__lte=timezone.now() - DELAY).exists() for source in SOURCES):
        sealed = _seal_batch(waiting)
        done += sealed
        if not sealed:
            break
    _move_watermarks()
    return done


@transaction.atomic
def _seal_batch(waiting: Callable[[str], QuerySet[Any]]) -> int:
    # The counter row is the lock: of two sealers the second waits and then continues the chain of the first.
    NumberSeries.objects.get_or_create(series="audit:seal")
    NumberSeries.objects.select_for_update(of=("self",)).get(series="audit:seal")
    before = timezone.now() - DELAY
    rows = [(source, row) for source in SOURCES for row in waiting(source).filter(at__lte=before)[:BATCH]]
    rows = sorted(rows, key=lambda pair: (pair[1].at, pair[0], pair[1].pk))[:BATCH]
    sequence, previous = head()
    seals = []
    for source, row in rows:
        sequence += 1
        digest = digest_of(previous, sequence, source, content_of(row))
        seals.append(Seal(sequence=sequence, source=source, row_uuid=row.uuid, previous=previous, digest=digest))
        previous = digest
    Seal.objects.bulk_create(seals, batch_size=200)
    return len(seals)


def _move_watermarks() -> None:
    """Everything sealed and a day old need not be looked at again."""
    for source in SOURCES:
        reached = next_watermark(source, before=timezone.now() - LATE)
        if reached:
            NumberSeries.objects.get_or_create(series=f"audit:watermark:{source}")
            NumberSeries.objects.filter(series=f"audit:watermark:{source}", last__lt=reached).update(last=reached)
