"""Needs as a workbook: no names, no words of a named need."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.needs.queries.need_list import NeedRow, rows_for
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MOST = 5000
COLUMNS = [
    Column("编号", "number", width=30),
    Column("提出日期", "raised_on", "date"),
    Column("来源", "source"),
    Column("类别", "category", width=14),
    Column("涉及人群", "group", width=14),
    Column("需求内容", "text", width=50),
    Column("涉及人数", "persons", "int"),
    Column("紧急程度", "urgency"),
    Column("重要程度", "importance"),
    Column("状态", "state"),
    Column("几天后答复", "days", "int"),
    Column("首次服务日期", "served_on", "date"),
    Column("转介到", "referred_to", width=24),
    Column("站点", "station", width=28),
]


def needs_workbook(rows: Any, actor: Actor) -> tuple[bytes, int]:
    """(workbook, number of rows). At most 5,000 rows."""
    lines = rows_for(list(rows[:MOST]), actor)
    note = f"只导出最近 {MOST:,} 条，请按年份筛选后分次导出。" if len(lines) == MOST else ""
    told = [_row(line) for line in lines]
    return workbook_bytes([Sheet("居民需求", COLUMNS, told, heading="居民需求", note=note)]), len(told)


def _row(line: NeedRow) -> dict[str, Any]:
    need = line.need
    return {
        "number": need.number,
        "raised_on": need.raised_on,
        "source": need.get_source_display(),
        "category": need.get_category_display(),
        "group": "" if need.is_named else need.get_group_display(),
        "text": "（涉及个人，不导出）" if line.hidden else line.text,
        "persons": need.persons_concerned,
        "urgency": need.get_urgency_display(),
        "importance": need.get_importance_display(),
        "state": need.get_state_display(),
        "days": line.days,
        "served_on": need.served_on,
        "referred_to": need.referred_to,
        "station": need.station.name,
    }
