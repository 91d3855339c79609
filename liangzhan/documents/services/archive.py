"""Filing, freezing, extending; the volume made; who looked. Called by the rooms whose papers are filed, and by the head."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import ArchiveEvent, ArchiveKind
from liangzhan.documents.models import ArchiveItem, Consultation, KeptFile, SealedArchiveItem, SealedConsultation
from liangzhan.documents.queries.archive import Filed, filed
from liangzhan.documents.retention import period_of
from liangzhan.documents.rules import ZIP
from liangzhan.documents.services.files import keep_bytes
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today

Consulted = Consultation | SealedConsultation


@dataclass(frozen=True)
class FileFacts:
    """What a room says of a file that is closed. `station` is the id; `born_on` of whoever was served; nothing names him."""

    voucher: str
    kind: ArchiveKind
    number: str
    title: str
    maker: str
    station: int
    station_name: str
    division_code: str
    closed_on: dt.date
    born_on: dt.date | None = None


@recorded(ArchiveEvent.FILED)
def file_away(*, facts: FileFacts, by: Actor, sealed: bool = False) -> Filed:
    """Enter a closed file, with the retention period of the day; closed again after a reopening it counts from then.

    A sealed one is kept apart: call it inside the sealed deed of its case. A period that was extended is not shortened.
    """
    period = period_of(facts.kind, facts.closed_on, facts.division_code, facts.born_on)
    model = SealedArchiveItem if sealed else ArchiveItem
    row = filed(facts.voucher, sealed=sealed, lock=True)
    if row is None:
        row = model(voucher=facts.voucher, filed_at=moment(), filed_by=by)
        if isinstance(row, SealedArchiveItem):
            row.subject = UUID(facts.voucher.partition(":")[2])
    for name in ("kind", "number", "title", "maker", "station", "station_name", "division_code", "closed_on"):
        setattr(row, name, getattr(facts, name))
    row.years, row.basis, row.in_use = period.years, period.basis, False
    row.keep_until_on = max(period.until, row.keep_until_on) if row.pk else period.until
    row.save()
    return row


@recorded(ArchiveEvent.IN_USE)
def take_up_again(*, voucher: str, by: Actor, sealed: bool = False) -> Filed | None:
    """The file is worked on again: it cannot be destroyed until it is closed once more. Nothing when it was never filed."""
    row = filed(voucher, sealed=sealed, lock=True)
    if row is not None:
        row.in_use = True
        row.save(update_fields=["in_use"])
    return row


@recorded(ArchiveEvent.FROZEN, keep=["reason"])
def freeze(*, item: Filed, reason: str, by: Actor) -> Filed:
    """A dispute: nothing may be destroyed until it is lifted. The reason names the matter, never a person."""
    item = _locked(item)
    if item.frozen_at is not None:
        raise RuleBroken("这份档案已经冻结。")
    if isinstance(item, ArchiveItem) and item.lines.filter(list__state="APPROVED").exists():
        raise RuleBroken("这份档案在已批准的销毁清册上，请先联系批准的单位。")
    if not reason.strip():
        raise RuleBroken("请写明冻结原因。", field="reason")
    item.frozen_at, item.frozen_by, item.frozen_reason = moment(), by, reason.strip()[:200]
    item.save(update_fields=["frozen_at", "frozen_by", "frozen_reason"])
    return item


@recorded(ArchiveEvent.UNFROZEN, keep=["reason"])
def unfreeze(*, item: Filed, reason: str, by: Actor) -> Filed:
    """The dispute is settled; the reason stays in the record."""
    item = _locked(item)
    if item.frozen_at is None:
        raise RuleBroken("这份档案没有冻结。")
    if not reason.strip():
        raise RuleBroken("请写明解除冻结的原因。", field="reason")
    item.frozen_at, item.frozen_by, item.frozen_reason = None, None, ""
    item.save(update_fields=["frozen_at", "frozen_by", "frozen_reason"])
    return item


@recorded(ArchiveEvent.EXTENDED, keep=["until", "reason"])
def extend(*, item: Filed, until: dt.date, reason: str, by: Actor) -> Filed:
    """Keep it longer; a period is never shortened by hand."""
    item = _locked(item)
    if until <= item.keep_until_on:
        raise RuleBroken(f"新的期限要晚于现在的 {item.keep_until_on:%Y-%m-%d}。", field="until")
    if not reason.strip():
        raise RuleBroken("请写明延长的原因。", field="reason")
    item.keep_until_on = until
    item.save(update_fields=["keep_until_on"])
    return item


@recorded(ArchiveEvent.BOUND, keep=["pages"])
def keep_package(*, voucher: str, content: bytes, digest: str, pages: int, by: Actor, sealed: bool = False) -> KeptFile:
    """Keep a package that was just made, as the result of its job (it expires like any other), and note it on the file."""
    row = filed(voucher, sealed=sealed, lock=True)
    if row is not None:
        row.bound_at, row.bound_by, row.pages, row.digest = moment(), by, pages, digest
        row.save(update_fields=["bound_at", "bound_by", "pages", "digest"])
    return keep_bytes(content=content, title="案卷数据包", media_type=ZIP, by=by)


@recorded(ArchiveEvent.CONSULTED)
def consult(
    *, item: Filed, reader: str, office: str, purpose: str, from_on: dt.date, to_on: dt.date, by: Actor
) -> Consulted:
    """Allow somebody from outside to look at a file for some days; the approver is whoever enters it."""
    item = _locked(item)
    if to_on < from_on:
        raise RuleBroken("结束日期不能早于开始日期。", field="to_on")
    if to_on < today():
        raise RuleBroken("查阅期已经过去，请填写今后的日期。", field="to_on")
    rows: Any = Consultation.objects if isinstance(item, ArchiveItem) else SealedConsultation.objects
    made: Consulted = rows.create(
        item=item,
        number=_slip_number(item),
        reader=reader.strip(),
        office=office.strip(),
        purpose=purpose.strip(),
        from_on=from_on,
        to_on=to_on,
        approved_at=moment(),
        approved_by=by,
    )
    return made


@recorded(ArchiveEvent.GIVEN_BACK)
def end_consultation(*, consultation: Consulted, by: Actor) -> Consulted:
    """The reader is done."""
    rows: Any = type(consultation)._default_manager
    row: Consulted = rows.select_for_update(of=("self",)).get(pk=consultation.pk)
    if row.ended_on is not None:
        raise RuleBroken("这次查阅已经结束。")
    row.ended_on = today()
    row.save(update_fields=["ended_on"])
    return row


def _slip_number(item: Filed) -> str:
    """Running in the ordinary register; of a sealed file a number that does not count."""
    series = f"{item.division_code}-CY-{today():%Y}"
    if isinstance(item, SealedArchiveItem):
        return f"{series}-{uuid4().hex[:8].upper()}"
    return f"{series}-{next_number(f'archive:{series}'):04d}"


def _locked(item: Filed) -> Filed:
    rows: Any = type(item)._default_manager
    row: Filed = rows.select_for_update(of=("self",)).get(pk=item.pk)
    if row.destroyed_at is not None:
        raise RuleBroken("这份档案已经销毁。")
    return row
