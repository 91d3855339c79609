"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import Any

from django import forms


class MomentField(forms.DateTimeField):
    """A day and a clock with the browser's own picker, in our time zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("widget", widget)
        wrong = "请按 2026-03-05 09:00 这样填写日期和时刻。"
        kwargs.setdefault("error_messages", {"invalid": wrong, "required": "请填写日期和时刻。"})
        super().__init__(**kwargs)


class ReasonForm(forms.Form):
    """A reason, kept with the deed."""

    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明理由。"},
    )
