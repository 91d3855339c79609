"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import Any

from django import forms


class MomentField(forms.DateTimeField):
    """Day and hour with the browser's own picker, in local time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"])
        kwargs.setdefault(
            "error_messages",
            {"invalid": "请按 2020-10-31 09:00 这样填写日期和时间。", "required": "请填写日期和时间。"},
        )
        super().__init__(**kwargs)


def hours_field(**kwargs: Any) -> forms.DecimalField:
    """学时 to a tenth."""
    given: dict[str, Any] = {"label": "学时", "max_digits": 5, "decimal_places": 1, "min_value": 0}
    field = forms.DecimalField(**{**given, **kwargs})
    field.widget.attrs |= {"step": "0.1", "inputmode": "decimal"}
    return field
