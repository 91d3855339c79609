"""A table asked for, its basis, the decision."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.reporting.choices import Repeat
from liangzhan.reporting.rules.periods import choices_before
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets.guard import MAX_BYTES


class AskForm(forms.Form):
    """Upload a blank form: only its headings are read."""

    file = forms.FileField(
        label="空白表样",
        help_text="Excel 工作簿（.xlsx）。只读取表头，下面的内容不读取、不保存；表头可以有合并单元格。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    title = forms.CharField(label="表名", max_length=120, required=False, help_text="不填就用表样里的标题。")
    period = forms.ChoiceField(label="统计期")
    repeat = chips(Repeat.choices, label="要多久报一次", initial=Repeat.ONCE.value)
    form_key = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = choices_before(today())  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """The bytes; the reader refuses whatever is larger than it reads."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("文件超过 20 MB，空白表样不会这样大，请检查。")
        return file.read()


class SubmitForm(forms.Form):
    basis = LongText(label="依据", rows=3, max_length=300, help_text="法律、法规或文件的名称和文号。每个站点都会看到。")
    expires_on = DayField(label="到期日", help_text="到期后自动停止填报。")


class UrgentForm(forms.Form):
    emergency = forms.CharField(
        label="紧急事由", max_length=120, help_text="只用于防汛、疫情等突发事件，例如“辽河流域防汛应急”。"
    )


class DecideForm(forms.Form):
    accept = forms.TypedChoiceField(
        label="审定结果",
        choices=[("yes", "准入"), ("no", "不予准入")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = LongText(
        label="说明", rows=3, max_length=400, required=False, help_text="不予准入时必填，站点和要表单位都会看到。"
    )
