"""The list of cases as a workbook, without names; a paper for each form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from liangzhan.casework.queries.lists import CaseLine
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MOST = 2000
COLUMNS = [
    Column("案号", "number"),
    Column("站点", "station"),
    Column("阶段", "phase"),
    Column("类型", "formal"),
    Column("类别", "category"),
    Column("求助日期", "opened_on", kind="date"),
    Column("接案日期", "accepted_on", kind="date"),
    Column("结案日期", "closed_on", kind="date"),
    Column("过程记录次数", "contacts", kind="int"),
    Column("主责社工", "lead"),
    Column("下一项期限", "due"),
    Column("期限日期", "due_on", kind="date"),
]


def case_list(lines: Sequence[CaseLine], *, heading: str, on: dt.date) -> bytes:
    """The workbook of what is filtered: case numbers, never a name."""
    rows = [
        {
            "number": line.case.number or "尚未编号",
            "station": line.case.station.name,
            "phase": line.phase,
            "formal": "正式个案" if line.case.formal else "咨询",
            "category": line.category,
            "opened_on": line.case.opened_on,
            "accepted_on": line.case.accepted_on,
            "closed_on": line.case.closed_on,
            "contacts": line.contacts,
            "lead": line.lead,
            "due": line.due.verb if line.due else "",
            "due_on": line.due.due_on if line.due else None,
        }
        for line in lines
    ]
    return workbook_bytes([Sheet("个案台账", COLUMNS, rows, heading=heading, note=f"截至 {on:%Y-%m-%d}，不含姓名。")])


def form_paper(sheet: dict[str, Any]) -> bytes:
    """A form of a case as PDF; `sheet` is of `queries.sheets`."""
    return render_pdf("casework/form.typ", sheet)
