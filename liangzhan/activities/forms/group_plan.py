"""G-01, decisions, reasons; filters of the lists."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.activities.choices.groups import GroupModel, GroupState, GroupType
from liangzhan.activities.forms.activity_fields import FenField
from liangzhan.activities.rules.group_plan import GroupFacts
from liangzhan.ledger.choices import OPEN_SERVICES
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips, with_any

YEARS_ERROR = {"invalid": "请填写四位年份。"}


def service_field() -> forms.ChoiceField:
    """服务内容, where the plan has one main service."""
    return forms.ChoiceField(label="服务内容", choices=with_any(OPEN_SERVICES, "不填"), required=False)


class PlanForm(forms.Form):
    """What plans of groups and activities ask alike; who leads is somebody with a post at the station."""

    form_key = FormKey(required=False)
    leader = forms.ChoiceField(label="负责人")
    helper = forms.ChoiceField(label="协助人", required=False)

    def __init__(self, *args: Any, leaders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].choices = leaders  # type: ignore[attr-defined]
        self.fields["helper"].choices = with_any(leaders, "不填")  # type: ignore[attr-defined]
        if not leaders:
            self.fields["leader"].help_text = "本站还没有在岗的工作人员，请先在人员名册里登记。"


class GroupForm(PlanForm):
    """G-01. Words that may wait are asked for again before the plan is submitted."""

    name = forms.CharField(label="小组名称", max_length=60)
    type = chips(GroupType.choices, label="类型")
    model = chips(GroupModel.choices, label="模式")
    target = forms.CharField(label="服务对象", max_length=200)
    goals = LongText(label="目标", rows=3, max_length=2000, help_text="写成可以观察的变化。")
    members_planned = forms.IntegerField(label="计划人数", min_value=1, max_value=200, help_text="通常 6–12 人。")
    sessions_planned = forms.IntegerField(label="计划节数", min_value=1, max_value=60)
    starts_on = DayField(label="开始日期")
    ends_on = DayField(label="结束日期")
    place = forms.CharField(label="地点", max_length=120)
    theory = forms.CharField(label="理论依据", max_length=120, required=False, help_text="例如“社会支持理论”。")
    recruitment = LongText(label="招募办法", rows=2, max_length=2000, required=False)
    indicators = LongText(label="评估指标", rows=2, max_length=2000, required=False)
    risks = LongText(label="可能的困难", rows=2, max_length=2000, required=False)
    plan_b = LongText(label="应对办法", rows=2, max_length=2000, required=False)
    budget_fen = FenField(label="预算（元）")
    service_kind = service_field()
    for_minors = forms.BooleanField(
        label="面向未成年人", required=False, help_text="带组人须有一年内的从业查询（未成年人保护法第六十二条）。"
    )
    field_order = ("form_key", "name", "type", "model", "target", "goals", "members_planned", "sessions_planned")

    def __init__(self, *args: Any, minimum: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sessions_planned"].help_text = f"{minimum} 节以上的算正式小组。"

    def facts(self) -> GroupFacts:
        """What was typed, for the service."""
        given = {name: self.cleaned_data[name] for name in GroupFacts.__dataclass_fields__}
        return GroupFacts(**given)


class ReasonForm(forms.Form):
    reason = LongText(label="原因", rows=3, max_length=200)


class DecisionForm(forms.Form):
    decision = chips([("yes", "批准"), ("no", "退回修改")], label="审批")
    reason = LongText(label="意见", rows=3, max_length=500, required=False, help_text="退回的，请写明要修改什么。")


class YearFilters(forms.Form):
    """Kept in the URL."""

    year = forms.IntegerField(label="年份", required=False, min_value=2000, max_value=2100, error_messages=YEARS_ERROR)
    q = forms.CharField(label="名称", required=False, max_length=40)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class GroupFilters(YearFilters):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(GroupState.choices))
    type = forms.ChoiceField(label="类型", required=False, choices=with_any(GroupType.choices))
