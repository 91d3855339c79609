"""The roster of people: the workbook, and the last word before it is written."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.imports.roster import read_people
from liangzhan.toolkit.errors import RuleBroken


class PeopleRosterForm(forms.Form):
    workbook = forms.FileField(
        label="人员名册工作簿",
        help_text="XLSX，按空白模板填写，不超过 20 MB。导入结束后上传的工作簿即删除。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self) -> Any:
        """Refuses what is no workbook, too large, a zip bomb, or has another header."""
        given = self.cleaned_data["workbook"]
        try:
            read_people(given)
        except RuleBroken as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        given.seek(0)
        return given


class PeopleConfirmForm(forms.Form):
    """Nothing to choose: the button is the word."""
