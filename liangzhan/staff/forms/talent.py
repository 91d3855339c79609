"""Forms of examinations and of the pay scale."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.choices.posts import CertificateLevel, PostRole
from liangzhan.staff.choices.talent import ExamPaper, PaperOutcome
from liangzhan.staff.forms.allowance import AreaField, YuanField, fen_of
from liangzhan.staff.models import ExamEntry, Worker
from liangzhan.staff.rules.pay_scale import Amounts
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips, with_any
from liangzhan.toolkit.periods import today


class ExamFilters(forms.Form):
    """Kept in the URL."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    level = forms.ChoiceField(label="级别", required=False, choices=with_any(CertificateLevel.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today().year, today().year - 10, -1)
        self.fields["year"].choices = with_any([(str(year), f"{year} 年") for year in years])  # type: ignore[attr-defined]


class SignUpForm(forms.Form):
    worker = forms.ModelChoiceField(label="人员", queryset=Worker.objects.none(), empty_label=None)
    year = forms.IntegerField(label="考试年度")
    level = chips(CertificateLevel.choices, label="级别")
    papers = forms.MultipleChoiceField(
        label="科目", required=False, choices=ExamPaper.choices, widget=forms.CheckboxSelectMultiple,
        help_text="不选则为这一级别还没有合格的全部科目。",
    )  # fmt: skip
    signed_on = DayField(label="报名日期", initial=today)

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year


class ResultsForm(forms.Form):
    """One choice for each paper that was signed up."""

    known_on = DayField(label="成绩公布日期", initial=today)

    def __init__(self, *args: Any, entry: ExamEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in entry.results.order_by("id"):
            self.fields[row.paper] = forms.ChoiceField(
                label=row.get_paper_display(), required=False, initial=row.outcome,
                choices=with_any(PaperOutcome.choices, "还没有成绩"), widget=forms.Select,
            )  # fmt: skip

    def given(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        known_on = values.pop("known_on")
        return {"known_on": known_on, "outcomes": values}


class CertifyForm(forms.Form):
    passed_on = DayField(label="取得日期", help_text="证书上的批准日期。")
    number = forms.CharField(label="管理号", max_length=40, required=False, help_text="证书上的管理号，加密保存。")
    file = ScanField(label="证书扫描件", required=False)


class PayScaleForm(forms.Form):
    area = AreaField(label="地区", help_text="市或县（市、区）。")
    year = forms.IntegerField(label="年度")
    role = forms.ChoiceField(
        label="岗位", required=False, choices=with_any(PostRole.choices, "不分岗位"), widget=forms.Select
    )
    level = forms.ChoiceField(
        label="级别", required=False, choices=with_any(CertificateLevel.choices, "不分级别"), widget=forms.Select
    )
    headcount = forms.IntegerField(label="人数", min_value=1)
    lowest = YuanField(label="最低月薪（元）", required=False, min_value=0)
    median = YuanField(label="中位月薪（元）", required=False, min_value=0, help_text="一半人高于、一半人低于的数。")
    highest = YuanField(label="最高月薪（元）", required=False, min_value=0)
    basis = forms.CharField(label="依据", max_length=200, help_text="统计口径或文件。只登记汇总数，不登记个人收入。")
    basis_file = ScanField(label="依据文件", required=False)
    is_sample = forms.BooleanField(label="示例", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year - 1

    def given(self) -> dict[str, Any]:
        """Arguments of the service: money in fen."""
        values = dict(self.cleaned_data)
        division = values.pop("area")
        lowest, median, highest = (fen_of(values.pop(name)) for name in ("lowest", "median", "highest"))
        amounts = Amounts(values.pop("headcount"), lowest, median, highest)
        return {**values, "division": division, "amounts": amounts}


class WhyForm(forms.Form):
    reason = LongText(label="理由", rows=3, max_length=200)
