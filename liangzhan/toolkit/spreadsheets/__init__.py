"""Workbooks in and out: every refusal names row and column, nothing that goes out can calculate."""

from liangzhan.toolkit.spreadsheets.errors import error_workbook
from liangzhan.toolkit.spreadsheets.headings import read_headings
from liangzhan.toolkit.spreadsheets.layout import Column, Layout, Problem, Row, Table
from liangzhan.toolkit.spreadsheets.read import read_table
from liangzhan.toolkit.spreadsheets.write import Sheet, template_workbook, workbook_bytes, write_workbook

__all__ = [
    "Column",
    "Layout",
    "Problem",
    "Row",
    "Sheet",
    "Table",
    "error_workbook",
    "read_headings",
    "read_table",
    "template_workbook",
    "workbook_bytes",
    "write_workbook",
]
