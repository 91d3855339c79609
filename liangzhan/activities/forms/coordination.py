"""Coordination: the record, a step, filters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from liangzhan.activities.choices import CoordinationKind, Outcome, Topic
from liangzhan.activities.models import Coordination
from liangzhan.activities.rules.coordination import CoordinationFacts, problems_of
from liangzhan.activities.rules.visits import SHANGHAI
from liangzhan.staff.forms.leave import TimeField
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, chips, with_any
from liangzhan.toolkit.periods import moment, today

COPIED = (
    *("kind", "topic", "matter", "outcome", "heads", "outside", "parties_note", "helpers", "process"),
    *("agreement", "follow_up_on"),
)


class CoordinationForm(forms.Form):
    """One occasion: what it was about, who was there, how far they came."""

    form_key = FormKey()
    kind = chips(CoordinationKind.choices, label="种类", initial=CoordinationKind.MEDIATION)
    topic = chips(Topic.choices, label="事由")
    matter = LongText(label="事项", rows=3, help_text="双方各自怎么说，想要什么。只记事实，不下结论。")
    on = DayField(label="日期", initial=today)
    starts = TimeField(label="开始")
    ends = TimeField(label="结束")
    heads = forms.IntegerField(
        label="参加的当事人",
        min_value=0,
        max_value=9999,
        initial=2,
        help_text="保存后可以逐个登记姓名，不愿登记的只计人数。",
    )
    outcome = chips(Outcome.choices, label="结果")
    agreement = LongText(label="一致意见", rows=2, required=False, help_text="当事人自己同意的内容；达成一致的必填。")
    follow_up_on = DayField(label="跟进日期", required=False)
    parties_note = forms.CharField(
        label="当事各方", max_length=500, required=False, help_text="例如“楼上楼下两户，物业公司”。"
    )
    helpers = forms.CharField(
        label="一同促成的单位", max_length=120, required=False, help_text="例如社区居委会、人民调解委员会。"
    )
    process = LongText(label="经过", rows=4, required=False)
    outside = forms.BooleanField(label="在站外进行，计入外勤时间", required=False)

    def __init__(self, *args: Any, parties: int = 0, row: Coordination | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        if row is not None:
            told = {name: getattr(row, name) for name in COPIED}
            starts, ends = row.starts_at.astimezone(SHANGHAI), row.ends_at.astimezone(SHANGHAI)
            self.initial = {**told, "on": row.on, "starts": starts.time(), "ends": ends.time()}
            self.fields["heads"].label = "没有登记姓名的当事人"

    def clean(self) -> dict[str, Any]:
        """Every problem at its field at once."""
        given = super().clean() or {}
        if self.errors:
            return given
        starts, ends = (dt.datetime.combine(given["on"], given[name], tzinfo=SHANGHAI) for name in ("starts", "ends"))
        self.facts = CoordinationFacts(starts_at=starts, ends_at=ends, **{name: given[name] for name in COPIED})
        for name, sentence in problems_of(self.facts, parties=self.parties, now=moment()).items():
            self.add_error(name, sentence)
        return given


class StepForm(forms.Form):
    """What came after."""

    form_key = FormKey()
    on = DayField(label="日期", initial=today)
    outcome = chips(Outcome.choices, label="现在的结果")
    text = LongText(label="情况", rows=4, max_length=4000)
    follow_up_on = DayField(label="再跟进日期", required=False)


class CoordinationFilters(forms.Form):
    """Kept in the URL."""

    kind = forms.ChoiceField(label="种类", required=False, choices=with_any(CoordinationKind.choices))
    topic = forms.ChoiceField(label="事由", required=False, choices=with_any(Topic.choices))
    outcome = forms.ChoiceField(label="结果", required=False, choices=with_any(Outcome.choices))
    show = forms.ChoiceField(label="范围", required=False, choices=[("", "全部"), ("withdrawn", "已撤销")])

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
