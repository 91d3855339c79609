"""The register of awards as a workbook: name, day, giver (办法 §9)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.credentials.choices import AwardLevel
from liangzhan.credentials.models import Award
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("获奖人", "label"),
    Column("站点", "station"),
    Column("表彰名称", "name"),
    Column("级别", "level", kind="choice", choices=AwardLevel.choices),
    Column("授予日期", "awarded_on", kind="date"),
    Column("授予单位", "giver"),
    Column("登记情况", "state"),
]
MOST = 20000


def awards_workbook(rows: QuerySet[Award]) -> bytes:
    """What is filtered, the newest first."""

    def line(row: Award) -> dict[str, Any]:
        return {
            "label": row.label,
            "station": row.station.name,
            "name": row.name,
            "level": row.level,
            "awarded_on": row.awarded_on,
            "giver": row.giver,
            "state": f"已撤销：{row.withdrawn_reason}" if row.withdrawn_at else "有效",
        }

    found = rows.select_related("station").order_by("-awarded_on", "-id")[:MOST]
    return workbook_bytes([Sheet("表彰登记", COLUMNS, (line(row) for row in found), heading="表彰登记")])
