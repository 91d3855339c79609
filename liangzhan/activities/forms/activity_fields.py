"""Fields that forms of groups and activities share."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.activities.rules.activity_money import fen_of


class FenField(forms.CharField):
    """Yuan as typed, cleaned to whole fen; nothing is no money."""

    def __init__(self, **kwargs: Any) -> None:
        plain = {"max_length": 20, "required": False, "widget": forms.TextInput(attrs={"inputmode": "decimal"})}
        super().__init__(**{**plain, **kwargs})

    def clean(self, value: Any) -> int:
        typed = super().clean(value)
        if not typed:
            return 0
        fen, problem = fen_of(typed)
        if problem:
            raise forms.ValidationError(problem)
        return fen
