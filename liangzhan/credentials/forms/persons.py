"""What is recorded about persons: learning, clearance, awards, commitments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from liangzhan.credentials.choices import (
    AwardLevel,
    ClearanceChannel,
    ClearanceResult,
    CommitmentKind,
    LearningSource,
)
from liangzhan.credentials.forms.fields import hours_field
from liangzhan.credentials.queries.people import Holder
from liangzhan.credentials.rules.commitments import read_scenarios
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips, with_any
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

SOURCES = [(value, label) for value, label in LearningSource.choices if value != LearningSource.TRAINING]


class HolderField(forms.ChoiceField):
    """One of the people within reach; cleaned to the Holder."""

    def __init__(self, **kwargs: Any) -> None:
        self.by_key: dict[str, Holder] = {}
        super().__init__(**kwargs)

    def offer(self, holders: Sequence[Holder]) -> None:
        self.by_key = {one.key: one for one in holders}
        self.choices = [("", "请选择")] + [(one.key, f"{one.label} · {one.station.name}") for one in holders]
        if len(holders) == 1:
            self.initial = holders[0].key

    def clean(self, value: Any) -> Any:
        return self.by_key[super().clean(value)]


def facts_about(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What was typed, with person and station in place of the chosen holder."""
    plain = {field: value for field, value in given.items() if field != name}
    return {**plain, "person": given[name].person, "station": given[name].station}


class LearningForm(forms.Form):
    holder = HolderField(label="人员")
    source = chips(SOURCES, label="来源", initial=LearningSource.COURSE)
    title = forms.CharField(label="课程或学历名称", max_length=80)
    organiser = forms.CharField(label="举办单位或院校", max_length=80, required=False)
    completed_on = DayField(label="完成日期")
    hours = hours_field(required=False, help_text="学历的学时按规定计算，不用填。")
    proof = ScanField(label="证书或证明")

    def __init__(self, *args: Any, holders: Sequence[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].offer(holders)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return facts_about(self.cleaned_data, "holder")


class DecisionForm(forms.Form):
    accepted = chips([("yes", "计入"), ("no", "不予计入")], label="核对结果")
    reason = LongText(label="理由", rows=3, max_length=200, required=False, help_text="不予计入的要写明理由。")


class ClearanceFilters(forms.Form):
    due = forms.ChoiceField(
        label="查询情况", required=False, choices=with_any([("due", "待查询（从未、到期和即将到期）")])
    )

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ClearanceForm(forms.Form):
    queried_on = DayField(label="查询日期", initial=today)
    channel = chips(ClearanceChannel.choices, label="查询渠道")
    result = chips(ClearanceResult.choices, label="结果", help_text="只登记结论，不要登记或上传记录的具体内容。")
    reference = forms.CharField(label="查询编号", max_length=40, required=False)
    file = ScanField(label="查询回执", required=False, help_text="PDF 或照片；查看回执会留下记录。")


class AwardFilters(forms.Form):
    area = forms.CharField(
        label="地区",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}),
    )
    level = forms.ChoiceField(label="级别", required=False, choices=with_any(AwardLevel.choices))
    year = forms.IntegerField(label="年份", required=False, min_value=1950, max_value=2100)
    q = forms.CharField(label="名称或授予单位", required=False, max_length=40)
    state = forms.ChoiceField(
        label="登记", required=False, choices=with_any([("standing", "有效"), ("withdrawn", "已撤销")])
    )

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.data.get("area", "") if self.is_bound else ""
        if code:
            self.fields["area"].widget.attrs["data-shown"] = area_names([code]).get(code) or code


class AwardForm(forms.Form):
    person = HolderField(label="获奖人")
    name = forms.CharField(label="表彰名称", max_length=80, help_text="例如：优秀社会工作者。")
    level = chips(AwardLevel.choices, label="级别")
    awarded_on = DayField(label="授予日期")
    giver = forms.CharField(label="授予单位", max_length=80)
    proof = ScanField(label="证书或文件", required=False, help_text="县级及以上的必须上传；PDF 或照片。")

    def __init__(self, *args: Any, holders: Sequence[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(holders)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return facts_about(self.cleaned_data, "person") | {"label": self.cleaned_data["person"].label}


class TextForm(forms.Form):
    """The scenarios are typed as plain text: blocks with an empty line between."""

    kind = chips(CommitmentKind.choices, label="种类")
    title = forms.CharField(label="标题", max_length=80)
    basis = forms.CharField(label="依据", max_length=200)
    text = LongText(label="正文", rows=12, max_length=20000, help_text="每句一行。")
    scenarios = LongText(
        label="情景题",
        rows=16,
        max_length=8000,
        help_text="3 至 4 道，题与题之间空一行：第一行是题目，之后每行一个选项，正确的前面加 *，最后一行以“理由：”开头。",
    )
    valid_from = DayField(label="启用日期", initial=today)

    def clean_scenarios(self) -> list[dict[str, Any]]:
        return read_scenarios(self.cleaned_data["scenarios"])


class SigningForm(forms.Form):
    """The scenarios of a text, and the promise itself. Answers are looked at and thrown away."""

    agreed = forms.BooleanField(label="我已阅读全文，承诺遵守。")

    def __init__(self, *args: Any, scenarios: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(scenarios)
        for number, one in enumerate(scenarios):
            self.fields[f"q{number}"] = chips(list(enumerate(one["options"])), label=f"{number + 1}. {one['question']}")
        self.order_fields([*(f"q{number}" for number in range(self.count)), "agreed"])

    def answers(self) -> list[int | None]:
        return [int(self.cleaned_data[f"q{number}"]) for number in range(self.count)]


class PaperForm(forms.Form):
    signed_on = DayField(label="签署日期", initial=today)
    paper = ScanField(label="签字的承诺书")
