"""Deeds as a workbook."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.audit.labels import detail_words, event_label, object_words
from liangzhan.audit.models import Event
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MOST_ROWS = 50_000
COLUMNS = [
    Column("时间", "at", width=20),
    Column("操作人", "who", width=16),
    Column("人员编号", "actor_uuid", width=38),
    Column("事项", "what", width=24),
    Column("对象", "object", width=20),
    Column("区划代码", "division_code", width=14),
    Column("要点", "details", width=40),
    Column("来源地址", "address", width=16),
    Column("记录编号", "uuid", width=38),
]


def events_workbook(rows: QuerySet[Event], *, sentence: str) -> bytes:
    """The newest deeds that match, at most MOST_ROWS, with the filters in the heading."""
    lines = (
        {
            "at": f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
            "who": row.by.label,
            "actor_uuid": str(row.by.uuid),
            "what": event_label(row.name),
            "object": object_words(row.object_label, row.object_id),
            "division_code": row.division_code,
            "details": detail_words(row.details),
            "address": row.address,
            "uuid": str(row.uuid),
        }
        for row in rows.order_by("-id")[:MOST_ROWS].iterator(chunk_size=1000)
    )
    heading = f"审计记录（{sentence or '全部'}）"
    return workbook_bytes([Sheet("审计记录", COLUMNS, lines, heading, note=f"最多导出最近的 {MOST_ROWS} 条。")])
