"""Forms of sealed cases: opening on a commission, another commission, the person, emergency access and its review."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.casework.choices.sealing import CommissionKind
from liangzhan.casework.forms.opening import IntakeForm
from liangzhan.casework.rules.sealing import CommissionFacts
from liangzhan.people.choices import Sex
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.forms.fields import AtStation, DayField, FormKey, LongText, ScanField, chips
from liangzhan.toolkit.periods import today


class ClientForm(forms.Form):
    """Who it is for. The alias is what every page shows."""

    alias = forms.CharField(
        label="化名", max_length=60, help_text="页面、纸面和志愿者任务上只显示化名，不要用本人姓名。"
    )
    name = forms.CharField(label="姓名", max_length=60, required=False)
    sex = chips(Sex.choices, label="性别", initial=Sex.UNKNOWN)
    born_on = DayField(label="出生日期", required=False)
    mobile = forms.CharField(label="手机号码", max_length=20, required=False)
    id_number = forms.CharField(label="居民身份证号码", max_length=40, required=False)
    address = forms.CharField(label="住址", max_length=200, required=False)

    def client(self) -> PersonFacts:
        """What was typed about the person."""
        names = ("alias", "name", "sex", "born_on", "mobile", "id_number", "address")
        return PersonFacts(**{name: self.cleaned_data[name] for name in names})


class CommissionForm(forms.Form):
    """委托书."""

    form_key = FormKey(required=False)
    kind = chips(CommissionKind.choices, label="类别", initial=CommissionKind.CORRECTION)
    body = forms.CharField(label="委托单位", max_length=100, help_text="例如司法所、乡镇（街道）禁毒办。")
    number = forms.CharField(label="委托书编号", max_length=60)
    from_on = DayField(label="委托期起", initial=today)
    to_on = DayField(label="委托期止")
    upload = ScanField(label="委托书照片或扫描件", required=False)

    def commission(self) -> CommissionFacts:
        """What stands on the paper."""
        return CommissionFacts(
            **{name: self.cleaned_data[name] for name in ("kind", "body", "number", "from_on", "to_on")}
        )


class OpenSealedForm(AtStation, ClientForm, CommissionForm, IntakeForm):
    """Three parts on one page: the commission, the person, C-01."""

    field_order = (
        *("kind", "body", "number", "from_on", "to_on", "upload"),
        *("alias", "name", "sex", "born_on", "mobile", "id_number", "address", "station"),
        *("on", "source", "problem", "urgency", "risks", "risk_note", "prior_help"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("source", "POLICE_JUSTICE")

    def given(self) -> dict[str, Any]:
        """Arguments of the service."""
        kept = {name: self.cleaned_data[name] for name in ("station", "upload", "form_key")}
        return {"client": self.client(), "intake": self.facts(), "commission": self.commission(), **kept}


class EndCommissionForm(forms.Form):
    on = DayField(label="委托结束日期", initial=today)


class EmergencyForm(AtStation):
    """By the number of the case, never by a name: nobody can try out who is served."""

    number = forms.CharField(label="案号", max_length=60)
    reason = LongText(label="理由", rows=3, max_length=1000, help_text="紧急情形、要做什么。次日由他人复核。")


class EmergencyReviewForm(forms.Form):
    justified = chips([("True", "符合紧急情形"), ("False", "不符合")], label="结论")
    review = LongText(label="复核意见", rows=3, max_length=1000)

    def given(self) -> dict[str, Any]:
        """Arguments of the service."""
        return {"justified": self.cleaned_data["justified"] == "True", "review": self.cleaned_data["review"]}
