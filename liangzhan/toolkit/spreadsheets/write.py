"""Writing workbooks: header, widths for Chinese, frozen panes, number formats, and never a live formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liangzhan.toolkit.spreadsheets.layout import Column, Layout

LONGEST_CELL = 32_767  # characters, Excel's own limit
_WIDTHS = {"text": 18, "int": 10, "number": 14, "date": 12, "bool": 8, "choice": 14}
_BOOK_DATE = dt.datetime(2020, 1, 1)  # fixed, so that the same rows make the same bytes
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "header": {
        "bold": True,
        "bg_color": "#E8EEF4",
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "text": {"border": 1, "num_format": "@", "valign": "top", "text_wrap": True},
    "int": {"border": 1, "num_format": "0", "valign": "top"},
    "number": {"border": 1, "num_format": "#,##0.00", "valign": "top"},
    "date": {"border": 1, "num_format": "yyyy-mm-dd", "valign": "top"},
    "moment": {"border": 1, "num_format": "yyyy-mm-dd hh:mm", "valign": "top"},
    "wrong": {"border": 1, "bg_color": "#F8C9C4", "valign": "top", "text_wrap": True},
    "wrong_date": {"border": 1, "bg_color": "#F8C9C4", "valign": "top", "num_format": "yyyy-mm-dd"},
    "note": {"italic": True, "font_color": "#555555"},
}
Values = Mapping[str, Any] | Sequence[Any]


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows are mappings by column name, or values in the order of the columns; any iterable, read once.

    heading: a title line above the header. total: a last row in bold. note: a line below everything.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Values] = ()
    heading: str = ""
    total: Values | None = None
    note: str = ""


class Book:
    """A workbook being written, row after row, with few rows in memory."""

    def __init__(self, target: str | Path | BinaryIO) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self.book = xlsxwriter.Workbook(str(target) if isinstance(target, str | Path) else target, options)
        self.book.set_properties({"created": _BOOK_DATE})
        self.formats: dict[str, Format] = {
            name: self.book.add_format({"font_name": "宋体", **look}) for name, look in _FORMATS.items()
        }
        self.bold = {
            name: self.book.add_format({"font_name": "宋体", **_FORMATS[name], "bold": True})
            for name in ("text", "int", "number", "date", "moment")
        }

    def put(
        self, sheet: Worksheet, row: int, column: int, value: Any, look: Format | None = None, bold: bool = False
    ) -> None:
        """Write one value by its type (0-based place). Text is written as text, whatever it begins with."""
        looks = self.bold if bold else self.formats
        if isinstance(value, dt.datetime):
            value = timezone.make_naive(value) if timezone.is_aware(value) else value
            sheet.write_datetime(row, column, value, look or looks["moment"])
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, look or looks["date"])  # type: ignore[arg-type]
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否", look or looks["text"])
        elif isinstance(value, int) and abs(value) < 10**15:
            sheet.write_number(row, column, value, look or looks["int"])
        elif isinstance(value, float | Decimal):
            sheet.write_number(row, column, float(value), look or looks["number"])
        elif value is None or value == "":
            sheet.write_blank(row, column, None, look or looks["text"])
        else:
            sheet.write_string(row, column, str(value)[:LONGEST_CELL], look or looks["text"])

    def close(self) -> None:
        self.book.close()


def sheet_name(title: str) -> str:
    """A title as Excel allows it for a sheet: 31 characters, without []:*?/\\ and outer apostrophes."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "表"


def width_of(column: Column) -> int:
    """Characters: a Chinese one counts two; a title of more than one line's width wraps."""
    if column.width:
        return column.width
    title = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in column.title)
    return max(_WIDTHS[column.kind], min(title + 2, 24))


def _shown(column: Column, value: Any) -> Any:
    if column.kind == "choice":
        return next((label for known, label in column.choices if known == value), value)
    if column.kind == "text" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _in_order(sheet: Sheet, row: Values) -> list[Any]:
    if isinstance(row, Mapping):
        return [_shown(column, row.get(column.name)) for column in sheet.columns]
    return [_shown(column, value) for column, value in zip(sheet.columns, row, strict=True)]


def _write_sheet(book: Book, sheet: Sheet) -> None:
    page = book.book.add_worksheet(sheet_name(sheet.title))
    for index, column in enumerate(sheet.columns):
        # The column's own format keeps what is typed into a template: long digits stay text.
        page.set_column(index, index, width_of(column), book.formats["text"] if column.kind == "text" else None)
    at = 0
    if sheet.heading:
        page.set_row(0, 30)
        if len(sheet.columns) > 1:  # merged above the header only, which the reader allows
            page.merge_range(0, 0, 0, len(sheet.columns) - 1, sheet.heading, book.formats["title"])
        else:
            page.write_string(0, 0, sheet.heading, book.formats["title"])
        at = 1
    for index, column in enumerate(sheet.columns):
        page.write_string(at, index, column.title, book.formats["header"])
    page.freeze_panes(at + 1, 0)
    page.repeat_rows(at)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    header, at = at, at + 1
    for row in sheet.rows:
        for index, value in enumerate(_in_order(sheet, row)):
            book.put(page, at, index, value)
        at += 1
    _offer_choices(page, sheet, header + 1, max(at, header + 1000))
    if sheet.total is not None:
        for index, value in enumerate(_in_order(sheet, sheet.total)):
            book.put(page, at, index, value, bold=True)
        at += 1
    if sheet.note:
        page.write_string(at, 0, sheet.note, book.formats["note"])


def _offer_choices(page: Worksheet, sheet: Sheet, first: int, last: int) -> None:
    """A list to choose from in the columns that have few choices (Excel takes 255 characters)."""
    for index, column in enumerate(sheet.columns):
        labels = ["是", "否"] if column.kind == "bool" else [str(label) for _, label in column.choices]
        if labels and len(",".join(labels)) <= 255:
            page.data_validation(
                first, index, last, index, {"validate": "list", "source": labels, "ignore_blank": True}
            )


def write_workbook(target: str | Path | BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write the sheets to a path or an open binary file."""
    book = Book(target)
    for sheet in sheets:
        _write_sheet(book, sheet)
    book.close()


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The same, in memory."""
    target = io.BytesIO()
    write_workbook(target, sheets)
    return target.getvalue()


def template_workbook(layout: Layout, *, title: str, heading: str = "", rows: Iterable[Values] = ()) -> bytes:
    """An empty workbook to fill in (or with sample rows), which `read_table` with the same layout reads back."""
    return workbook_bytes([Sheet(title, layout.columns, rows, heading)])
