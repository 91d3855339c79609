"""Forms of siting."""

from typing import Any

from django import forms

from liangzhan.programme.models import Nomination
from liangzhan.programme.queries.siting import unit_of
from liangzhan.programme.rules.siting import FACT_FIELDS

PICKER = {"data-division-picker": "1", "autocomplete": "off", "inputmode": "text"}


class NominationForm(forms.ModelForm):
    """The form of domain.md 3.3: counts only, never names."""

    class Meta:
        model = Nomination
        fields = list(FACT_FIELDS)
        widgets = {
            "committee_opinion": forms.Textarea(attrs={"rows": 2}),
            "street_opinion": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "elderly_count": "只作参考，不计分。",
            "facility_name": "例如社区综合服务设施、党群服务中心；没有可不填。",
            "longitude": "知道位置才填；填了可判断两公里内有没有站点。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.endswith("_count"):
                field.required = False  # left empty means none
            if isinstance(field, forms.IntegerField | forms.DecimalField):
                field.widget.attrs["inputmode"] = "decimal"

    def _post_clean(self):
        """Shape only; rules are the service's."""

    def facts(self) -> dict[str, Any]:
        """The cleaned fields; a count left empty is 0."""
        counts = {name for name in self.fields if name.endswith("_count")}
        return {name: 0 if name in counts and value is None else value for name, value in self.cleaned_data.items()}


class NominateForm(NominationForm):
    """The form with the community in front."""

    division = forms.CharField(
        label="社区（村）",
        max_length=12,
        help_text="输入名称、拼音首字母或 12 位代码查找。",
        widget=forms.TextInput(attrs={**PICKER, "data-level": "COMMUNITY"}),
    )
    field_order = ["division"]

    class Meta(NominationForm.Meta):
        pass

    def clean_division(self):
        """The unit with this code: the live one, else the one that ceased (the service says so)."""
        found = unit_of(self.cleaned_data["division"])
        if found is None:
            raise forms.ValidationError("没有这个代码的社区（村），请从查找结果中选择。")
        return found

    def facts(self):
        """The form without the community itself."""
        return {name: value for name, value in super().facts().items() if name != "division"}


class NoteForm(forms.Form):
    """A remark, where the county agrees."""

    note = forms.CharField(label="县级意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """A reason, where one is wanted."""

    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class RankForm(ReasonForm):
    """A place in the ranking by hand; empty takes the hand away again."""

    rank = forms.IntegerField(
        label="调整为第几名", min_value=1, max_value=10_000, required=False, help_text="不填表示恢复按得分排序。"
    )
    field_order = ["rank", "reason"]


class ManagerForm(forms.Form):
    """The street that manages a unit coded 400–599."""

    street = forms.CharField(
        label="管理它的乡镇（街道）",
        max_length=12,
        widget=forms.TextInput(attrs={**PICKER, "data-level": "STREET"}),
        help_text="输入名称、拼音首字母或代码查找。",
    )

    def clean_street(self):
        """The live unit with this code."""
        found = unit_of(self.cleaned_data["street"])
        if found is None:
            raise forms.ValidationError("没有这个代码的乡镇（街道），请从查找结果中选择。")
        return found


class CountForm(forms.Form):
    """Which plan a station shall count to."""

    plan = forms.ChoiceField(label="计划")

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(one.pk): one for one in plans}
        self.fields["plan"].choices = [(key, one.title) for key, one in self.plans.items()]

    def clean_plan(self):
        return self.plans[self.cleaned_data["plan"]]
