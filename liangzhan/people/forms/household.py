"""Households."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import Relation
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.searching import words_problem
from liangzhan.stations.forms.fields import AtStation, DayField, chips
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

TO_HEAD = [(value, label) for value, label in Relation.choices if value != Relation.HEAD]


class HouseholdForm(forms.Form):
    division_code = forms.CharField(
        label="居住社区（村）",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "data-level": "COMMUNITY"}),
    )
    address = forms.CharField(label="住址", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = str(self["division_code"].value() or "")
        if code:
            self.fields["division_code"].widget.attrs["data-shown"] = area_names([code]).get(code) or code


class NewHouseholdForm(AtStation, HouseholdForm):
    """Begun with its head; the station is where the head is known."""

    on = DayField(label="自", initial=today)


class MemberForm(forms.Form):
    """Found first, then chosen: the second sending carries the one who was meant."""

    q = forms.CharField(label="查找家庭成员", max_length=60, help_text="在本站人员中查找：姓名、拼音首字母、号码。")
    q.widget.attrs["autocomplete"] = "off"
    person = forms.ChoiceField(label="是哪一位", required=False, widget=forms.RadioSelect, choices=[])
    relation = chips(TO_HEAD, label="与户主的关系")
    on = DayField(label="自", initial=today)

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
        if not self.found and "q" not in self.errors:
            self.add_error("q", "本站没有找到这个人。请换个写法，或先登记这个人。")
        elif self.found and not cleaned.get("person"):
            self.add_error("person", "请选择是哪一位。")
        return cleaned


class LeaveForm(forms.Form):
    on = DayField(label="离开日期", initial=today)


class HeadForm(forms.Form):
    former = chips(TO_HEAD, label="原户主是新户主的")


def _words(hit: Any) -> str:
    parts = [
        hit.face.called,
        hit.face.sex,
        f"{hit.face.age} 岁" if hit.face.age is not None else "",
        hit.face.id_number,
    ]
    return " ".join(part for part in parts if part)
