"""K-01 … K-06; the public page of K-05."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.activities.choices.activity import ActivityKind, ActivityState, WorkDomain
from liangzhan.activities.forms.activity_fields import FenField
from liangzhan.activities.forms.group_plan import PlanForm, YearFilters, service_field
from liangzhan.activities.rules.activity_plan import ActivityFacts
from liangzhan.activities.rules.activity_ratings import SCORE_WORDS
from liangzhan.activities.services.activity_record import SummaryFacts
from liangzhan.credentials.forms.fields import MomentField
from liangzhan.stations.forms.fields import FormKey, LongText, ScanField, chips, with_any


class ActivityForm(PlanForm):
    """K-01 and K-02. Words that may wait are asked for again before the plan is submitted."""

    name = forms.CharField(label="活动名称", max_length=60)
    domain = chips(WorkDomain.choices, label="工作领域")
    kind = chips(ActivityKind.choices, label="形式")
    need_statement = LongText(
        label="需求说明", rows=3, max_length=2000, help_text="为什么办，居民有什么需求，怎么知道的。"
    )
    needs = forms.MultipleChoiceField(
        label="回应的需求",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选本站登记、还没有办结的需求。",
    )
    goal = LongText(label="目标", rows=2, max_length=2000)
    target = forms.CharField(label="参加对象", max_length=200)
    expected_heads = forms.IntegerField(label="预计人数", min_value=1, max_value=9999)
    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束")
    room = forms.ChoiceField(label="活动室", required=False)
    place = forms.CharField(label="地点", max_length=120)
    agenda = LongText(label="流程", rows=3, max_length=4000, required=False)
    staffing = LongText(label="人员分工", rows=2, max_length=2000, required=False)
    volunteers = LongText(label="志愿者安排", rows=2, max_length=1000, required=False)
    safety = LongText(label="安全预案", rows=2, max_length=2000, required=False)
    budget_fen = FenField(label="预算（元）")
    service_kind = service_field()
    for_minors = forms.BooleanField(
        label="面向未成年人", required=False, help_text="负责人须有一年内的从业查询（未成年人保护法第六十二条）。"
    )
    major = forms.BooleanField(label="规模大或敏感，已事先报告", required=False)
    field_order = ("form_key", "name", "domain", "kind", "starts_at", "ends_at", "room", "place", "leader", "helper")

    def __init__(
        self,
        *args: Any,
        rooms: list[tuple[str, str]],
        needs: list[tuple[str, str]],
        major_from: int = 200,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].choices = with_any(rooms, "不用活动室")  # type: ignore[attr-defined]
        self.fields["major"].help_text = f"预计 {major_from} 人以上的，先报告社区两委和街道（乡镇）。"
        self.fields["needs"].choices = needs  # type: ignore[attr-defined]
        if not rooms:
            del self.fields["room"]
        if not needs:
            del self.fields["needs"]

    def facts(self) -> ActivityFacts:
        """What was typed, for the service."""
        names = [name for name in ActivityFacts.__dataclass_fields__ if name != "needs"]
        given = {name: self.cleaned_data[name] for name in names}
        return ActivityFacts(**given, needs=tuple(self.cleaned_data.get("needs", ())))


class ActivityRecordForm(forms.Form):
    """K-03 and K-04 on a phone."""

    unidentified = forms.IntegerField(
        label="未登记姓名的人数", min_value=0, max_value=9999, initial=0, help_text="签到、点名以外到场的人，只计人次。"
    )
    process = LongText(label="活动过程", rows=5, max_length=8000)
    events = LongText(label="意外和处理", rows=2, max_length=2000, required=False)

    def __init__(self, *args: Any, with_heads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_heads:
            del self.fields["unidentified"]


class SummaryForm(forms.Form):
    """K-06. Heads, satisfaction and budget are shown above and not asked for."""

    outcome = LongText(label="成效", rows=4, max_length=4000, help_text="对照目标写。")
    problems = LongText(label="不足和改进", rows=3, max_length=2000)
    budget_used_fen = FenField(label="实际支出（元）")
    follow_up = LongText(label="后续工作", rows=2, max_length=2000, required=False)

    def facts(self) -> SummaryFacts:
        """What was typed, for the service."""
        given = {name: self.cleaned_data[name] for name in SummaryFacts.__dataclass_fields__}
        return SummaryFacts(**given)


class ActivityFilters(YearFilters):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(ActivityState.choices))
    domain = forms.ChoiceField(label="工作领域", required=False, choices=with_any(WorkDomain.choices))
    kind = forms.ChoiceField(label="形式", required=False, choices=with_any(ActivityKind.choices))


class RateForm(forms.Form):
    """K-05 without account: one tap, and words for whoever wants."""

    form_key = FormKey()
    score = chips([(str(score), words) for score, words in SCORE_WORDS.items()], label="您对这次活动满意吗？")
    comment = LongText(label="意见建议", rows=3, max_length=300, required=False, help_text="请不要写姓名和电话。")


class PaperRatingForm(forms.Form):
    """How many slips of paper gave each score."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for score, words in SCORE_WORDS.items():
            self.fields[f"paper_{score}"] = forms.IntegerField(
                label=f"{words}（{score} 分）", min_value=0, max_value=9999, initial=0
            )
        self.fields["scan"] = ScanField(label="评价表照片", required=False)

    def counts(self) -> dict[int, int]:
        """{score: slips}."""
        return {score: self.cleaned_data[f"paper_{score}"] for score in SCORE_WORDS}
