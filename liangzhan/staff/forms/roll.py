"""Filters of the roll: kept in the URL, said in a sentence."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.choices.posts import (
    CertificateLevel,
    Employment,
    Identity,
    PostRole,
    PostState,
    ProfessionalBasis,
    RegistrationSight,
)
from liangzhan.staff.queries.roll import NONE, is_of_stations
from liangzhan.stations.forms.fields import with_any
from liangzhan.stations.queries.register import area_names


class RollFilters(forms.Form):
    area = forms.CharField(
        label="地区",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}),
    )
    state = forms.ChoiceField(label="状态", required=False, choices=PostState.choices)
    role = forms.ChoiceField(label="岗位", required=False, choices=with_any(PostRole.choices))
    employment = forms.ChoiceField(label="专兼职", required=False, choices=with_any(Employment.choices))
    level = forms.ChoiceField(
        label="证书级别", required=False, choices=with_any([*CertificateLevel.choices, (NONE, "未持证")])
    )
    basis = forms.ChoiceField(
        label="专业依据", required=False, choices=with_any([*ProfessionalBasis.choices, (NONE, "没有")])
    )
    registration = forms.ChoiceField(label="登记", required=False, choices=with_any(RegistrationSight.choices))
    identity = forms.ChoiceField(label="身份", required=False, choices=with_any(Identity.choices))
    q = forms.CharField(label="姓名", required=False, max_length=40)
    station = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor is not None and is_of_stations(actor):  # a single station needs no choice of area
            del self.fields["area"]
            return
        code = self.data.get("area", "") if self.is_bound else ""
        if code:
            self.fields["area"].widget.attrs["data-shown"] = area_names([code])[code] or code

    def words(self) -> list[str]:
        """What was chosen, in words."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        named = [
            dict(self.fields[name].choices).get(value, value)
            for name, value in chosen.items()
            if value and name in ("state", "role", "employment", "level", "basis", "registration", "identity")
        ]
        area = area_names([chosen["area"]]).get(chosen["area"], "") if chosen.get("area") else ""
        text = [f"“{chosen['q']}”"] if chosen.get("q") else []
        return [one for one in (area, *(named or [PostState.IN_FORCE.label]), *text) if one]
