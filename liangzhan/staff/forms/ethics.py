"""What is typed about ethics and complaints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from liangzhan.staff.choices.complaints import (
    ComplaintAbout,
    ComplaintDesk,
    ComplaintOutcome,
    ComplaintState,
    ComplaintWay,
)
from liangzhan.staff.choices.ethics import DeclarationKind, Disposal, OtherParty
from liangzhan.staff.models import Worker
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips, with_any
from liangzhan.toolkit.periods import today


class DeclareForm(forms.Form):
    kind = chips(DeclarationKind.choices, label="种类", initial=DeclarationKind.GIFT)
    happened_on = DayField(label="发生日期", initial=today)
    party = chips(OtherParty.choices, label="对方是", help_text="只写身份，不写姓名。")
    what = LongText(label="事项", rows=3, max_length=1000, help_text="什么事、什么物品。不写对方姓名。")
    value = forms.DecimalField(
        label="估价（元）",
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        help_text="礼品填写，没有价值的填 0；利益冲突不填。",
    )
    disposal = chips(Disposal.choices, label="处理")
    disposal_note = LongText(label="处理说明", rows=2, max_length=500, required=False)

    def facts(self) -> dict[str, Any]:
        """For the service: the value in fen."""
        given = dict(self.cleaned_data)
        value = given.pop("value")
        return {**given, "value": None if value is None else int(value * 100)}


class DeclarePaperForm(DeclareForm):
    """Entered from a signed paper, for somebody without a phone."""

    worker = forms.TypedChoiceField(label="申报人", coerce=int)
    paper = ScanField(label="纸质申报", help_text="本人签字的纸质申报，PDF 或照片，不超过 30 MB。")
    field_order = ["worker"]

    def __init__(self, *args: Any, workers: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {one.pk: one for one in workers}
        self.fields["worker"].choices = [(one.pk, one.display_name) for one in workers]

    def facts(self) -> dict[str, Any]:
        given = super().facts()
        return {**given, "worker": self.by_id[given["worker"]]}


class SeenForm(forms.Form):
    note = LongText(label="阅签意见", rows=3, max_length=500, required=False)


class DeclarationFilter(forms.Form):
    kind = forms.ChoiceField(label="种类", choices=with_any(DeclarationKind.choices), required=False)
    seen = forms.ChoiceField(label="阅签", choices=with_any([("no", "待阅签"), ("yes", "已阅签")]), required=False)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class FindStationForm(forms.Form):
    q = forms.CharField(
        label="站点或社区（村）名称",
        min_length=2,
        max_length=40,
        error_messages={"required": "请填写名称。", "min_length": "请至少填写两个字。"},
    )


class ComplaintForm(forms.Form):
    """For anybody, without an account; three things are asked for."""

    about = chips(ComplaintAbout.choices, label="投诉的是", initial=ComplaintAbout.SERVICE)
    desk = chips(
        ComplaintDesk.choices,
        label="交给谁办理",
        initial=ComplaintDesk.STREET,
        help_text="选乡镇（街道）或县（市、区），站点和站长看不到。投诉站长的一律不交给站点。",
    )
    text = LongText(
        label="投诉内容",
        rows=6,
        max_length=4000,
        help_text="什么时间、什么地方、发生了什么。不想暴露身份的，请不要写能认出您的细节。",
    )
    complainer = forms.CharField(
        label="您的称呼", max_length=60, required=False, help_text="可以不填。站点和被投诉人看不到。"
    )
    contact = forms.CharField(
        label="联系方式",
        max_length=120,
        required=False,
        help_text="可以不填，凭查询码也能看到答复。站点和被投诉人看不到。",
    )
    form_key = FormKey()


class EnterComplaintForm(ComplaintForm):
    """By a handler, from a call, a letter or a visit."""

    way = chips([one for one in ComplaintWay.choices if one[0] != ComplaintWay.ONLINE], label="渠道")
    paper = ScanField(label="书面材料", required=False)
    field_order = ["way"]


class CodeForm(forms.Form):
    code = forms.CharField(
        label="查询码",
        max_length=20,
        error_messages={"required": "请填写查询码。"},
        help_text="提交投诉时显示的 12 位查询码。",
    )


class ComplaintFilter(forms.Form):
    state = forms.ChoiceField(label="状态", choices=with_any(ComplaintState.choices), required=False)
    late = forms.BooleanField(label="只看超期", required=False)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class RefuseForm(forms.Form):
    reason = LongText(label="不予受理的理由", rows=3, max_length=1000, help_text="投诉人凭查询码会看到。")


class PersonForm(forms.Form):
    worker = forms.TypedChoiceField(label="被投诉人", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, workers: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {one.pk: one for one in workers}
        self.fields["worker"].choices = [("", "不针对具体的人"), *((one.pk, one.display_name) for one in workers)]

    def clean_worker(self) -> Worker | None:
        return self.by_id.get(self.cleaned_data["worker"])


class PassForm(forms.Form):
    to = chips(ComplaintDesk.choices[1:], label="移交给")
    reason = LongText(label="理由", rows=3, max_length=1000)


class StepForm(forms.Form):
    text = LongText(label="办理情况", rows=4, max_length=4000, help_text="问了谁、查了什么、结果怎样。")


class AnswerForm(forms.Form):
    outcome = chips(
        ComplaintOutcome.choices,
        label="处理方式",
        initial=ComplaintOutcome.OPINION,
        help_text="站点不作处分：提出处理意见，或把问题移送用人单位。",
    )
    opinion = LongText(label="处理意见", rows=4, max_length=4000, required=False)
    employer = forms.CharField(label="移送给", max_length=80, required=False, help_text="用人单位名称。")
    answer = LongText(
        label="给投诉人的答复", rows=4, max_length=4000, help_text="投诉人凭查询码会看到，请不要写他人的个人信息。"
    )


class CloseForm(forms.Form):
    note = LongText(label="办结说明", rows=3, max_length=1000, required=False)
