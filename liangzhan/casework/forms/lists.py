"""Filters of the list of cases; nothing about a person is among them."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.casework.choices import Phase
from liangzhan.people.choices import GROUP_OF_CATEGORY, ORDINARY_CATEGORIES, ClientGroup
from liangzhan.stations.forms.fields import with_any

SHOW = [("", "在办"), ("closed", "已结案"), ("refused", "不接案或已转介"), ("all", "全部")]


class CaseFilters(forms.Form):
    """Whose cases, which phase, whom they concern, who works on them, whether late."""

    whose = forms.ChoiceField(label="范围", required=False, choices=[("", "我参与的"), ("station", "本站全部")])
    phase = forms.ChoiceField(label="阶段", required=False, choices=with_any(Phase.choices))
    category = forms.ChoiceField(label="类别", required=False)
    worker = forms.ChoiceField(label="社工", required=False)
    show = forms.ChoiceField(label="状态", required=False, choices=SHOW)
    late = forms.BooleanField(label="只看超期", required=False)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], oversees: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ordinary = [one for one in ORDINARY_CATEGORIES if GROUP_OF_CATEGORY[one] != ClientGroup.SENSITIVE]
        category: Any = self.fields["category"]
        category.choices = with_any([(one.value, one.label) for one in ordinary])
        worker: Any = self.fields["worker"]
        worker.choices = with_any(workers)
        if not oversees:
            del self.fields["whose"]
            del self.fields["worker"]
