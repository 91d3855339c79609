"""Opening a project, measuring it, ending it, and the filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.needs.choices import ProjectKind, ProjectState
from liangzhan.needs.forms.fields import day_initial
from liangzhan.needs.forms.resources import need_words
from liangzhan.needs.rules.projects import NO_NEED, ProjectFacts
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips, with_any


class ProjectForm(forms.Form):
    """A project of one station with the needs it answers."""

    needs = forms.ModelMultipleChoiceField(
        queryset=None, label="回应哪些需求", widget=forms.CheckboxSelectMultiple, error_messages={"required": NO_NEED}
    )
    name = forms.CharField(label="名称", max_length=80)
    kind = chips(ProjectKind.choices, label="类型")
    goals = LongText(label="目标", rows=3, max_length=1000, help_text="做成什么样算好，写得能检查。")
    responsible = forms.CharField(label="负责人", max_length=40)
    starts_on = DayField(label="开始日期", initial=day_initial)
    ends_on = DayField(label="结束日期")
    form_key = FormKey()

    def __init__(self, *args: Any, needs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = needs
        self.fields["needs"].label_from_instance = need_words

    def told(self) -> dict[str, Any]:
        """Arguments of the service, without the key."""
        given = dict(self.cleaned_data)
        given.pop("form_key")
        needs = list(given.pop("needs"))
        return {"facts": ProjectFacts(**given), "needs": needs}


class MeasureForm(forms.Form):
    """What will be measured."""

    name = forms.CharField(label="指标", max_length=60, help_text="例如“每周有人探访的独居老人”。")
    unit = forms.CharField(label="单位", max_length=10)
    before = forms.DecimalField(label="项目前", max_digits=12, decimal_places=1)
    target = forms.DecimalField(label="目标", max_digits=12, decimal_places=1)


class ResultForm(forms.Form):
    on = DayField(label="测量日期", initial=day_initial)
    after = forms.DecimalField(label="结果", max_digits=12, decimal_places=1)


class FinishForm(forms.Form):
    outcome = LongText(label="成效", rows=5, max_length=2000, help_text="目标达到了没有，居民有什么变化，以后怎么办。")


class ProjectFilters(forms.Form):
    """Kept in the URL."""

    kind = forms.ChoiceField(label="类型", required=False, choices=with_any(ProjectKind.choices))
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(ProjectState.choices))
    year = forms.ChoiceField(label="年份", required=False)

    def __init__(self, *args: Any, actor: Any, years: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = with_any([(str(year), f"{year} 年") for year in years])
