"""Asking for leave, deciding, coming back early; corrections."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.choices.attendance import SAID_STATUSES
from liangzhan.staff.choices.leave import DayHalf, LeaveKind
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips
from liangzhan.toolkit.periods import today


class TimeField(forms.TimeField):
    """A time of day with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("error_messages", {"invalid": "请按 08:30 这样填写时间。"})
        super().__init__(**kwargs)


class OfStation(forms.Form):
    """Which station it is about: asked only of who works in several; `stations` are (id, name)."""

    def __init__(self, *args: Any, stations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(stations) > 1:
            self.fields["station"] = forms.TypedChoiceField(
                label="站点", choices=stations, coerce=int, widget=forms.RadioSelect, initial=stations[0][0]
            )
            self.order_fields(["station"])


class OfWorker(forms.Form):
    """Whom of the station it is about; `workers` are (id, name)."""

    def __init__(self, *args: Any, workers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"] = forms.TypedChoiceField(label="工作人员", choices=workers, coerce=int)
        self.order_fields(["worker"])


class LeaveFields(forms.Form):
    """Kind, from a half day to a half day, why."""

    kind = chips(LeaveKind.choices, label="类别")
    starts_on = DayField(label="从哪天", initial=today)
    starts_half = chips(DayHalf.choices, label="从上午还是下午开始", initial=DayHalf.MORNING)
    ends_on = DayField(label="到哪天（含当天）", initial=today)
    ends_half = chips(DayHalf.choices, label="到上午还是下午结束", initial=DayHalf.AFTERNOON)
    reason = LongText(
        label="事由",
        rows=2,
        max_length=500,
        required=False,
        help_text="加密保存，只有审批人能看到，每次查看都有记录。出差必填事由和地点。",
    )
    note_file = ScanField(label="证明材料", required=False, help_text="没有可不传。PDF 或照片。")

    def request(self) -> dict[str, Any]:
        """What the service takes besides worker and station."""
        return {name: self.cleaned_data[name] for name in LeaveFields.base_fields}


class LeaveAskForm(LeaveFields, OfStation):
    """By the worker."""


class LeaveEnterForm(LeaveFields, OfWorker):
    """For a worker who came with a paper."""


class DecideForm(forms.Form):
    """Yes or no, with a word."""

    verdict = chips([("yes", "同意"), ("no", "不同意")], label="审批结论")
    note = forms.CharField(label="意见", max_length=200, required=False, help_text="不同意时必填，申请人能看到。")

    def verdict_of(self) -> bool:
        return bool(self.cleaned_data["verdict"] == "yes")


class EndEarlyForm(forms.Form):
    """The last half day of leave."""

    ends_on = DayField(label="请假实际到哪天（含当天）", initial=today)
    ends_half = chips(DayHalf.choices, label="到上午还是下午", initial=DayHalf.MORNING)


class CorrectionFields(forms.Form):
    """Which day, what it was, why."""

    on = DayField(label="日期", initial=today)
    status = chips(SAID_STATUSES, label="更正为")
    starts = TimeField(label="实际上班", required=False)
    ends = TimeField(label="实际下班", required=False, help_text="两项一起填；不清楚可都不填，按应出勤时长计算。")
    reason = forms.CharField(label="理由", max_length=200, help_text="例如“手机没电，当天在站内值班，张站长可证明”。")

    def request(self) -> dict[str, Any]:
        """What the service takes besides worker and station."""
        return {name: self.cleaned_data[name] for name in CorrectionFields.base_fields}


class CorrectionAskForm(CorrectionFields, OfStation):
    """By the worker."""


class CorrectionEnterForm(CorrectionFields, OfWorker):
    """By whoever manages attendance; somebody else decides."""
