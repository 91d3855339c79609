"""Filters of 该探访谁, the plan of one client, a pause."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.activities.choices import PauseKind
from liangzhan.stations.forms.fields import DayField, LongText, chips, with_any


class DueFilters(forms.Form):
    """Kept in the URL."""

    who = forms.ChoiceField(label="谁负责", required=False, choices=[("", "我负责和未指定的"), ("all", "全站")])
    category = forms.ChoiceField(label="类别", required=False)
    only = forms.ChoiceField(label="范围", required=False, choices=[("", "到期和逾期"), ("overdue", "只看逾期")])

    def __init__(self, *args: Any, categories: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = with_any(list(categories))  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """Who is in charge, and other days than the category has."""

    worker = forms.TypedChoiceField(label="负责人", required=False, coerce=int, empty_value=None)
    days = forms.IntegerField(label="几天探访一次", required=False, min_value=0, max_value=366)
    reason = LongText(
        label="理由", rows=2, max_length=300, required=False, help_text="与这类服务对象的周期不同时必填。"
    )

    def __init__(self, *args: Any, workers: list[tuple[int, str]], usual: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "不指定，谁有空谁去"), *workers]  # type: ignore[attr-defined]
        words = f"这类服务对象每 {usual} 天一次" if usual else "这类服务对象没有周期要求"
        self.fields["days"].help_text = f"{words}，留空按此执行；填 0 不安排定期探访。"


class PauseForm(forms.Form):
    """Nobody is at home until a day."""

    kind = chips(PauseKind.choices, label="原因")
    until = DayField(label="暂停到（含当天）")
    note = forms.CharField(label="说明", max_length=300, required=False)
