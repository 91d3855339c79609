"""Registering, correcting, filtering and following needs."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.needs.choices import Importance, NeedCategory, NeedGroup, NeedSource, NeedState, Urgency
from liangzhan.needs.forms.fields import day_initial, station_field
from liangzhan.needs.queries.need_list import OPEN_VALUE, WAITING_VALUE
from liangzhan.needs.rules.needs import LONGEST, MOST_CONCERNED
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips, with_any


class NeedWords(forms.Form):
    """What a need says; the same for a new one and a correction."""

    category = chips(NeedCategory.choices, label="类别")
    description = LongText(
        label="需求内容", rows=4, max_length=LONGEST, help_text="写需要什么、为什么需要。不写姓名和联系方式。"
    )
    group = chips(NeedGroup.choices, label="涉及人群")
    persons_concerned = forms.IntegerField(
        label="涉及人数",
        min_value=1,
        max_value=MOST_CONCERNED,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    urgency = forms.TypedChoiceField(
        label="紧急程度", coerce=int, choices=Urgency.choices, initial=Urgency.USUAL.value, widget=forms.RadioSelect
    )
    importance = forms.TypedChoiceField(
        label="重要程度",
        coerce=int,
        choices=Importance.choices,
        initial=Importance.MEDIUM.value,
        widget=forms.RadioSelect,
    )


class NeedForm(NeedWords):
    """A new need. The hidden `form_key` makes the same form sent twice one need."""

    source = chips(NeedSource.choices, label="来源", initial=NeedSource.DOOR.value)
    raised_on = DayField(label="提出日期", initial=day_initial)
    form_key = FormKey()

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"station": station_field(stations), **self.fields}

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        given = dict(self.cleaned_data)
        return {**given, "voucher": f"needs.Form:{given.pop('form_key')}"}


class NeedFilters(forms.Form):
    """Kept in the URL."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=with_any([(WAITING_VALUE, "还没有答复"), (OPEN_VALUE, "还没有办结"), *NeedState.choices]),
    )
    category = forms.ChoiceField(label="类别", required=False, choices=with_any(NeedCategory.choices))
    group = forms.ChoiceField(label="涉及人群", required=False, choices=with_any(NeedGroup.choices))
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=with_any([(3, "较急以上"), (4, "紧急")]))
    source = forms.ChoiceField(label="来源", required=False, choices=with_any(NeedSource.choices))
    year = forms.ChoiceField(label="年份", required=False)

    def __init__(self, *args: Any, actor: Any, years: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = with_any([(str(year), f"{year} 年") for year in years])


class OnDay(forms.Form):
    on = DayField(label="日期", initial=day_initial)


class VerifyForm(OnDay):
    note = LongText(label="核实情况", rows=3, max_length=1000, required=False)


class PlanForm(OnDay):
    project = forms.ModelChoiceField(
        queryset=None, label="对应的项目", required=False, empty_label="不对应项目，直接安排服务"
    )
    note = LongText(label="怎样安排", rows=3, max_length=1000, required=False)
    reason = LongText(label="重新安排的理由", rows=2, max_length=1000, required=False)

    def __init__(self, *args: Any, projects: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        if again:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class ServeForm(OnDay):
    note = LongText(label="提供了什么服务", rows=3, max_length=1000, required=False)


class ReferForm(OnDay):
    referred_to = forms.CharField(label="转给哪个单位", max_length=80)
    reason = LongText(label="转介的理由", rows=3, max_length=1000)


class ReasonForm(OnDay):
    reason = LongText(label="理由", rows=3, max_length=1000)


class CloseForm(OnDay):
    outcome = LongText(label="结果", rows=3, max_length=1000, help_text="居民的问题解决得怎么样，居民是否满意。")
