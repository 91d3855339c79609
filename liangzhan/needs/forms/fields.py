"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.toolkit.periods import today


def station_field(stations: Any) -> forms.ModelChoiceField:
    """Where it is written down; the only station is chosen already."""
    rows = list(stations)
    field = forms.ModelChoiceField(
        queryset=stations,
        label="站点",
        empty_label=None if len(rows) == 1 else "请选择",
        initial=rows[0] if rows else None,
    )
    if len(rows) == 1:
        field.widget = forms.HiddenInput()
    return field


def day_initial():
    """Today, asked when the form is shown."""
    return today()


class Yuan(forms.DecimalField):
    """Yuan typed by people, whole fen inside."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=0, required=False, **kwargs)

    def clean(self, value: Any) -> int:
        return int((super().clean(value) or 0) * 100)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:.2f}" if isinstance(value, int) else value
