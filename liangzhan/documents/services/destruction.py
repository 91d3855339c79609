"""Destroying what has expired: the list with its appraisal, the second approval, the deed, the certificate.

Nothing goes without a report of 鉴定 and somebody else's approval (档案法实施条例 §24; domain.md 5.9).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import ArchiveEvent, ListState
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import ArchiveItem, DestructionLine, DestructionList
from liangzhan.documents.papers import Marks
from liangzhan.documents.queries.archive import items_of_list
from liangzhan.documents.rules.retention import LISTS, appraisal_problem
from liangzhan.documents.services.files import issue_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(ArchiveEvent.DRAFTED)
def draft_list(*, items: Sequence[ArchiveItem], appraisal: str, appraisers: str, by: Actor) -> DestructionList:
    """Send a list to street or county. Every file of it belongs to one station and may go today."""
    if not items:
        raise RuleBroken("请至少选择一份档案。", field="items")
    field, sentence = appraisal_problem(appraisal, appraisers)
    if sentence:
        raise RuleBroken(sentence, field=field)
    held = _held([one.pk for one in items])
    if len({one.station for one in held}) != 1:
        raise RuleBroken("一份清册只能列一个站点的档案，请按站点分别报送。", field="items")
    _insist(held)
    if len(held) != ArchiveItem.objects.filter(pk__in=[one.pk for one in held]).due(today()).count():
        raise RuleBroken("有的档案已经在另一份等待办理的清册上，请刷新后重选。", field="items")
    first = held[0]
    series = f"{first.division_code}-XH-{today():%Y}"
    row = DestructionList.objects.create(
        number=f"{series}-{next_number(f'archive:{series}'):04d}",
        station=first.station,
        station_name=first.station_name,
        division_code=first.division_code,
        appraisal=appraisal.strip(),
        appraisers=appraisers.strip(),
        state_since=today(),
        drafted_at=moment(),
        drafted_by=by,
    )
    DestructionLine.objects.bulk_create(DestructionLine(list=row, item=one) for one in held)
    return row


@recorded(ArchiveEvent.APPROVED, keep=["note"])
def approve_list(*, row: DestructionList, by: Actor, note: str = "") -> DestructionList:
    """Street or county agrees; never whoever sent the list."""
    _check_second(row, by)
    _insist(_held(items_of_list(row).values_list("pk", flat=True)))
    return move(row, ListState.APPROVED, table=LISTS, by=by, **_decided(note, by))


@recorded(ArchiveEvent.RETURNED, keep=["note"])
def return_list(*, row: DestructionList, note: str, by: Actor) -> DestructionList:
    """Not agreed: the files stay, the head may send another list."""
    _check_second(row, by)
    if not note.strip():
        raise RuleBroken("请写明退回的理由。", field="note")
    return move(row, ListState.RETURNED, table=LISTS, by=by, reason=note.strip(), **_decided(note, by))


@recorded(ArchiveEvent.EXECUTED)
def start_destruction(*, row: DestructionList, by: Actor) -> Job:
    """Carry an approved list out, in the background."""
    if row.state != ListState.APPROVED:
        raise RuleBroken("清册还没有批准，不能销毁。")
    return enqueue("documents.tasks.destroy_list", by=by, title="销毁档案", scope_note=row.number, list_id=row.pk)


@recorded(ArchiveEvent.DESTROYED)
def destroy_item(*, item: ArchiveItem, row: DestructionList, by: Actor) -> ArchiveItem:
    """One file of an approved list: its room blanks what was written; the row and what the ledger counted stay.

    Refused when it was frozen, extended or reopened meanwhile: it then stays, and the certificate says so.
    """
    if row.state != ListState.APPROVED or not row.lines.filter(item=item).exists():
        raise RuleBroken("这份档案不在已批准的清册上。")
    (held,) = _held([item.pk])
    _insist([held])
    keeper, uuid = keeper_of(held.voucher)
    keeper.erase(uuid, by)
    held.destroyed_at, held.destroyed_by = moment(), by
    held.save(update_fields=["destroyed_at", "destroyed_by"])
    return held


@recorded(ArchiveEvent.EXECUTED)
def close_list(*, row: DestructionList, by: Actor) -> DestructionList:
    """All that could go is gone: the certificate is issued and the list ends."""
    items = list(items_of_list(row))
    gone = [one for one in items if one.destroyed_at is not None]
    paper = issue_paper(
        kind="销毁证明",
        title="档案销毁证明",
        series=f"{row.division_code}-XHZM-{today():%Y}",
        division_code=row.division_code,
        facts={"站点": row.station_name, "清册": row.number, "销毁": f"{len(gone)} 卷", "日期": f"{today():%Y-%m-%d}"},
        pdf=lambda marks: render_pdf("toolkit/official_paper.typ", _certificate(row, items, marks)),
        by=by,
    )
    told: dict[str, Any] = {"executed_at": moment(), "executed_by": by, "paper": paper}
    return move(row, ListState.EXECUTED, table=LISTS, by=by, **told)


def _certificate(row: DestructionList, items: Sequence[ArchiveItem], marks: Marks) -> dict[str, Any]:
    """Data of the certificate: what went, what stayed, who decided; nobody who was served."""
    lines = [
        [
            one.number,
            one.get_kind_display(),
            f"{one.closed_on}",
            f"{one.keep_until_on}",
            "已销毁" if one.destroyed_at else "未销毁",
        ]
        for one in items
    ]
    decided = row.decided_by.label if row.decided_by else ""
    return {
        "title": "档案销毁证明",
        "number": marks.number,
        "sender": row.station_name,
        "date": f"{today():%Y-%m-%d}",
        "blocks": [
            {
                "facts": [
                    ["清册", row.number],
                    ["报送人", row.drafted_by.label],
                    ["批准人", decided],
                    ["鉴定人员", row.appraisers],
                ]
            },
            {"text": f"鉴定意见：{row.appraisal}"},
            {"table": {"columns": ["档号", "种类", "办结日期", "保管至", "结果"], "rows": lines}},
            {
                "text": "所列档案的文字内容和附件已从平台清除；统计数据和本证明保留。标为“未销毁”的，因冻结、延期或重开而继续保管。"
            },
            {"notice": f"核验本证明：{marks.address}"},
        ],
    }


def _held(ids: Iterable[int]) -> list[ArchiveItem]:
    return list(ArchiveItem.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk"))


def _insist(items: Sequence[ArchiveItem]) -> None:
    for one in items:
        if reason := one.blocked(today()):
            raise RuleBroken(f"{one.number}：{reason}", field="items")


def _check_second(row: DestructionList, by: Actor) -> None:
    if by.uuid == row.drafted_by.uuid:
        raise RuleBroken("报送人不能批准自己的清册。")


def _decided(note: str, by: Actor) -> dict[str, Any]:
    return {"decided_at": moment(), "decided_by": by, "note": note.strip()[:300]}
