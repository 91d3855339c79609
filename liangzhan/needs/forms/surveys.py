"""The plan of a survey, its result in words, and the sheet of answers on a phone and from paper."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.needs.choices import SurveyWay
from liangzhan.needs.forms.fields import day_initial, station_field
from liangzhan.needs.instrument import CLOSED, OPEN, QUESTIONS
from liangzhan.needs.rules.surveys import LONGEST, SurveyFacts, typed
from liangzhan.needs.services.answers import Sheet
from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips


class SurveyForm(forms.Form):
    """The plan: with whom, of whom, how many, when."""

    title = forms.CharField(label="名称", max_length=80)
    way = chips(SurveyWay.choices, label="方式", initial=SurveyWay.QUESTIONNAIRE.value)
    with_committee = forms.BooleanField(label="与社区（村）两委共同开展", required=False, initial=True)
    committee_note = forms.CharField(label="两委怎样参加", max_length=200, required=False)
    population = forms.IntegerField(label="调查范围内的人数或户数", min_value=1, max_value=1_000_000)
    sample = forms.IntegerField(label="计划样本数", min_value=1, max_value=1_000_000)
    sampling = forms.CharField(label="怎样选人", max_length=200, help_text="例如“每栋楼每层一户”。")
    starts_on = DayField(label="开始日期", initial=day_initial)
    ends_on = DayField(label="截止日期")
    form_key = FormKey()

    def __init__(self, *args: Any, stations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stations is not None:
            self.fields = {"station": station_field(stations), **self.fields}

    def facts(self) -> SurveyFacts:
        """As the service takes them."""
        return SurveyFacts(**{k: v for k, v in self.cleaned_data.items() if k not in ("station", "form_key")})


class PublishForm(forms.Form):
    summary = LongText(
        label="结果", rows=8, max_length=4000, help_text="居民最需要什么，站里准备怎么办。居民扫码后看到的就是这段话。"
    )
    published_where = forms.CharField(label="公布地点", max_length=120)
    committee_note = forms.CharField(label="两委怎样参加和核对", max_length=200)
    report = ScanField(label="调查报告", required=False)


class DiscardForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=200)


class AnswerForm(forms.Form):
    """A resident's sheet: large, without a name; who wants a call says so at the end."""

    wants_call = forms.BooleanField(label="请联系我", required=False)
    contact = forms.CharField(label="称呼和电话", max_length=120, required=False)
    website = forms.CharField(label="网址", required=False, max_length=200)  # a trap: hidden from people
    form_key = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, question in enumerate(QUESTIONS, 1):
            self.fields[question.key] = _field(question, f"{at}. {question.text}")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("wants_call") and not given.get("contact", "").strip():
            self.add_error("contact", "请写下称呼和电话，站里才能联系您；不想留的，请去掉“请联系我”。")
        return given

    def sheet(self) -> Sheet:
        """Options by number, words by question."""
        given = self.cleaned_data
        chosen = {one.key: given[one.key] for one in CLOSED}
        choices = {key: value if isinstance(value, list) else [value] if value else [] for key, value in chosen.items()}
        return Sheet(choices, {one.key: given[one.key] for one in OPEN})


def _field(question: Any, label: str) -> forms.Field:
    if not question.options:
        return LongText(label=label, rows=3, max_length=LONGEST, required=False)
    options = [(str(number), words) for number, words in enumerate(question.options, 1)]
    if question.most == 1:
        return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, required=False)
    note = f"最多选 {question.most} 项。"
    return forms.MultipleChoiceField(
        label=label, choices=options, widget=forms.CheckboxSelectMultiple, required=False, help_text=note
    )


class PaperForm(forms.Form):
    """A paper sheet typed in: the numbers of the options, one key each; Tab goes on."""

    form_key = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, question in enumerate(QUESTIONS, 1):
            label = f"{at}. {question.text}"
            if not question.options:
                self.fields[question.key] = forms.CharField(label=label, max_length=LONGEST, required=False)
                continue
            numbered = "　".join(f"{number} {words}" for number, words in enumerate(question.options, 1))
            keys = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            self.fields[question.key] = forms.CharField(
                label=label, max_length=12, required=False, widget=keys, help_text=numbered
            )

    def sheet(self) -> Sheet:
        """As the phone's sheet."""
        given = self.cleaned_data
        return Sheet({one.key: typed(given[one.key]) for one in CLOSED}, {one.key: given[one.key] for one in OPEN})
