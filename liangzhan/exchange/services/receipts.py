"""Reading a receipt: verdicts on lines, and what they mean for records and numbers (domain.md 6.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.exchange.choices import BatchKind, ExchangeEvent, Verdict
from liangzhan.exchange.models import Batch, BatchItem, Receipt
from liangzhan.exchange.queries.batches import newest_lines
from liangzhan.exchange.queries.waiting import values_now
from liangzhan.exchange.rules.bridge import Answer, content_hash, receipt_problem, settled, state_after
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.services.exporting import mark_numbers, mark_records

COLUMNS = ["verdict", "national_no", "reason"]


@recorded(ExchangeEvent.RECEIPT_READ, keep=["batch"])
def read_receipt(*, batch: Batch, answers: Sequence[Answer], file_hash: str, by: Actor) -> Receipt:
    """Take the verdicts of a receipt, all or none; the same file again answers like the first time and changes nothing.

    Only the newest line of an object says where it stands now. Raises RuleBroken for a receipt of another batch, unknown
    lines, a line told both ways, a rejection without a reason.
    """
    held = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if (read := held.receipts.filter(file_hash=file_hash).first()) is not None:
        return read
    items = {item.line: item for item in held.items.select_for_update(of=("self",)).defer("content").order_by("pk")}
    if problem := receipt_problem(answers, held.number, items):
        raise RuleBroken(problem, field="workbook")
    told = {one.line: one for one in answers}
    touched = [_take(items[line], answer) for line, answer in told.items()]
    BatchItem.objects.bulk_update(touched, COLUMNS)
    held.answered = sum(1 for item in items.values() if item.verdict)
    held.save(update_fields=["answered"])
    _settle(held.kind, touched, by)
    accepted = sum(1 for one in told.values() if one.verdict == Verdict.ACCEPTED)
    return Receipt.objects.create(
        batch=held,
        file_hash=file_hash,
        accepted=accepted,
        rejected=len(told) - accepted,
        read_at=moment(),
        read_by=by,
    )


def _take(item: BatchItem, answer: Answer) -> BatchItem:
    item.verdict = settled(item.verdict, answer.verdict)
    if answer.verdict == item.verdict:
        item.national_no = answer.national_no or item.national_no
        item.reason = answer.reason[:200] if item.verdict == Verdict.REJECTED else ""
    return item


def _settle(kind: str, touched: Sequence[BatchItem], by: Actor) -> None:
    """Move the objects whose newest line was answered."""
    by_object: dict[Any, BatchItem] = {
        item.record_id or item.volunteer_id: item for item in newest_lines(kind, touched)
    }
    now = values_now(kind, by_object)
    if kind == BatchKind.HOURS:
        _settle_records(by_object, now, by)
        return
    accepted = {pk: now[pk]["national_no"] for pk, item in by_object.items() if pk in now and _same(item, now[pk])}
    mark_numbers(accepted=accepted, by=by)


def _same(item: BatchItem, values: Mapping[str, str]) -> bool:
    return item.verdict == Verdict.ACCEPTED and item.content_hash == content_hash(values)


def _settle_records(by_object: Mapping[int, BatchItem], now: Mapping[int, dict[str, str]], by: Actor) -> None:
    verified = set(
        ServiceRecord.objects.filter(pk__in=by_object, state=RecordState.VERIFIED).values_list("pk", flat=True)
    )
    groups: dict[str, list[int]] = {}
    for pk, item in by_object.items():
        # A record that counts no more is not what was sent, whatever the other side says of it.
        today_hash = content_hash(now[pk]) if pk in verified else ""
        groups.setdefault(state_after(item.verdict, item.content_hash, today_hash), []).append(pk)
    for state, pks in sorted(groups.items()):
        mark_records(record_ids=pks, state=state, by=by)
