"""Forms of the yearly appraisal."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.staff.choices.appraisal import AppraisalPart, Grade
from liangzhan.staff.queries.appraisal_facts import PartFacts
from liangzhan.staff.rules.appraisal import LONGEST_STATEMENT, NEEDS_NUMBERS
from liangzhan.staff.services.appraisal_review import Judgement
from liangzhan.stations.forms.fields import LongText, ScanField, chips, with_any
from liangzhan.toolkit.periods import today

# What a reviewer may look at for each part that is left to judgement.
HINTS = {
    AppraisalPart.QUANTITY: "平台已列出数量，请结合岗位和工作量打分。",
    AppraisalPart.QUALITY: "抽看服务档案后打分；没有可看的档案就不打分。",
    AppraisalPart.SATISFACTION: "有居民评议或满意度记录时打分；没有就不打分。",
}


class YearFilter(forms.Form):
    """Kept in the URL."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today().year, 2019, -1)
        self.fields["year"].choices = with_any([(str(year), f"{year} 年") for year in years])  # type: ignore[attr-defined]


class OpenYearForm(forms.Form):
    year = forms.TypedChoiceField(label="考核年度", coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [today().year - back for back in range(3)]
        self.fields["year"].choices = [(str(year), f"{year} 年") for year in years]  # type: ignore[attr-defined]


class StatementForm(forms.Form):
    text = LongText(
        label="自评",
        rows=8,
        max_length=LONGEST_STATEMENT,
        required=False,
        help_text=f"写几句最主要的工作和体会即可，不超过 {LONGEST_STATEMENT} 字。字数多少不影响得分。",
    )


class PaperStatementForm(forms.Form):
    text = LongText(label="自评内容", rows=6, max_length=LONGEST_STATEMENT)
    scan = ScanField(label="本人签字的自评")


class SkipForm(forms.Form):
    reason = LongText(label="不经自评的理由", rows=3, max_length=200, help_text="例如：已于 6 月离岗。")


class ReturnForm(forms.Form):
    reason = LongText(label="退回理由", rows=3, max_length=200)


class ReviewForm(forms.Form):
    """Political quality, then one pair of fields for each part that the platform does not score by itself."""

    political_fit = chips([("True", "合格"), ("False", "不合格")], label="政治素质")
    political_note = forms.CharField(label="政治素质评语", max_length=200)

    def __init__(self, *args: Any, facts: dict[str, PartFacts], weights: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.judged = [part for part in AppraisalPart if self._is_judged(part, facts[part], weights[part])]
        for part in self.judged:
            self.fields[f"points_{part.lower()}"] = forms.DecimalField(
                label=f"{part.label}得分", required=False, min_value=0, max_value=100, decimal_places=2, max_digits=5,
                help_text=HINTS[part],
            )  # fmt: skip
            self.fields[f"note_{part.lower()}"] = forms.CharField(
                label=f"{part.label}打分依据", required=False, max_length=200
            )

    @staticmethod
    def _is_judged(part: str, facts: PartFacts, weight: int) -> bool:
        if facts.computed or facts.points is not None or not weight:
            return False
        return facts.has_numbers or part not in NEEDS_NUMBERS

    def given(self) -> dict[str, Any]:
        """Arguments of the service."""
        said = self.cleaned_data
        judgements = {
            part.value: Judgement(said[f"points_{part.lower()}"], said[f"note_{part.lower()}"]) for part in self.judged
        }
        return {
            "judgements": judgements,
            "political_fit": said["political_fit"] == "True",
            "political_note": said["political_note"],
        }


class PublishForm(forms.Form):
    cap = forms.BooleanField(label="优秀名额已满的按合格公示", required=False)


class ObjectionForm(forms.Form):
    text = LongText(label="异议", rows=4, max_length=300)


class AnswerForm(forms.Form):
    upheld = chips([("True", "成立，重新评议"), ("False", "不成立")], label="异议是否成立")
    answer = LongText(label="答复", rows=3, max_length=300)

    def given(self) -> dict[str, Any]:
        return {"upheld": self.cleaned_data["upheld"] == "True", "answer": self.cleaned_data["answer"]}


class AppealForm(forms.Form):
    text = LongText(label="申诉理由", rows=6, max_length=LONGEST_STATEMENT)


class PaperAppealForm(AppealForm):
    scan = ScanField(label="本人签字的申诉书")


class DecisionForm(forms.Form):
    grade = chips(Grade.choices, label="等次")
    reason = LongText(label="决定的理由", rows=4, max_length=300)
