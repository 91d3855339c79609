"""Destroying one sealed file: asked for by the head, decided by a second person who is entitled, carried out at once.

All of it is recorded apart (every service is handed a row with a `sealed_subject`), in no list, series or log that others read.
"""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import ArchiveEvent
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import SealedArchiveItem, SealedDestruction
from liangzhan.documents.rules.retention import appraisal_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded(ArchiveEvent.DRAFTED)
def ask_to_destroy(*, item: SealedArchiveItem, appraisal: str, appraisers: str, by: Actor) -> SealedDestruction:
    """Ask for the destruction of an expired file, with the report of 鉴定. Raises RuleBroken at the field."""
    field, sentence = appraisal_problem(appraisal, appraisers)
    if sentence:
        raise RuleBroken(sentence, field=field)
    held = _held(item)
    if held.destructions.filter(approved__isnull=True).exists():
        raise RuleBroken("已经报送，正在等待批准。")
    made: SealedDestruction = held.destructions.create(
        appraisal=appraisal.strip(), appraisers=appraisers.strip(), drafted_at=moment(), drafted_by=by
    )
    return made


@recorded(ArchiveEvent.APPROVED)
def approve_sealed(*, row: SealedDestruction, by: Actor, note: str = "") -> SealedDestruction:
    """Agreed by another entitled person: the texts go in the same moment; the row stays as proof."""
    held = _decided(row, by, note, approved=True)
    item = _held(held.item)
    keeper, uuid = keeper_of(item.voucher)
    keeper.erase(uuid, by)
    item.destroyed_at, item.destroyed_by = moment(), by
    item.save(update_fields=["destroyed_at", "destroyed_by"])
    return held


@recorded(ArchiveEvent.RETURNED)
def return_sealed(*, row: SealedDestruction, note: str, by: Actor) -> SealedDestruction:
    """Not agreed: the file stays, and may be asked for again. Raises RuleBroken without a reason."""
    if not note.strip():
        raise RuleBroken("请写明退回的理由。", field="note")
    return _decided(row, by, note, approved=False)


def _decided(row: SealedDestruction, by: Actor, note: str, *, approved: bool) -> SealedDestruction:
    held = SealedDestruction.objects.select_for_update(of=("self",)).select_related("item").get(pk=row.pk)
    if held.approved is not None:
        raise RuleBroken("已经办理过了，请刷新页面。")
    if by.uuid == held.drafted_by.uuid:
        raise RuleBroken("报送人不能批准自己的申请。")
    held.approved, held.decided_at, held.decided_by, held.note = approved, moment(), by, note.strip()
    held.save()
    return held


def _held(item: SealedArchiveItem) -> Any:
    held = SealedArchiveItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if keeper_of(held.voucher)[0].lasting:
        raise RuleBroken("强制报告的内容不可更改，平台不销毁强制报告。")
    if reason := held.blocked(today()):
        raise RuleBroken(reason)
    return held
