"""Resources as a workbook, without contacts."""

from __future__ import annotations

from typing import Any

from liangzhan.needs.queries.resource_list import ResourceRow, rows_for
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MOST = 5000
COLUMNS = [
    Column("类型", "kind"),
    Column("名称", "name", width=24),
    Column("提供方", "owner", width=24),
    Column("社区内外", "side"),
    Column("说明", "description", width=40),
    Column("能提供多少", "capacity", width=24),
    Column("使用条件", "conditions", width=24),
    Column("有效期至", "valid_to", "date"),
    Column("估值（元）", "value", "number"),
    Column("估值依据", "basis", width=20),
    Column("凭据", "note", width=24),
    Column("最近确认", "confirmed_on", "date"),
    Column("使用次数", "times", "int"),
    Column("链接资源（元）", "linked", "number"),
    Column("站点", "station", width=28),
]


def resources_workbook(rows: Any) -> tuple[bytes, int]:
    """(workbook, number of rows). At most 5,000 rows."""
    lines = rows_for(list(rows[:MOST]), today())
    note = f"只导出前 {MOST:,} 条，请按类型筛选后分次导出。" if len(lines) == MOST else ""
    told = [_row(line) for line in lines]
    return workbook_bytes([Sheet("社区资源", COLUMNS, told, heading="社区资源台账", note=note)]), len(told)


def _row(line: ResourceRow) -> dict[str, Any]:
    row = line.resource
    return {
        "kind": row.get_kind_display(),
        "name": row.name,
        "owner": row.owner,
        "side": row.get_side_display(),
        "description": row.description,
        "capacity": row.capacity,
        "conditions": row.conditions,
        "valid_to": row.valid_to,
        "value": row.value_fen / 100 if row.value_fen else None,
        "basis": row.get_value_basis_display(),
        "note": row.value_note,
        "confirmed_on": row.confirmed_on,
        "times": line.times,
        "linked": line.linked_fen / 100,
        "station": row.station.name,
    }
