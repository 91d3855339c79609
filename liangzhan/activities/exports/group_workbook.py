"""The register of groups as a workbook: no name of a member."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.activities.choices.groups import GroupState, GroupType
from liangzhan.activities.models import Group
from liangzhan.activities.queries.group_page import counts_of
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("档案号", "number"),
    Column("名称", "name"),
    Column("站点", "station"),
    Column("类型", "type", kind="choice", choices=GroupType.choices),
    Column("带组人", "leader"),
    Column("开始日期", "starts_on", kind="date"),
    Column("结束日期", "ends_on", kind="date"),
    Column("组员", "members", kind="int"),
    Column("计划节数", "planned", kind="int"),
    Column("已举行节数", "held", kind="int"),
    Column("状态", "state", kind="choice", choices=GroupState.choices),
]
MOST = 5000


def groups_workbook(rows: QuerySet[Group]) -> bytes:
    """What is filtered, the newest first."""
    found = list(rows.select_related("station", "leader").order_by("-starts_on", "-pk")[:MOST])
    counts = counts_of([row.pk for row in found])

    def line(row: Group) -> dict[str, Any]:
        members, held = counts[row.pk]
        plain = ("number", "name", "type", "starts_on", "ends_on", "state")
        told = {"station": row.station.name, "leader": row.leader.display_name, "planned": row.sessions_planned}
        return {name: getattr(row, name) for name in plain} | told | {"members": members, "held": held}

    return workbook_bytes([Sheet("小组名册", COLUMNS, [line(row) for row in found], heading="小组名册")])
