"""A station's month on A4 and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from liangzhan.staff.models import MonthSheet
from liangzhan.staff.queries.month_table import LEGEND, Row, day_titles, sum_titles
from liangzhan.stations.models import Station
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.toolkit.templating import day


def title_of(month_on: dt.date) -> str:
    """2020年6月考勤表."""
    return f"{month_on.year}年{month_on.month}月考勤表"


def month_pdf(
    station: Station, month_on: dt.date, days: Sequence[dt.date], rows: Sequence[Row], sheet: MonthSheet | None
) -> bytes:
    """A4 landscape, one line a worker; signed by hand below."""
    sums = sum_titles(confirmed=sheet is not None)
    columns = [
        {"title": "姓名", "width": "18mm"},
        *({"title": f"{number}\n{weekday}", "width": 1, "align": "center"} for number, weekday in day_titles(days)),
        *({"title": "\n".join(title), "width": "7.6mm", "align": "center"} for _, title in sums),
    ]
    printed = [
        [row.name, *(cell.sign for cell in row.cells), *(str(row.sums[name]) for name, _ in sums)] for row in rows
    ]
    confirmed = "尚未确认"
    if sheet is not None:
        confirmed = f"{sheet.confirmed_by.label}，{day(sheet.confirmed_at)}，第 {sheet.version} 版"
    facts = [("站点", station.name), ("确认", confirmed)]
    if sheet is not None and sheet.countersigned_by is not None:
        facts.append(("复核", sheet.countersigned_by.label))
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": title_of(month_on),
            "columns": columns,
            "facts": facts,
            "rows": printed,
            "numbered": False,
            "row_height": "8mm",
            "landscape": True,
            "notes": f"说明：{LEGEND}。工时、外勤以小时计；兼职人员按确认工时。",
            "signatures": ["站长", "复核人"],
        },
    )


def month_workbook(
    station: Station, month_on: dt.date, days: Sequence[dt.date], rows: Sequence[Row], sheet: MonthSheet | None
) -> bytes:
    """The same as a workbook."""
    columns = [
        Column("姓名", "name", width=12),
        Column("专兼职", "employment", width=8),
        *(Column(f"{number}日", f"d{number}", width=5) for number, _ in day_titles(days)),
        *(Column(title, name, "number", width=9) for name, title in sum_titles(confirmed=sheet is not None)),
    ]
    values = (
        {
            "name": row.name,
            "employment": "兼职" if row.part_time else "专职",
            **{f"d{number}": cell.sign for number, cell in enumerate(row.cells, 1)},
            **row.sums,
        }
        for row in rows
    )
    heading = f"{station.name}{title_of(month_on)}"
    return workbook_bytes([Sheet(f"{month_on:%Y-%m}", columns, values, heading=heading, note=f"{LEGEND}。")])
