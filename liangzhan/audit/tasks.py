"""The background sealer: events and readings become links in the sealer's own order, so writers never queue for it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from liangzhan.audit.models import Seal
from liangzhan.audit.queries import BATCH, SOURCES, content_of, head, unsealed
from liangzhan.audit.rules import digest_of
from liangzhan.toolkit.models import NumberSeries

DELAY = dt.timedelta(seconds=5)


def seal_events(*, limit: int = 20 * BATCH) -> int:
    """Seal what is older than five seconds, in batches; ids that commit late are picked up next time. Returns how many."""
    done = 0
    while done < limit:
        sealed = _seal_batch()
        done += sealed
        if sealed < BATCH:
            break
    return done


@transaction.atomic
def _seal_batch() -> int:
    # The counter row is the lock: of two sealers the second waits and then continues the chain of the first.
    NumberSeries.objects.get_or_create(series="audit:seal")
    NumberSeries.objects.select_for_update(of=("self",)).get(series="audit:seal")
    before = timezone.now() - DELAY
    rows = [(source, row) for source in SOURCES for row in unsealed(source).filter(at__lte=before)[:BATCH]]
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
