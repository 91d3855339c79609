"""Categories of clients, guardians, kin."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import CategorySource, DisabilityGrade, LegalBasis, Sex
from liangzhan.people.choices_family import GuardianEvidence, GuardianRelation, Kin
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.rules.searching import words_problem
from liangzhan.stations.forms.fields import AtStation, DayField, LongText, chips, with_any
from liangzhan.toolkit.periods import today

SOURCES = [(value, label) for value, label in CategorySource.choices if value != CategorySource.AGE]


class CategoryForm(AtStation):
    code = forms.ChoiceField(label="类别", choices=[])
    grade = forms.ChoiceField(
        label="残疾等级",
        required=False,
        choices=with_any(DisabilityGrade.choices, "不填"),
        help_text="残疾人类别必填，按残疾人证填写。",
    )
    primary = forms.BooleanField(
        label="设为主要类别", required=False, help_text="一个人只有一个主要类别，用于统计；第一个类别自动为主要类别。"
    )
    source = chips(SOURCES, label="来源", initial=CategorySource.SELF)
    verified_on = DayField(label="核实日期", required=False)
    valid_from = DayField(label="自", initial=today)
    valid_to = DayField(
        label="有效期至", required=False, help_text="与年龄有关的类别到龄自动结束，不用填。低收入类别按认定有效期填写。"
    )
    legal_basis = chips(LegalBasis.choices, label="处理依据", initial=LegalBasis.CONSENT)
    field_order = ["code", "grade", "primary", "source", "verified_on", "valid_from", "valid_to", "legal_basis"]

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["code"]
        choice.choices = [("", "请选择"), *offered]

    def facts(self) -> CategoryFacts:
        """What was chosen, for the service."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "station"}
        return CategoryFacts(**given)


class VerifyForm(forms.Form):
    source = chips(SOURCES, label="来源")
    on = DayField(label="核实日期", initial=today)
    valid_to = DayField(label="有效期至", required=False, help_text="与年龄有关的类别不用填。")


class EndForm(forms.Form):
    on = DayField(label="结束日期", initial=today)
    reason = LongText(label="原因", rows=2, max_length=200, help_text="例如“不再领取低保”“已返乡照护”。")


class CategoryFilters(forms.Form):
    """Kept in the URL."""

    show = forms.ChoiceField(
        label="范围",
        required=False,
        choices=[("", "将到期"), ("ended", "近期到期结束"), ("choose", "没有主要类别")],
    )

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class SomebodyForm(AtStation):
    """A registered person, found first and then chosen, or a name as typed."""

    q = forms.CharField(
        label="在本站人员中查找", max_length=60, required=False, help_text="已登记的，输入姓名、拼音首字母或号码。"
    )
    q.widget.attrs["autocomplete"] = "off"
    person = forms.ChoiceField(label="是哪一位", required=False, widget=forms.RadioSelect, choices=[])
    name = forms.CharField(label="姓名或称呼", max_length=60, required=False, help_text="没有登记过的，填写这里。")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.data.get("q", "") if self.is_bound else ""
        hits = search_persons(text, actor) if text and not words_problem(text) else []
        self.found = {str(hit.person.uuid): hit.person for hit in hits}
        choice: Any = self.fields["person"]
        choice.choices = [(str(hit.person.uuid), _words(hit)) for hit in hits]
        if not hits:
            choice.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("q") and not self.found:
            self.add_error("q", "本站没有找到这个人。请换个写法，或在下面填写姓名。")
        elif self.found and not cleaned.get("person"):
            self.add_error("person", "请选择是哪一位。")
        return cleaned

    def chosen(self) -> Any:
        """The registered person, or None when a name was typed."""
        return self.found.get(self.cleaned_data.get("person") or "")


class GuardianForm(SomebodyForm):
    mobile = forms.CharField(label="手机号码", max_length=20, required=False)
    relation = chips(GuardianRelation.choices, label="与本人的关系", initial=GuardianRelation.PARENT)
    evidence = chips(GuardianEvidence.choices, label="依据", initial=GuardianEvidence.BOOKLET)
    valid_from = DayField(label="自", initial=today)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def facts(self) -> GuardianFacts:
        """What was typed, for the service."""
        names = ("name", "mobile", "relation", "evidence", "valid_from", "note")
        chosen = self.chosen()
        born_on = chosen.born_on if chosen else None
        given = {name: self.cleaned_data[name] for name in names}
        return GuardianFacts(**given, registered=chosen is not None, born_on=born_on)


class KinForm(SomebodyForm):
    kind = chips(Kin.choices, label="是本人的")
    sex = chips(Sex.choices, label="性别", initial=Sex.UNKNOWN)
    deceased = forms.BooleanField(label="已去世", required=False)
    apart = forms.BooleanField(label="不在一起居住", required=False)
    note = forms.CharField(label="关系情况", max_length=200, required=False)


def _words(hit: Any) -> str:
    age = f"{hit.face.age} 岁" if hit.face.age is not None else ""
    return " ".join(part for part in (hit.face.called, hit.face.sex, age, hit.face.id_number) if part)
