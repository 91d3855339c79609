"""Uploading the street's sheet: read once here, so that only a readable one is kept."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.imports.attendance import read_sheet
from liangzhan.toolkit.errors import RuleBroken


class SheetForm(forms.Form):
    workbook = forms.FileField(
        label="街道考勤表",
        help_text="XLSX，按模板的列填写，最多 20,000 行。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self) -> Any:
        upload = self.cleaned_data["workbook"]
        try:
            table, _ = read_sheet(upload)
        except RuleBroken as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        if not table.rows:
            raise forms.ValidationError("这份表里没有数据行。")
        upload.seek(0)
        return upload


class SheetConfirmForm(forms.Form):
    """Nothing to fill in: the preview says what will be written."""
