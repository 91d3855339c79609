"""Requests under the personal information law: taken down, answered."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices_family import Asker, IdentityCheck, RefusalGround, RightKind, RightState, RightWay
from liangzhan.people.forms.client import AtStation
from liangzhan.people.rules.rights import DECISIONS, RightFacts
from liangzhan.stations.forms.fields import DayField, LongText, chips, with_any
from liangzhan.toolkit.periods import today

OUTCOMES = [(state.value, state.label) for state in DECISIONS]


class RightForm(AtStation):
    kind = chips(RightKind.choices, label="请求")
    asker = chips(Asker.choices, label="谁提出", initial=Asker.SELF)
    asker_name = forms.CharField(label="申请人姓名", max_length=60, required=False, help_text="不是本人提出的填写。")
    way = chips(RightWay.choices, label="提出方式", initial=RightWay.DOOR)
    identity = chips(IdentityCheck.choices, label="怎样核对身份", initial=IdentityCheck.ORIGINAL)
    words = LongText(label="请求内容", rows=4, max_length=2000)
    received_on = DayField(label="收到日期", initial=today)
    field_order = ["kind", "asker", "asker_name", "way", "identity", "words", "received_on"]

    def facts(self) -> RightFacts:
        """What was typed, for the service."""
        return RightFacts(**{name: value for name, value in self.cleaned_data.items() if name != "station"})


class DecisionForm(forms.Form):
    outcome = chips(OUTCOMES, label="办理结果")
    ground = forms.ChoiceField(
        label="法律依据",
        required=False,
        choices=with_any(RefusalGround.choices, "不填"),
        help_text="部分同意或者不予办理的必填。",
    )
    words = LongText(label="理由和办理情况", rows=5, max_length=2000, help_text="会写在答复书上。不要写他人的信息。")


class RightFilters(forms.Form):
    """Kept in the URL."""

    state = forms.ChoiceField(label="状态", required=False, choices=with_any(RightState.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AssessmentForm(forms.Form):
    title = forms.CharField(label="标题", max_length=80)
    text = LongText(label="正文", rows=20, max_length=40000)
    valid_from = DayField(label="启用日期", initial=today)
