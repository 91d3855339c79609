"""The user's own rows back, with what is wrong marked and said, ready to mend and upload again."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from typing import Any

from liangzhan.toolkit.spreadsheets.layout import REASON, Problem, Table, normal
from liangzhan.toolkit.spreadsheets.write import LONGEST_CELL, Book, sheet_name, width_of

LIST_SHEET = "问题清单"


def error_workbook(table: Table) -> bytes:
    """All rows as they came (formulas as the values they had), wrong cells red, and a last column 原因.

    A second sheet lists every problem, also those of the table as a whole. `read_table` takes the file back once mended.
    """
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in table.all_problems:
        by_row[problem.row].append(problem)
    width = max((len(row) for row in table.cells), default=0)
    reason_at = _reason_column(table, width)
    target = io.BytesIO()
    book = Book(target)
    page = book.book.add_worksheet(sheet_name(table.sheet))
    for name, place in table.positions.items():
        meant = table.layout.column(name)
        page.set_column(place - 1, place - 1, width_of(meant), book.formats["text"] if meant.kind == "text" else None)
    page.set_column(reason_at, reason_at, 60)
    page.freeze_panes(table.header_row, 0)
    for index, cells in enumerate(table.cells):
        problems = by_row.get(index + 1, [])
        wrong = {problem.column - 1 for problem in problems if problem.column}
        for column in range(width):
            if column != reason_at:
                cell = cells[column] if column < len(cells) else None
                _put(book, page, index, column, cell, column in wrong, index + 1 == table.header_row)
        _put_reason(book, page, index, reason_at, problems, index + 1 == table.header_row)
    _list_problems(book, table)
    book.close()
    return target.getvalue()


def _reason_column(table: Table, width: int) -> int:
    """0-based: the 原因 column of an earlier error workbook is used again, else a new last one."""
    header = table.cells[table.header_row - 1]
    return next((index for index, cell in enumerate(header) if normal(cell) == REASON), width)


def _put(book: Book, page: Any, row: int, column: int, cell: Any, wrong: bool, header: bool) -> None:
    value = _as_typed(cell)
    look = None
    if header:
        look = book.formats["header"]
    elif wrong:
        look = book.formats["wrong_date" if isinstance(value, dt.date) else "wrong"]
    if look or value not in (None, ""):
        book.put(page, row, column, value, look)


def _as_typed(cell: Any) -> Any:
    """A reader gives every number as float: show whole ones as whole. Times of day as text."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return int(cell)
    if isinstance(cell, dt.time | dt.timedelta):
        return str(cell)
    return cell


def _put_reason(book: Book, page: Any, row: int, column: int, problems: list[Problem], header: bool) -> None:
    if header:  # must stay readable for the next upload
        page.write_string(row, column, REASON, book.formats["header"])
    elif problems:
        page.write_string(row, column, " ".join(map(str, problems))[:LONGEST_CELL], book.formats["wrong"])


def _list_problems(book: Book, table: Table) -> None:
    page = book.book.add_worksheet(LIST_SHEET if table.sheet != LIST_SHEET else f"{LIST_SHEET}2")
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 90)
    page.write_row(0, 0, ["单元格", "问题"], book.formats["header"])
    for index, problem in enumerate(table.all_problems, start=1):
        book.put(page, index, 0, problem.cell)
        book.put(page, index, 1, str(problem))
