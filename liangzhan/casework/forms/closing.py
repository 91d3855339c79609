"""C-08 and C-09, approval and return, side states and transfer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.casework.choices import (
    ClosingReason,
    ContactMode,
    FollowUpOutcome,
    ReopenReason,
    SuspendReason,
    TransferReason,
)
from liangzhan.casework.forms.papers import ScaleFields
from liangzhan.casework.models import Objective
from liangzhan.casework.rules.closing import ClosingFacts
from liangzhan.casework.rules.follow_up import FollowUpFacts
from liangzhan.staff.models import Worker
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips
from liangzhan.toolkit.periods import today

MARKS = [("5", "很满意"), ("4", "满意"), ("3", "一般"), ("2", "不满意"), ("1", "很不满意")]


class ClosingForm(ScaleFields):
    """C-08: one line for each objective of the plan in force; what the client cannot be asked any more stays empty."""

    form_key = FormKey(required=False)
    reason = chips(ClosingReason.choices, label="结案原因")
    on = DayField(label="结案日期", initial=today, help_text="批准当日才算结案；这里写服务结束的日期。")
    satisfaction = chips(MARKS, label="服务对象的满意度", required=False)
    client_opinion = LongText(
        label="服务对象的意见", rows=2, max_length=2000, required=False, help_text="没有的写“无”。"
    )
    open_issues = LongText(label="遗留问题", rows=2, max_length=2000, required=False)
    separation = LongText(
        label="离别处理", rows=2, max_length=2000, required=False, help_text="怎样告诉服务对象、怎样道别。"
    )
    follow_up_plan = LongText(
        label="跟进安排", rows=2, max_length=2000, required=False, help_text="例如第一个月电话回访，之后当面回访。"
    )

    def __init__(self, *args: Any, objectives: Sequence[Objective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objectives = list(objectives)
        for number, one in enumerate(self.objectives, 1):
            self.fields[f"progress_{number}"] = forms.IntegerField(
                label=f"目标 {number} 达成（%）：{one.text}",
                min_value=0,
                max_value=100,
                required=False,
                help_text=f"0 到 100。衡量：{one.measure}",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def progress_names(self) -> list[str]:
        return [f"progress_{number}" for number in range(1, len(self.objectives) + 1)]

    def facts(self) -> ClosingFacts:
        """For the service."""
        chosen = self.cleaned_data
        given = [one for one in self.scores() if one is not None]
        names = ("reason", "on", "client_opinion", "open_issues", "separation", "follow_up_plan")
        return ClosingFacts(
            progress={str(one.uuid): chosen.get(f"progress_{number}") for number, one in enumerate(self.objectives, 1)},
            scores=given,
            satisfaction=int(chosen["satisfaction"]) if chosen["satisfaction"] else None,
            **{name: chosen[name] for name in names},
        )


class ApproveForm(forms.Form):
    note = LongText(label="审批意见", rows=2, max_length=2000, required=False, help_text="可以不填。")


class ReturnForm(forms.Form):
    reason = LongText(label="退回理由", rows=3, max_length=500, help_text="写明还要补充什么。")


class FollowUpForm(forms.Form):
    """C-09: four things."""

    form_key = FormKey(required=False)
    done_on = DayField(label="回访日期", initial=today)
    mode = chips(
        [one for one in ContactMode.choices if one[0] not in (ContactMode.ACCOMPANY, ContactMode.COORDINATE)],
        label="方式",
        initial=ContactMode.PHONE,
    )
    outcome = chips(FollowUpOutcome.choices, label="状况")
    note = LongText(label="情况", rows=3, max_length=2000, required=False, help_text="变差或失联的必填。")
    reopen = forms.BooleanField(label="需要重开个案（保存后立即重开）", required=False)

    def facts(self) -> FollowUpFacts:
        """For the service."""
        chosen = self.cleaned_data
        return FollowUpFacts(**{name: chosen[name] for name in ("done_on", "mode", "outcome", "note", "reopen")})


class SuspendForm(forms.Form):
    reason = chips(SuspendReason.choices, label="中止原因")


class ReopenForm(forms.Form):
    reason = chips(ReopenReason.choices, label="重开原因")


class TransferForm(forms.Form):
    """转案: to whom, why, and what the client says to it."""

    to = forms.ModelChoiceField(label="接手的社工", queryset=None, empty_label=None)
    reason = chips(TransferReason.choices, label="原因")
    client_agreed = forms.TypedChoiceField(
        label="服务对象是否同意更换社工",
        choices=[("yes", "已征得同意"), ("no", "尚未征得，原因已在过程记录中写明")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    on = DayField(label="交接日期", initial=today)

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["to"]
        choice.queryset = workers

        def called(one: Worker) -> str:
            return one.display_name

        choice.label_from_instance = called
