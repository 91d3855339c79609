"""Which period is published."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.reporting.rules.periods import choices_before, period_of
from liangzhan.toolkit.periods import today


class FreezeForm(forms.Form):
    """Only periods that are over are offered; the service says no to the rest."""

    period = forms.ChoiceField(label="统计期", help_text="发布后不能更改；有重叠的两期只能发布一期。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        over = [(code, words) for code, words in choices_before(today()) if period_of(code).end < today()]  # type: ignore[union-attr]
        self.fields["period"].choices = over  # type: ignore[attr-defined]
