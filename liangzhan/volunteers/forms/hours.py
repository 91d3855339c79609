"""Filters of the lists of hours; a reason, a correction, a back entry, an answer, a decision; what a recipient says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips, with_any
from liangzhan.volunteers.choices import AnomalyState, DisputeReason, DisputeState, RecordSource, RecordState
from liangzhan.volunteers.models import ServiceRecord, Volunteer, VolunteerActivity
from liangzhan.volunteers.record_turns import Corrected
from liangzhan.volunteers.services.back_entries import BackFacts

YES_NO = [("yes", "同意"), ("no", "不同意")]


class Filters(forms.Form):
    """Filters that need nothing of the reader."""

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class MonthField(forms.DateField):
    """A month with the browser's own picker; its first day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "month"}, format="%Y-%m"))
        kwargs.setdefault("input_formats", ["%Y-%m"])
        kwargs.setdefault("error_messages", {"invalid": "请按 2020-10 这样填写月份。"})
        super().__init__(**kwargs)


class HoursFilters(Filters):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(RecordState.choices))
    month = MonthField(label="月份", required=False)
    activity = forms.CharField(label="活动", required=False, max_length=80, help_text="活动编号，或名称开头几个字。")
    number = forms.CharField(label="志愿者登记号", required=False, max_length=40)
    source = forms.ChoiceField(label="来源", required=False, choices=with_any(RecordSource.choices))


class AnomalyFilters(Filters):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(AnomalyState.choices))


class DisputeFilters(Filters):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(DisputeState.choices))


class BackFilters(Filters):
    decided = forms.ChoiceField(label="审批", required=False, choices=[("", "待审批"), ("yes", "已审批")])


class ReasonForm(forms.Form):
    reason = LongText(label="理由", max_length=300, rows=3, help_text="本人会看到。")


