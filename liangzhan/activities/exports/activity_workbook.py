"""The register of community activities as a workbook: heads, never names."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from liangzhan.activities.choices.activity import ActivityKind, ActivityState, WorkDomain
from liangzhan.activities.models import Activity
from liangzhan.activities.queries.activity_page import heads_of
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("档案号", "number"),
    Column("名称", "name"),
    Column("站点", "station"),
    Column("工作领域", "domain", kind="choice", choices=WorkDomain.choices),
    Column("形式", "kind", kind="choice", choices=ActivityKind.choices),
    Column("日期", "on", kind="date"),
    Column("地点", "place"),
    Column("负责人", "leader"),
    Column("预计人数", "expected", kind="int"),
    Column("参加人次", "attended", kind="int"),
    Column("状态", "state", kind="choice", choices=ActivityState.choices),
]
MOST = 5000


def activities_workbook(rows: QuerySet[Activity]) -> bytes:
    """What is filtered, the newest first."""
    found = list(rows.select_related("station", "leader", "occasion").order_by("-occasion__starts_at", "-pk")[:MOST])
    heads = heads_of([row.pk for row in found])

    def line(row: Activity) -> dict[str, Any]:
        plain = {name: getattr(row, name) for name in ("number", "name", "domain", "kind", "state")}
        told = {"station": row.station.name, "leader": row.leader.display_name, "place": row.occasion.place}
        numbers = {"expected": row.expected_heads, "attended": heads.get(row.pk)}
        return plain | told | numbers | {"on": localtime(row.occasion.starts_at).date()}

    return workbook_bytes([Sheet("社区活动名册", COLUMNS, [line(row) for row in found], heading="社区活动名册")])
