"""The street's attendance as a workbook: one row a worker and day; the template comes with names filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from liangzhan.staff.choices.attendance import SAID_STATUSES
from liangzhan.staff.models import Post
from liangzhan.staff.queries.attendance_sheet import SheetRow
from liangzhan.toolkit.spreadsheets import Column, Layout, Sheet, Table, read_table, workbook_bytes

MAX_ROWS = 20_000
COLUMNS = [
    Column("站点", "station", required=True, max_length=80, width=30),
    Column("姓名", "name", required=True, max_length=40, width=12),
    Column("人员编号", "number", "int", minimum=1, width=10),
    Column("日期", "on", "date", required=True),
    Column("考勤情况", "status", "choice", required=True, choices=SAID_STATUSES),
    Column("工时（小时）", "hours", "number", minimum=0, maximum=24, aliases=("工时",)),
]
LAYOUT = Layout(COLUMNS)


def read_sheet(file: Any) -> tuple[Table, list[SheetRow]]:
    """The table as read, and the rows that could be read; the same worker and day twice is refused here."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    rows: list[SheetRow] = []
    for row in table.rows:
        if row.problems:
            continue
        values = row.values
        hours = values.get("hours")
        rows.append(
            SheetRow(
                row.number,
                values["station"],
                values["name"],
                values.get("number"),
                values["on"],
                values["status"],
                None if hours is None else round(hours * 60),
            )
        )
    return table, rows


def refuse_rows(table: Table, problems: Iterable[tuple[int, str, str]]) -> None:
    """Write reasons (row number, column, sentence) into the table, for the preview and the error workbook."""
    by_number = {row.number: row for row in table.rows}
    for number, column, reason in problems:
        table.refuse(by_number[number], column if column in table.positions else "", reason)


def sheet_template(posts: Iterable[Post], days: list[dt.date]) -> bytes:
    """Names and workdays of the month filled in; the street adds what each day was."""
    rows = (
        {"station": post.station.name, "name": post.worker.display_name, "number": post.worker_id, "on": day}
        for post in posts
        for day in days
        if post.is_in_force(day)
    )
    return workbook_bytes([Sheet("街道考勤表", COLUMNS, rows)])
