"""Trainings: filters, arranging, signing people up, completion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from liangzhan.credentials.choices import EnrolmentState, TrainingKind, TrainingLevel, TrainingState
from liangzhan.credentials.forms.fields import MomentField, hours_field
from liangzhan.credentials.queries.people import Holder
from liangzhan.credentials.rules.training import TrainingFacts
from liangzhan.credentials.services.completion import Result
from liangzhan.stations.forms.fields import DayField, LongText, chips, with_any
from liangzhan.stations.queries.register import area_names


class TrainingFilters(forms.Form):
    """Kept in the URL, said in a sentence."""

    area = forms.CharField(
        label="地区",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}),
    )
    level = forms.ChoiceField(label="级别", required=False, choices=with_any(TrainingLevel.choices))
    kind = forms.ChoiceField(label="类别", required=False, choices=with_any(TrainingKind.choices))
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(TrainingState.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.data.get("area", "") if self.is_bound else ""
        if code:
            self.fields["area"].widget.attrs["data-shown"] = area_names([code]).get(code) or code


class TrainingForm(forms.Form):
    """`places`: {key: label} of stations and areas that this actor arranges for; none when the place stands already."""

    place_key = chips([], label="面向范围")
    title = forms.CharField(label="名称", max_length=80)
    kind = chips(TrainingKind.choices, label="类别", initial=TrainingKind.SOCIAL_WORK)
    level = chips(TrainingLevel.choices, label="级别")
    organiser = forms.CharField(label="举办单位", max_length=80)
    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束", help_text="多天的培训填最后一天结束的时间，每天按同样的起止时刻签到。")
    place = forms.CharField(label="地点", max_length=120, required=False)
    hours = hours_field(help_text="完成后计入继续教育的学时。")
    seats = forms.IntegerField(
        label="名额", min_value=1, required=False, help_text="不限名额的不填。报名超过名额时，社区工作者优先。"
    )
    enrolment_ends_on = DayField(label="报名截止", required=False, help_text="不填的，开始前都可以报名。")
    content = LongText(label="主要内容", rows=4, max_length=2000, required=False)

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places is None:
            del self.fields["place_key"]
        else:
            self.fields["place_key"].choices = list(places.items())  # type: ignore[attr-defined]
            self.fields["place_key"].initial = next(iter(places), "")
            self._fit_levels(places)

    def _fit_levels(self, places: Mapping[str, str]) -> None:
        """Stations hold trainings of their own; offices hold those of all other levels."""
        stations = [key.startswith("station-") for key in places]
        if stations and all(stations):
            self.fields["level"].choices = [(TrainingLevel.AGENCY, TrainingLevel.AGENCY.label)]  # type: ignore[attr-defined]
            self.fields["level"].initial = TrainingLevel.AGENCY
            self.fields["organiser"].initial = next(iter(places.values()))
        elif not any(stations):
            levels = [(value, label) for value, label in TrainingLevel.choices if value != TrainingLevel.AGENCY]
            self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def facts(self) -> TrainingFacts:
        given = {name: value for name, value in self.cleaned_data.items() if name != "place_key"}
        return TrainingFacts(**given)


class PeopleForm(forms.Form):
    """Own people to tick; the box carries station and person."""

    people = forms.MultipleChoiceField(label="人员", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, holders: list[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {one.key: one for one in holders}
        self.fields["people"].choices = [(one.key, self._words(one)) for one in holders]  # type: ignore[attr-defined]

    @staticmethod
    def _words(one: Holder) -> str:
        return f"{one.label}{'（社区工作者）' if one.community_worker else ''} · {one.station.name}"

    def chosen(self) -> list[Holder]:
        return [self.by_key[key] for key in self.cleaned_data["people"]]


class ReasonForm(forms.Form):
    reason = LongText(label="理由", rows=3, max_length=200)


class CompletionForm(forms.Form):
    """One line per person with a seat: hours got (empty: did not take part) and the number of the certificate."""

    def __init__(self, *args: Any, rows: list[Any], present: set[int], hours: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.present = rows, present
        for row in rows:
            there = row.person_id in present
            self.fields[f"line-{row.pk}"] = hours_field(
                label=f"{row.label}实得学时", required=False, initial=hours if there else None
            )
            self.fields[f"cert-{row.pk}"] = forms.CharField(label=f"{row.label}证书号", max_length=40, required=False)

    def table(self) -> list[tuple[Any, bool, Any, Any]]:
        """(row, was there, field of the hours, field of the certificate) for the template."""
        return [
            (row, row.person_id in self.present, self[f"line-{row.pk}"], self[f"cert-{row.pk}"]) for row in self.lines
        ]

    def strangers(self) -> int:
        """How many were there without a seat."""
        return len(self.present - {row.person_id for row in self.lines})

    def results(self) -> dict[int, Result]:
        given = self.cleaned_data
        return {
            row.pk: Result(bool(given[f"line-{row.pk}"]), given[f"line-{row.pk}"], given[f"cert-{row.pk}"])
            for row in self.lines
        }


class CorrectionForm(forms.Form):
    completed = chips([("yes", "已完成"), ("no", "未参加")], label="完成情况")
    hours = hours_field(label="实得学时", required=False)
    certificate_no = forms.CharField(label="结业证书号", max_length=40, required=False)
    reason = LongText(label="更正理由", rows=3, max_length=200)

    @staticmethod
    def initial_of(line: Any, training: Any) -> dict[str, Any]:
        done = line.state == EnrolmentState.COMPLETED
        return {
            "completed": "yes" if done else "no",
            "hours": line.hours or training.hours,
            "certificate_no": line.certificate_no,
        }

    def result(self) -> Result:
        given = self.cleaned_data
        return Result(given["completed"] == "yes", given["hours"], given["certificate_no"])
