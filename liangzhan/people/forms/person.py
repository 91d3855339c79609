"""Searching, registering, editing a person; filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import Education, IdKind, LegalBasis, PoliticalStatus, Sex, TieKind
from liangzhan.people.queries.cards import FIELDS
from liangzhan.people.queries.categories import GROUPS
from liangzhan.people.rules.identity import PersonFacts, problems_of, tidy
from liangzhan.people.rules.searching import words_problem
from liangzhan.stations.forms.fields import AtStation, DayField, chips, with_any
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

NOTHING_TYPED = with_any([], "不填")
GROUP_CHOICES = [(group.value, group.label) for group in GROUPS]


class SearchForm(forms.Form):
    """Sent by POST: names and numbers never stand in an address."""

    q = forms.CharField(
        label="找谁",
        max_length=60,
        required=False,
        help_text="只在本站人员中查找。号码要输入完整；姓名可以只输一部分，或输入拼音首字母，例如“wxm”。",
    )
    q.widget.attrs.update(
        {"placeholder": "姓名、拼音首字母、化名、证件号码或手机号码", "autocomplete": "off", "autofocus": True}
    )

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        if problem := words_problem(text):
            raise forms.ValidationError(problem)
        return text


class PersonFilters(forms.Form):
    """Kept in the URL: nothing about a person is among them."""

    kind = forms.ChoiceField(label="关联", required=False, choices=with_any(TieKind.choices))
    group = forms.ChoiceField(label="类别", required=False, choices=with_any(GROUP_CHOICES))
    show = forms.ChoiceField(
        label="范围", required=False, choices=[("", "在册"), ("unclear", "待核对"), ("frozen", "已封存")]
    )

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor is not None and not actor.reads("P3"):
            del self.fields["group"]


class PersonForm(forms.Form):
    """What is known of a person. Only a name or an alias must be there."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    id_kind = chips(IdKind.choices, label="证件类型", initial=IdKind.RESIDENT)
    id_number = forms.CharField(label="证件号码", max_length=40, required=False, help_text="不登记号码也可以先服务。")
    mobile = forms.CharField(label="手机号码", max_length=20, required=False)
    alias = forms.CharField(
        label="化名或称呼", max_length=60, required=False, help_text="暂时不知道姓名时填写，例如“三楼李奶奶”。"
    )
    sex = chips(Sex.choices, label="性别", initial=Sex.UNKNOWN, help_text="填写居民身份证号码的，不用再选。")
    born_on = DayField(label="出生日期", required=False, help_text="填写居民身份证号码的，不用再填。")
    division_code = forms.CharField(
        label="居住社区（村）",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "data-level": "COMMUNITY"}),
    )
    address = forms.CharField(label="住址", max_length=200, required=False)
    education = forms.ChoiceField(label="学历", required=False, choices=with_any(Education.choices, "不填"))
    political_status = forms.ChoiceField(
        label="政治面貌", required=False, choices=with_any(PoliticalStatus.choices, "不填")
    )
    legal_basis = chips(
        LegalBasis.choices,
        label="处理依据",
        initial=LegalBasis.CONSENT,
        help_text="一般选“本人同意”；工作人员选“订立、履行合同”。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = str(self["division_code"].value() or "")
        if code:
            self.fields["division_code"].widget.attrs["data-shown"] = area_names([code]).get(code) or code

    def facts(self) -> PersonFacts:
        """What was typed, for the service."""
        return PersonFacts(**{name: self.cleaned_data.get(name) for name in FIELDS})

    def clean(self) -> dict[str, Any]:
        """Every problem at its field at once; the service would name only the first."""
        cleaned = super().clean() or {}
        if not self.errors:
            for field, sentence in problems_of(tidy(self.facts()), today=today()).items():
                self.add_error(field, sentence)
        return cleaned


class RegisterForm(AtStation, PersonForm):
    """Also: which station, and why it may know the person."""

    tie = chips(TieKind.choices, label="与本站的关系", initial=TieKind.CLIENT)
    field_order = ["name", "id_kind", "id_number", "mobile", "tie"]


class EditForm(PersonForm):
    """The number is not shown again: empty leaves it as it is."""

    def __init__(self, *args: Any, number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number:
            self.fields["id_number"].help_text = f"现在是 {number}。留空不变；要更正的，填写完整号码。"


class TieEndForm(forms.Form):
    on = DayField(label="结束日期", initial=today)
