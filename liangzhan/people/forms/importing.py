"""The ledger of clients: the workbook, and the last word before it is written."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.forms.client import AtStation
from liangzhan.people.imports import read_clients
from liangzhan.toolkit.errors import RuleBroken


class LedgerForm(AtStation):
    workbook = forms.FileField(
        label="服务对象台账工作簿",
        help_text="XLSX，按空白模板填写，不超过 20 MB。导入结束后上传的工作簿即删除。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self) -> Any:
        """Refuses what is no workbook, too large, a zip bomb, or has another header."""
        given = self.cleaned_data["workbook"]
        try:
            read_clients(given)
        except RuleBroken as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        given.seek(0)
        return given


class ConfirmForm(forms.Form):
    """Nothing to choose: the button is the word."""
