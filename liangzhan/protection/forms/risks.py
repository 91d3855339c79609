"""What is typed about a risk and a crisis (C-10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.credentials.forms.fields import MomentField
from liangzhan.protection.choices import Informed, RiskDomain, RiskLevel, RiskStepKind
from liangzhan.protection.forms.fields import KeyedForm, several, this_minute
from liangzhan.stations.forms.fields import DayField, LongText, chips
from liangzhan.stations.models import Station

LEVELS = list(reversed(RiskLevel.choices))
KINDS = [(one.value, one.label) for one in (RiskStepKind.CONTACT, RiskStepKind.SUPERVISOR, RiskStepKind.RECORD)]


class OfStation(KeyedForm):
    """The station that serves the person; asked only where there are several."""

    station = forms.TypedChoiceField(label="站点", coerce=int)

    def __init__(self, *args: Any, stations: Sequence[Station], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {one.pk: one for one in stations}
        field: Any = self.fields["station"]
        field.choices = [(one.pk, one.name) for one in stations]
        if len(stations) == 1:
            field.initial, field.widget = stations[0].pk, forms.HiddenInput()

    def told(self) -> dict[str, Any]:
        """For the service."""
        given = dict(self.cleaned_data)
        return {**given, "station": self.by_id[given["station"]]}


class RiskForm(OfStation):
    level = chips(LEVELS, label="等级")
    domains = several(RiskDomain.choices, label="风险方面")
    facts = LongText(label="判断的依据", rows=4, max_length=4000, help_text="看到了什么，听到了什么。")


class RaiseForm(KeyedForm):
    level = chips(LEVELS[:-1], label="等级")
    domains = several(RiskDomain.choices, label="风险方面")
    facts = LongText(label="判断的依据", rows=4, max_length=4000)


class LowerForm(KeyedForm):
    level = chips(LEVELS[1:], label="降为")
    reason = LongText(label="为什么可以降低", rows=3, max_length=2000)


class StepForm(KeyedForm):
    kind = chips(KINDS, label="做了什么", initial=RiskStepKind.CONTACT)
    at = MomentField(label="时间", initial=this_minute)
    text = LongText(label="情况", rows=4, max_length=4000)


class CrisisForm(OfStation):
    """The beginning of C-10: short, for a phone; people informed and measures are added as they happen."""

    found_at = MomentField(label="发现时间", initial=this_minute)
    how_found = forms.CharField(label="如何发现", max_length=500)
    level = chips(LEVELS[:-1], label="等级")
    domains = several(RiskDomain.choices, label="风险方面")
    facts_observed = LongText(label="亲眼所见", rows=4, max_length=4000, required=False)
    facts_told = LongText(label="他人所述", rows=3, max_length=4000, required=False, help_text="写明是谁说的。")


class InformForm(KeyedForm):
    who = chips(Informed.choices, label="知会谁")
    name = forms.CharField(label="姓名或单位", max_length=100, required=False)
    at = MomentField(label="知会时间", initial=this_minute)
    reply = LongText(label="对方答复", rows=2, max_length=1000, required=False)


class MeasureForm(KeyedForm):
    text = LongText(label="措施", rows=4, max_length=4000)
    at = MomentField(label="时间", initial=this_minute)
    contact = forms.BooleanField(label="见到了本人或与本人通了话", required=False)


class PlanForm(forms.Form):
    safety_plan = LongText(
        label="安全计划", rows=6, max_length=4000, help_text="谁、做什么、什么时候；危险的物品放在哪里；出事先找谁。"
    )
    handover = LongText(
        label="移交", rows=2, max_length=2000, required=False, help_text="交给谁、什么时候、对方是否接下。"
    )


class CloseForm(forms.Form):
    outcome = LongText(label="结果", rows=4, max_length=4000)
    safety_plan = LongText(
        label="安全计划", rows=4, max_length=4000, required=False, help_text="高风险和紧急危险必填。"
    )
    handover = LongText(label="移交", rows=2, max_length=2000, required=False)
    review_on = DayField(label="复查日期", required=False, help_text="高风险和紧急危险必填。")
    level_after = chips([("", "不变"), *LEVELS[1:]], label="风险等级降为", required=False)
