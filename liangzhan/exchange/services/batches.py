"""Making a batch for the national system, and taking its file away (domain.md 6.8)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.exchange.choices import BatchKind, ExchangeEvent
from liangzhan.exchange.models import Batch, BatchItem
from liangzhan.exchange.queries.waiting import Line, waiting_lines
from liangzhan.exchange.rules.bridge import file_hash
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.choices import ExportState
from liangzhan.volunteers.services.exporting import mark_records

NOTHING = "现在没有可以报送的{kind}：要么都已报送，要么正在等回执，要么缺少必填内容。"


@recorded(ExchangeEvent.BATCH_MADE, keep=["station", "kind", "retry"])
def make_batch(*, station: Station, kind: str, by: Actor, retry: bool = False) -> Batch:
    """Put everything of the station that is due into one numbered batch; its records are 已报送 from now on.

    `retry` takes what was rejected once more, unchanged. Raises RuleBroken when nothing is due. Two officers at once: the
    second finds nothing left.
    """
    held = Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    due = [line for line in waiting_lines(held, kind) if line.due(retry=retry)]
    if not due:
        raise RuleBroken(NOTHING.format(kind=BatchKind(kind).label))
    digest = file_hash(kind, [(str(line.pk), line.digest, line.attempt) for line in due])
    year = today().year
    series = f"{held.division_code}-EX-{year}"
    batch = Batch.objects.create(
        number=f"{series}-{next_number(series):04d}",
        station=held,
        division_code=held.division_code,
        kind=kind,
        file_hash=digest,
        lines=len(due),
        made_at=moment(),
        made_by=by,
    )
    BatchItem.objects.bulk_create(_items(batch, due))
    if kind == BatchKind.HOURS:
        mark_records(record_ids=[line.pk for line in due], state=ExportState.EXPORTED, by=by)
    return batch


@recorded(ExchangeEvent.FILE_TAKEN, keep=["batch"])
def note_file(*, batch: Batch, by: Actor) -> Batch:
    """Somebody took the file of the batch away; the same bytes each time."""
    return batch


def _items(batch: Batch, due: Sequence[Line]) -> list[BatchItem]:
    column = "record_id" if batch.kind == BatchKind.HOURS else "volunteer_id"
    return [
        BatchItem(
            batch=batch,
            line=number,
            content=json.dumps(line.values, ensure_ascii=False, sort_keys=True),
            content_hash=line.digest,
            **{column: line.pk},
        )
        for number, line in enumerate(due, start=1)
    ]
