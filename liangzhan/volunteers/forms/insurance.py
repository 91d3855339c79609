"""A policy: of a station's volunteers by name, or 统保 of a whole area."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.forms.fields import DayField, ScanField
from liangzhan.volunteers.rules.insurance import PolicyFacts


class PolicyForm(forms.Form):
    """What the paper says."""

    policy_no = forms.CharField(label="保单号", max_length=60)
    insurer = forms.CharField(label="保险公司", max_length=80)
    holder = forms.CharField(label="投保单位", max_length=80)
    starts_on = DayField(label="自")
    ends_on = DayField(label="止", help_text="当天仍有保险。")
    cover = forms.CharField(label="保障内容", max_length=200, required=False)
    file = ScanField(label="保单", required=False)

    def facts(self) -> PolicyFacts:
        """As the service takes them."""
        return PolicyFacts(**{name: self.cleaned_data[name] for name in PolicyFacts.__dataclass_fields__})


class AtPlace(PolicyForm):
    """A station's list, or the area of an officer."""

    place = forms.ChoiceField(label="投保范围")
    field_order = ["place"]

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]


class MembersForm(forms.Form):
    """Who is on the list; volunteers of the station alone."""

    members = forms.MultipleChoiceField(label="被保险人", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = choices  # type: ignore[attr-defined]
