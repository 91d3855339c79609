"""Filters of the inbox."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.access.actor import Actor
from liangzhan.notices.choices import NoticeKind


class NoticeFilter(forms.Form):
    """Kind, and whether the read ones are shown."""

    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *NoticeKind.choices])
    show = forms.ChoiceField(label="显示", required=False, choices=[("", "未读"), ("all", "全部")])

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
