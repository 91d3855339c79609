"""Filters of the register of files, and what its deeds ask."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.models import ArchiveItem

STANDS = [("kept", "在库"), ("", "全部"), ("due", "期满待鉴定"), ("frozen", "已冻结"), ("gone", "已销毁")]


class DayField(forms.DateField):
    """A day with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": "请按 2020-10-31 这样填写日期。", "required": "请填写日期。"})
        super().__init__(**kwargs)


def words(label: str, rows: int, most: int, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ArchiveFilter(forms.Form):
    stand = forms.ChoiceField(label="状态", required=False, choices=STANDS)
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *ArchiveKind.choices])
    number = forms.CharField(label="档号", required=False, max_length=60)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ReasonForm(forms.Form):
    reason = words("原因", 3, 200, help_text="写事由和文号，不要写服务对象的姓名。")


class ExtendForm(ReasonForm):
    until = DayField(label="保管至")
    field_order = ["until", "reason"]


class ConsultationForm(forms.Form):
    reader = forms.CharField(label="查阅人", max_length=40, help_text="来人的姓名，请核对工作证或介绍信。")
    office = forms.CharField(label="单位", max_length=100)
    purpose = words("查阅目的", 3, 200, help_text="写明依据，例如介绍信或公函的文号。")
    from_on = DayField(label="自")
    to_on = DayField(label="至")


class DraftForm(forms.Form):
    """Which files, and the report of 鉴定."""

    items = forms.ModelMultipleChoiceField(
        label="列入清册的档案",
        queryset=ArchiveItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一份档案。"},
    )
    appraisers = forms.CharField(label="鉴定人员", max_length=120, help_text="参加鉴定的人员姓名，一般不少于两人。")
    appraisal = words("鉴定意见", 5, 1000, help_text="为什么不再需要保管；有没有应当延长保管的。不要写服务对象的姓名。")

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["items"]
        field.queryset = items
        field.label_from_instance = lambda one: f"{one.number}（{one.get_kind_display()}，保管至 {one.keep_until_on}）"


class AskForm(forms.Form):
    """The report of 鉴定 of one sealed file."""

    appraisers = forms.CharField(label="鉴定人员", max_length=120, help_text="参加鉴定的人员，须是有权查阅本档案的人。")
    appraisal = words("鉴定意见", 5, 1000, help_text="为什么不再需要保管。不要写服务对象的姓名。")


class ApproveForm(forms.Form):
    note = words("审批意见", 3, 300, required=False)


class ReturnForm(forms.Form):
    note = words("退回理由", 3, 300)
