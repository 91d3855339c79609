"""Filters of deeds and readings."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.audit.choices import DataClass
from liangzhan.audit.labels import event_labels, object_labels


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请按 2020-10-31 这样填写日期。"},
    )


class ReadingFilters(forms.Form):
    actor = forms.CharField(label="人员", required=False, max_length=60)
    since = _day("自")
    until = _day("至")
    shown_class = forms.ChoiceField(label="数据级别", required=False, choices=[("", "全部"), *DataClass.choices])

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", "截止日期不能早于开始日期。")
        return found

    def sentence(self) -> str:
        """The filters in words, for the page and for the record of an export."""
        if not self.is_bound or not self.is_valid():
            return ""
        shown = []
        for name, value in self.cleaned_data.items():
            if value:
                choices = dict(getattr(self.fields[name], "choices", ()))
                shown.append(f"{self.fields[name].label} {choices.get(value, value)}")
        return " · ".join(shown)


class EventFilters(ReadingFilters):
    shown_class = None
    event = forms.ChoiceField(label="事项", required=False)
    object_label = forms.ChoiceField(label="对象", required=False)
    object_id = forms.CharField(label="对象编号", required=False, max_length=40)
    area = forms.RegexField(
        r"^[0-9]{2,12}$",
        label="区划代码",
        required=False,
        max_length=12,
        error_messages={"invalid": "区划代码是 2 至 12 位数字，可以只填前几位。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", "全部"), *sorted(event_labels().items(), key=lambda pair: pair[1])]
        self.fields["object_label"].choices = [("", "全部"), *sorted(object_labels().items(), key=lambda pair: pair[1])]