class MomentField(forms.DateTimeField):
    """Day and minute with the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
        kwargs.setdefault("error_messages", {"invalid": "请填写日期和几点几分。", "required": "请填写日期和几点几分。"})
        super().__init__(**kwargs)


class TimesForm(forms.Form):
    """When somebody served."""

    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束")
    break_minutes = forms.IntegerField(label="休息", min_value=0, max_value=720, initial=0, help_text="分钟。")
    content = forms.CharField(label="服务内容", max_length=200)


def times_of(record: ServiceRecord) -> dict[str, Any]:
    """What the record says, for the form."""
    return {
        "starts_at": timezone.localtime(record.starts_at),
        "ends_at": timezone.localtime(record.ends_at),
        "break_minutes": record.break_minutes,
        "content": record.content,
    }


def _minute(given: dt.datetime, kept: dt.datetime | None) -> dt.datetime:
    """The seconds of what stands, when the minute was left alone."""
    same = kept is not None and kept.replace(second=0, microsecond=0) == given
    return kept if same and kept is not None else given


class CorrectForm(TimesForm):
    reason = LongText(label="更正理由", max_length=300, rows=3, help_text="本人会看到。")

    def right(self, record: ServiceRecord) -> Corrected:
        """As the service takes it."""
        given = self.cleaned_data
        return Corrected(
            starts_at=_minute(given["starts_at"], record.starts_at),
            ends_at=_minute(given["ends_at"], record.ends_at),
            break_minutes=given["break_minutes"],
            content=given["content"],
        )


class AnswerForm(TimesForm):
    """The answer to a dispute; times and content only when the record is put right."""

    outcome = chips(
        [("right", "属实，按下面更正"), ("refuse", "属实，这条不予认定"), ("keep", "已核对，记录不变")],
        label="核对结果",
    )
    answer = LongText(label="答复", max_length=500, rows=3, help_text="本人会看到。")
    field_order = ["outcome", "answer", "starts_at", "ends_at", "break_minutes", "content"]

    def told(self, record: ServiceRecord) -> dict[str, Any]:
        """Arguments of the service."""
        given = self.cleaned_data
        corrected = Corrected(
            _minute(given["starts_at"], record.starts_at),
            _minute(given["ends_at"], record.ends_at),
            given["break_minutes"],
            given["content"],
        )
        right = corrected if given["outcome"] == "right" else None
        return {"upheld": given["outcome"] != "keep", "answer": given["answer"], "right": right}


class BackForm(TimesForm):
    """补录 for one activity: who, when, why so late, on what proof."""

    volunteer = forms.CharField(label="志愿者登记号", max_length=40, help_text="在“志愿者”里可以查到。")
    reason = LongText(label="当时没有记录的原因", max_length=300, rows=2)
    file = ScanField(label="证明材料", help_text="签到表、照片等，PDF 或照片，不超过 30 MB。")
    field_order = ["volunteer", "starts_at", "ends_at", "break_minutes", "content", "reason", "file"]

    def __init__(self, *args: Any, volunteers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.volunteers = volunteers

    def clean_volunteer(self) -> Volunteer:
        """The volunteer with this number."""
        found = self.volunteers.filter(number=self.cleaned_data["volunteer"].strip()).first()
        if found is None:
            raise forms.ValidationError("没有这个登记号的志愿者，请核对。")
        return found  # type: ignore[no-any-return]

    def facts(self) -> BackFacts:
        """As the service takes them."""
        given = self.cleaned_data
        names = ("starts_at", "ends_at", "break_minutes", "content", "reason")
        return BackFacts(**{name: given[name] for name in names})


def times_of_activity(activity: VolunteerActivity) -> dict[str, Any]:
    """The times of the activity, for the form."""
    return {
        "starts_at": timezone.localtime(activity.starts_at),
        "ends_at": timezone.localtime(activity.ends_at),
        "break_minutes": activity.break_minutes,
        "content": activity.content[:200],
    }


class DecideForm(forms.Form):
    decision = chips(YES_NO, label="审批意见")
    answer = LongText(
        label="说明", max_length=300, rows=3, required=False, help_text="不同意的要写明理由，本人会看到。"
    )

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        return {"accepted": self.cleaned_data["decision"] == "yes", "answer": self.cleaned_data["answer"]}


class SettleForm(forms.Form):
    state = chips(
        [(AnomalyState.EXPLAINED, "核对过，没有问题"), (AnomalyState.CONFIRMED, "确有问题")], label="核对结果"
    )
    note = LongText(label="核对情况", max_length=300, rows=3, help_text="写明怎样核对的，例如“与本人电话核对”。")


class DisputeForm(forms.Form):
    reason = chips(DisputeReason.choices, label="哪里不对", initial=DisputeReason.NOT_ME)
    text = LongText(label="说明", max_length=500, rows=2, required=False, help_text="可以不填。")


class DrawForm(forms.Form):
    """Which records, how many, by which seed."""

    starts_on = DayField(label="服务日期自")
    ends_on = DayField(label="至")
    size = forms.IntegerField(label="抽取条数", min_value=1, max_value=200, initial=20)
    only_back = forms.BooleanField(label="只抽补录", required=False, initial=True)
    seed = forms.CharField(
        label="种子", max_length=64, help_text="公开说定的一串字，例如当天的彩票号码；同样的种子抽到同样的记录。"
    )


class CheckDrawnForm(forms.Form):
    genuine = chips([("yes", "属实"), ("no", "不属实")], label="核查结果")
    note = LongText(label="核查情况", max_length=300, rows=3, help_text="例如“电话核实本人和服务对象”。")


class ServedForm(forms.Form):
    """What a recipient says: nothing that names him."""

    code = forms.CharField(
        label="确认码", max_length=24, widget=forms.TextInput(attrs={"autocapitalize": "characters", "size": 8})
    )
    rating = chips(
        [("5", "很满意"), ("4", "满意"), ("3", "一般"), ("2", "不满意"), ("1", "很不满意")], label="您对这次服务"
    )
    form_key = FormKey()
