"""Allowance lists as a workbook, and the list of a station and month to print and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from liangzhan.staff.models import AllowanceLine, AllowanceList
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.toolkit.templating import yuan

COLUMNS = [
    Column("月份", "month"),
    Column("站点", "station", width=30),
    Column("姓名", "name"),
    Column("种类", "kind"),
    Column("所属月份", "for_month"),
    Column("级别", "level"),
    Column("发放", "eligible", "bool"),
    Column("金额（元）", "yuan", "number"),
    Column("理由", "reasons", width=40),
    Column("名单状态", "state", width=16),
    Column("发放日期", "paid_on", "date"),
]


def _row(line: AllowanceLine) -> dict[str, Any]:
    held = line.allowance_list
    return {
        "month": held.month,
        "station": held.station.name,
        "name": line.worker.display_name,
        "kind": line.get_kind_display(),
        "for_month": line.for_month,
        "level": line.get_level_display(),
        "eligible": line.eligible,
        "yuan": line.fen / 100,
        "reasons": "；".join(line.reasons),
        "state": held.get_state_display(),
        "paid_on": held.paid_on,
    }


def lines_in(lists: QuerySet[AllowanceList]) -> QuerySet[AllowanceLine]:
    """Every line of the lists, in their order."""
    rows = AllowanceLine.objects.filter(allowance_list__in=lists.order_by().values("pk"))
    return rows.select_related("allowance_list__station", "worker").order_by("allowance_list_id", "id")


def allowance_workbook(lines: Iterable[AllowanceLine]) -> bytes:
    """One row per person and list, also who has none, with the reason."""
    rows: Iterator[dict[str, Any]] = map(_row, lines)
    return workbook_bytes([Sheet("职业津贴", COLUMNS, rows, heading="社会工作者职业津贴名单")])


def list_paper(held: AllowanceList, lines: list[AllowanceLine]) -> bytes:
    """The list to sign: who has how much; not who has none."""
    paid = [line for line in lines if line.eligible]
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": f"{held.month} 社会工作者职业津贴名单",
            "subtitle": held.station.name,
            "facts": [
                ["状态", held.get_state_display()],
                ["人数", str(len({line.worker_id for line in paid}))],
                ["合计", yuan(sum(line.fen for line in paid))],
            ],
            "columns": [
                {"title": "序号", "width": "14mm", "align": "center"},
                {"title": "姓名", "width": "26mm"},
                {"title": "级别", "width": "34mm"},
                {"title": "所属月份", "width": "22mm"},
                {"title": "金额", "width": "26mm", "align": "right"},
                "说明",
            ],
            "rows": [
                [
                    str(at),
                    line.worker.display_name,
                    line.get_level_display() or line.get_kind_display(),
                    line.for_month,
                    yuan(line.fen),
                    "；".join(line.reasons),
                ]
                for at, line in enumerate(paid, start=1)
            ],
            "notes": "平台不经办发放，只登记发放日期。",
            "signatures": ["站点", "乡镇（街道）", "县（市、区）"],
        },
    )
