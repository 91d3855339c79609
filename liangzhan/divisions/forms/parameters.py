"""A form whose fields follow from the shape of the parameter."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.divisions.forms.units import day_field
from liangzhan.divisions.parameter_values import NAMES, words_of
from liangzhan.toolkit.parameters import Declared


def value_field(default: Any, label: str, hint: str) -> forms.Field:
    """One field for one plain value."""
    if isinstance(default, bool):
        return forms.TypedChoiceField(
            label=label, choices=[("1", "是"), ("0", "否")], coerce=lambda text: text == "1", widget=forms.RadioSelect
        )
    if isinstance(default, int):
        return forms.IntegerField(label=label, min_value=0, error_messages={"invalid": "请填写整数。"})
    if isinstance(default, list):
        return forms.MultipleChoiceField(label=label, choices=words_of(hint), widget=forms.CheckboxSelectMultiple)
    if isinstance(default, float):
        return forms.FloatField(label=label, min_value=0, error_messages={"invalid": "请填写数字。"})
    if words := words_of(hint):
        return forms.ChoiceField(label=label, choices=words, widget=forms.RadioSelect)
    return forms.CharField(label=label, max_length=200)


class ParameterForm(forms.Form):
    """Value (one field, or one for each name of it), area, day, basis."""

    area = forms.ModelChoiceField(queryset=None, label="适用地区", empty_label=None)
    valid_from = day_field("自哪一天起")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号；没有文件的写明由谁决定。")

    def __init__(self, *args: Any, declared: Declared, areas: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared = declared
        self.fields["area"].queryset = areas
        fields: dict[str, forms.Field] = {}
        if isinstance(declared.default, dict):
            for key, default in declared.default.items():
                fields[f"value_{key}"] = value_field(default, NAMES.get(key, key), "")
                fields[f"value_{key}"].initial = now.get(key)
        else:
            fields["value"] = value_field(declared.default, "取值", declared.label)
            fields["value"].initial = {True: "1", False: "0"}.get(now) if isinstance(now, bool) else now
        self.fields = {**fields, **self.fields}

    def value(self) -> Any:
        """The value as it will be stored."""
        if isinstance(self.declared.default, dict):
            return {key: self.cleaned_data[f"value_{key}"] for key in self.declared.default}
        return self.cleaned_data["value"]
