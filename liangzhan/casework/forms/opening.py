"""C-01: the intake of a known person or a new one; the decision; the team."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.casework.choices import CaseSource, IntakeDecision, MemberRole
from liangzhan.casework.rules.intake import IntakeFacts
from liangzhan.people.choices import Sex
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.protection.choices import RiskDomain
from liangzhan.stations.forms.fields import AtStation, DayField, FormKey, LongText, chips
from liangzhan.toolkit.periods import today

URGENCY = [("1", "一般"), ("2", "较急"), ("3", "紧急"), ("4", "危急")]
DECISIONS = [("", "暂不决定"), *IntakeDecision.choices]


class IntakeForm(forms.Form):
    """C-01 without the decision: what is mended later."""

    on = DayField(label="求助日期", initial=today)
    source = chips(CaseSource.choices, label="来源", initial=CaseSource.SELF)
    problem = LongText(label="主要问题", rows=4, max_length=4000, help_text="服务对象怎么说、您看到什么，分开写。")
    urgency = chips(URGENCY, label="紧急程度", initial="1")
    risks = forms.MultipleChoiceField(
        label="风险筛查", choices=RiskDomain.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    risk_note = LongText(
        label="风险说明", rows=2, max_length=2000, required=False, help_text="没有发现风险的，写“未发现”。"
    )
    prior_help = LongText(label="以往求助和服务", rows=2, max_length=4000, required=False)

    def facts(self) -> IntakeFacts:
        """For the service; ticked risks stand before the words about them."""
        chosen = self.cleaned_data
        named = "、".join(RiskDomain(one).label for one in chosen["risks"])
        screen = "：".join(part for part in (named, chosen["risk_note"].strip()) if part)
        return IntakeFacts(
            on=chosen["on"],
            source=chosen["source"],
            problem=chosen["problem"],
            prior_help=chosen["prior_help"],
            urgency=int(chosen["urgency"]),
            risk_screen=screen,
        )


class DecideForm(forms.Form):
    """Accept, refer, decline, or accept in a crisis."""

    decision = chips(IntakeDecision.choices, label="决定", initial=IntakeDecision.ACCEPT)
    reason = LongText(label="理由", rows=2, max_length=1000, required=False, help_text="不接案、转介的必须写明。")
    on = DayField(label="决定日期", initial=today)


class OpenForm(AtStation, IntakeForm):
    """C-01 of a known person."""

    form_key = FormKey(required=False)
    decision = chips(DECISIONS, label="决定", required=False, initial=IntakeDecision.ACCEPT)
    reason = LongText(label="理由", rows=2, max_length=1000, required=False, help_text="不接案、转介的必须写明。")

    def given(self) -> dict[str, Any]:
        """Arguments of the service."""
        names = ("station", "decision", "reason", "form_key")
        return {"facts": self.facts(), **{name: self.cleaned_data[name] for name in names}}


class OpenNewForm(OpenForm):
    """C-01 of a person who is not registered yet: a name or an alias is enough."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    alias = forms.CharField(
        label="化名或称呼", max_length=60, required=False, help_text="暂时不知道姓名的填写，例如“三楼李奶奶”。"
    )
    sex = chips(Sex.choices, label="性别", initial=Sex.UNKNOWN)
    born_on = DayField(label="出生日期", required=False)
    mobile = forms.CharField(label="手机号码", max_length=20, required=False)
    id_number = forms.CharField(
        label="居民身份证号码", max_length=40, required=False, help_text="不登记号码也可以先服务。"
    )
    field_order = ["name", "alias", "sex", "born_on", "mobile", "id_number"]

    def person_facts(self) -> PersonFacts:
        """What was typed about the person."""
        names = ("name", "alias", "sex", "born_on", "mobile", "id_number")
        return PersonFacts(**{name: self.cleaned_data.get(name) for name in names})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of(tidy(self.person_facts()), today=today()).items():
                self.add_error(field, sentence)
        return cleaned


class MemberForm(forms.Form):
    """Another worker of the station joins."""

    worker = forms.ModelChoiceField(label="工作人员", queryset=None, empty_label=None, widget=forms.RadioSelect)
    role = chips(
        [(one.value, one.label) for one in (MemberRole.MEMBER, MemberRole.HEAD)],
        label="角色",
        initial=MemberRole.MEMBER,
    )

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["worker"]
        choice.queryset = workers


class LeaveForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, required=False)


class NicknameForm(forms.Form):
    nickname = forms.CharField(
        label="化名",
        max_length=30,
        required=False,
        help_text="督导和案例研讨中用这个名字，不能是本人的姓名或平时的称呼。",
    )
