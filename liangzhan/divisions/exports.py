"""The register of an area as a workbook."""

from __future__ import annotations

import datetime as dt

from liangzhan.divisions.models import Division
from liangzhan.divisions.queries.register import export_rows
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("区划代码", "code", width=16),
    Column("名称", "name", width=28),
    Column("级别", "level", width=14),
    Column("上级", "parent", width=20),
    Column("社区类型", "community_type", width=14),
    Column("城乡分类代码", "urban_rural", width=14),
    Column("管理街道", "managed_by", width=20),
    Column("启用日期", "valid_from", kind="date"),
    Column("停用日期", "valid_to", kind="date"),
]


def units_workbook(division: Division, *, on: dt.date) -> bytes:
    """All units of the area as they were on the day."""
    heading = f"{division.name}行政区划（{on:%Y年%m月%d日}）"
    return workbook_bytes([Sheet("行政区划", COLUMNS, export_rows(division, on=on), heading)])
