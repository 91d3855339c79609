"""G-04, G-05, G-08; addenda and photos."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.activities.choices.groups import GroupPhase
from liangzhan.activities.forms.activity_fields import FenField
from liangzhan.activities.rules.group_sessions import SessionFacts, SessionRecord
from liangzhan.activities.services.group_report import ReportFacts
from liangzhan.credentials.forms.fields import MomentField
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, PhotoField, chips, with_any
from liangzhan.toolkit.periods import today


class SessionForm(forms.Form):
    """G-04."""

    form_key = FormKey(required=False)
    number = forms.IntegerField(label="第几节", min_value=1, max_value=99)
    phase = chips(GroupPhase.choices, label="阶段")
    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束")
    room = forms.ChoiceField(label="活动室", required=False)
    place = forms.CharField(label="地点", max_length=120, required=False)
    aims = LongText(label="本节目标", rows=2, max_length=1000)
    activities = LongText(label="活动安排", rows=5, max_length=4000, help_text="按时间写每一步做什么。")
    materials = LongText(label="物资", rows=2, max_length=1000, required=False)

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = with_any(rooms, "不用活动室")  # type: ignore[attr-defined]
        if not rooms:
            del self.fields["room"]

    def facts(self) -> SessionFacts:
        """What was typed, for the service."""
        return SessionFacts(**{name: self.cleaned_data[name] for name in SessionFacts.__dataclass_fields__})


class RecordForm(forms.Form):
    """G-05 on a phone: two texts are enough."""

    unidentified = forms.IntegerField(
        label="另有未登记姓名的人数", min_value=0, max_value=9999, initial=0, help_text="名单以外到场的人，只计人次。"
    )
    dynamics = LongText(label="小组动力", rows=4, max_length=4000, help_text="谁参与得多、谁少，彼此怎样互动。")
    reflection = LongText(label="工作者反思", rows=3, max_length=4000)
    key_events = LongText(label="重要事件", rows=2, max_length=4000, required=False)
    member_changes = LongText(label="组员变化", rows=2, max_length=4000, required=False)

    def __init__(self, *args: Any, with_heads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_heads:
            del self.fields["unidentified"]

    def record(self) -> SessionRecord:
        """What was typed, for the service."""
        return SessionRecord(**{name: self.cleaned_data[name] for name in SessionRecord.__dataclass_fields__})


class PhotoForm(forms.Form):
    photo = PhotoField(label="照片", help_text="被拍的人要同意；拍摄地点等信息会去掉。")
    caption = forms.CharField(label="说明", max_length=80, required=False)


class ReportForm(forms.Form):
    """G-08. What can be counted is shown above the form and not asked for."""

    outcome = LongText(label="成效", rows=5, max_length=4000, help_text="对照目标和指标，组员有什么变化。")
    output = LongText(label="产出说明", rows=2, max_length=2000, required=False, help_text="例如形成的公约、作品。")
    satisfaction_note = LongText(label="满意度说明", rows=2, max_length=1000, required=False)
    budget_used_fen = FenField(label="实际支出（元）")
    budget_note = LongText(label="经费使用说明", rows=2, max_length=1000, required=False)
    follow_up = LongText(label="跟进计划", rows=3, max_length=2000)
    closed_on = DayField(label="结束日期", initial=today)

    def facts(self) -> ReportFacts:
        """What was typed, for the service."""
        given = {name: self.cleaned_data[name] for name in ReportFacts.__dataclass_fields__}
        return ReportFacts(**given)
