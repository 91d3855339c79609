"""Uploading the street's sheet: read once here, so that only a readable one is kept."""

from __future__ import annotations

from typing import Any

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.staff.imports.attendance import read_sheet
from liangzhan.toolkit.errors import RuleBroken


class SheetForm(WorkbookForm):
    label = "街道考勤表"
    hint = "XLSX，按模板的列填写，最多 20,000 行。"

    def read(self, upload: Any) -> Any:
        table, _ = read_sheet(upload)
        if not table.rows:
            raise RuleBroken("这份表里没有数据行。")
        return table
