"""What stars ask: a reason, what somebody said, a decision, a rating."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.forms.fields import LongText, chips, with_any
from liangzhan.volunteers.choices import StarState

RATINGS = [("5", "5 优秀"), ("4", "4 良好"), ("3", "3 一般"), ("2", "2 较差"), ("1", "1 很差")]
DECISIONS = [("yes", "评定"), ("no", "不通过")]


class ProposeForm(forms.Form):
    words = LongText(label="提名理由", max_length=300, rows=3, help_text="写服务的事实，不写服务对象的姓名。")


class ObjectionForm(forms.Form):
    words = LongText(label="意见内容", max_length=200, rows=3, help_text="写要点，不写提意见的人。")


class DecideStarForm(forms.Form):
    decision = chips(DECISIONS, label="评定结果", initial="yes")
    reason = LongText(
        label="评定意见", max_length=300, rows=3, required=False, help_text="不通过的，或者公示期间有意见的，要写明。"
    )

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        return {"granted": self.cleaned_data["decision"] == "yes", "reason": self.cleaned_data["reason"]}


class RateForm(forms.Form):
    quality = chips(RATINGS, label="服务质量评价", initial="5")


class StarFilters(forms.Form):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(StarState.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
