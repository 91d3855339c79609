"""Uploading a workbook to be imported: refused at once when it cannot be read, whatever the room."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.toolkit.errors import RuleBroken


class WorkbookForm(forms.Form):
    """`read(upload)` of the room raises RuleBroken for what is no workbook, too large, a zip bomb, or has another header."""

    label = "工作簿"
    hint = "XLSX，按空白模板填写，不超过 20 MB。导入结束后上传的工作簿即删除。"

    workbook = forms.FileField(widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workbook"].label, self.fields["workbook"].help_text = self.label, self.hint

    def read(self, upload: Any) -> Any:
        """Read the upload as the room does."""
        raise NotImplementedError

    def clean_workbook(self) -> Any:
        """The upload, ready to be read again; the reasons of the room at the field."""
        given = self.cleaned_data["workbook"]
        try:
            self.read(given)
        except RuleBroken as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        given.seek(0)
        return given


class ConfirmImportForm(forms.Form):
    """Nothing to choose: the button is the word."""
