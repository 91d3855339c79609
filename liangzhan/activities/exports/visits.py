"""Visits as a workbook, and the sheet to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Visit
from liangzhan.activities.queries.visit_list import faces_in
from liangzhan.activities.rules.visits import SHANGHAI, is_household_occasion
from liangzhan.ledger.choices import OPEN_SERVICES, ServiceKind
from liangzhan.people.choices import ClientCategory
from liangzhan.people.rules.showing import Face
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

MOST = 5000
COLUMNS = [
    Column("日期", "on", "date"),
    Column("开始", "starts"),
    Column("结束", "ends"),
    Column("分钟", "minutes", "int"),
    Column("探访人", "worker"),
    Column("方式", "mode"),
    Column("服务内容", "service", width=20),
    Column("探访对象", "people", width=24),
    Column("人次", "heads", "int"),
    Column("户次", "households", "int"),
    Column("类别", "category", width=20),
    Column("见到的情形", "finding"),
    Column("下次日期", "next_on", "date"),
    Column("站点", "station", width=28),
]


def visits_workbook(rows: Any, actor: Actor) -> tuple[bytes, int]:
    """(workbook, number of rows): names masked as on the page; the texts stay where they are. At most 5,000 rows."""
    visits = list(rows[:MOST])
    faces, reads = faces_in(visits, actor), actor.reads("P3")
    told = [_row(visit, faces[visit.pk], reads) for visit in visits]
    note = f"只导出最近 {MOST:,} 条，请按月份筛选后分次导出。" if len(visits) == MOST else ""
    return workbook_bytes([Sheet("探访记录", COLUMNS, told, heading="探访记录", note=note)]), len(told)


def _row(visit: Visit, faces: Iterable[Face], reads: bool) -> dict[str, Any]:
    counted = [row for row in visit.persons.all() if row.counts]
    categories = [ClientCategory(row.category).label for row in visit.persons.all() if row.category]
    return {
        "on": visit.on,
        "starts": f"{visit.starts_at.astimezone(SHANGHAI):%H:%M}",
        "ends": f"{visit.ends_at.astimezone(SHANGHAI):%H:%M}",
        "minutes": visit.minutes,
        "worker": visit.worker.display_name,
        "mode": visit.get_mode_display(),
        "service": ServiceKind(visit.service_kind).label,
        "people": "、".join(face.called for face in faces),
        "heads": len(counted),
        "households": int(bool(counted) and is_household_occasion(visit.mode, visit.finding)),
        "category": "、".join(categories) if reads else "",
        "finding": visit.get_finding_display() if reads else "",
        "next_on": visit.next_on,
        "station": visit.station.name,
    }


def blank_sheet(place: str) -> bytes:
    """A PDF page to write on at the door; typed in later from “补录”."""
    kinds = "　".join(f"{code} {label}" for code, label in OPEN_SERVICES)
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": "探访记录表",
            "subtitle": place,
            "facts": [["探访人", ""], ["月份", ""]],
            "columns": [
                {"title": "序号", "width": "11mm", "align": "center"},
                {"title": "姓名或称呼", "width": "26mm"},
                {"title": "日期", "width": "18mm"},
                {"title": "起止时间", "width": "24mm"},
                {"title": "方式", "width": "18mm"},
                {"title": "内容代码", "width": "18mm"},
                "情况、发现的需求和处理",
                {"title": "下次日期", "width": "20mm"},
            ],
            "rows": [],
            "blank_rows": 8,
            "row_height": "17mm",
            "landscape": True,
            "notes": f"方式：入户、电话、陪同、来站、网络。没见到人的写“未见”。内容代码：{kinds}。7 天内补录到平台，原件归档。",
            "signatures": ["探访人", "补录人"],
        },
    )
