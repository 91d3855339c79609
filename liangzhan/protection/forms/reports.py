"""What is typed into a mandatory report, step by step, and who is designated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.accounts.models import Grant
from liangzhan.credentials.forms.fields import MomentField
from liangzhan.people.choices import Sex
from liangzhan.protection.choices import OfficerKind, Recipient, ReportBasis, Situation
from liangzhan.protection.forms.fields import KeyedForm, several, this_minute
from liangzhan.protection.rules.reports import Known
from liangzhan.stations.forms.fields import DayField, LongText, ScansField, chips
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

ABOUT_HEAD = "涉及本站站长（勾选后站长看不到这份报告，也不会收到提醒）"


class StartForm(KeyedForm):
    """The first tap."""

    found_at = MomentField(label="发现时间", initial=this_minute)
    place = forms.ChoiceField(label="站点或社区")
    about_head = forms.BooleanField(label=ABOUT_HEAD, required=False)
    field_order = ["found_at", "place", "about_head"]

    def __init__(self, *args: Any, stations: Sequence[Station], communities: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.stations = {f"station:{one.pk}": one for one in stations}
        offered = [*((key, one.name) for key, one in self.stations.items())]
        offered += [(f"code:{code}", name) for code, name in communities]
        place: Any = self.fields["place"]
        place.choices = offered
        if len(offered) == 1:
            place.initial, place.widget = offered[0][0], forms.HiddenInput()

    def facts(self) -> dict[str, Any]:
        """For the service: a station, or the code of a community."""
        given = dict(self.cleaned_data)
        place = given.pop("place")
        if place in self.stations:
            return {**given, "station": self.stations[place]}
        return {**given, "division_code": place.removeprefix("code:")}


class FactsForm(KeyedForm):
    """Situation, basis, victim, facts. All of it may come bit by bit."""

    bases = several(ReportBasis.choices, label="依据", required=False)
    situations = several(Situation.choices, label="情形（涉及未成年人的必选）", required=False)
    victim_called = forms.CharField(
        label="受害人姓名或称呼", max_length=60, required=False, help_text="只写知道的，不追问。"
    )
    victim_sex = chips([one for one in Sex.choices if one[0] in "12"], label="受害人性别", required=False)
    victim_age = forms.CharField(label="受害人大约年龄", max_length=20, required=False)
    facts_observed = LongText(label="亲眼所见", rows=5, max_length=4000, required=False)
    facts_told = LongText(label="他人所述", rows=4, max_length=4000, required=False, help_text="写明是谁说的，用原话。")
    about_head = forms.BooleanField(label=ABOUT_HEAD, required=False)
    note = LongText(label="这次补充或更正了什么", rows=2, max_length=2000, required=False)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not known.has_facts:
            del self.fields["note"]
        if known.conflict:
            del self.fields["about_head"]


class ToldForm(KeyedForm):
    """To whom it was reported."""

    reported_to = chips(Recipient.choices, label="向谁报告", initial=Recipient.POLICE)
    reported_to_name = forms.CharField(
        label="单位名称", max_length=100, required=False, help_text="例如某某派出所；向其他部门报告的必填。"
    )
    reported_at = MomentField(label="报告时间", initial=this_minute, required=False)
    receiver = forms.CharField(label="接报人", max_length=100, required=False, help_text="姓名或警号。")
    receipt_number = forms.CharField(
        label="接报回执编号", max_length=60, required=False, help_text="还没有拿到可以先保存，拿到后再补。"
    )
    note = LongText(label="说明", rows=2, max_length=2000, required=False, help_text="更正以前填的内容时必填。")


class FilesForm(KeyedForm):
    """Photos and papers."""

    files = ScansField(
        label="照片或文件", help_text="PDF 或照片，一次最多 9 个。保存时加密，只有本报告的查阅人能打开。"
    )
    note = LongText(label="说明", rows=2, max_length=2000, required=False)


class ReporterForm(forms.Form):
    """Why the officer has to know who reported."""

    reason = LongText(label="查看理由", rows=2, max_length=200, help_text="例如公安机关来函核实，写明函号。")


class DesignateForm(forms.Form):
    """A post of street or county, a matter, a day."""

    kind = chips(OfficerKind.choices, label="事项", initial=OfficerKind.CHILD_PROTECTION)
    post = forms.TypedChoiceField(label="人员", coerce=int)
    since_on = DayField(label="自", initial=today)

    def __init__(self, *args: Any, posts: Sequence[Grant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {post.pk: post for post in posts}
        offered = [(one.pk, f"{one.user.display_name}（{one.place_name}）") for one in posts]
        self.fields["post"].choices = offered  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """For the service."""
        given = dict(self.cleaned_data)
        return {**given, "post": self.by_id[given["post"]]}


class EndDesignationForm(forms.Form):
    ended_on = DayField(label="结束日期", initial=today)
    reason = forms.CharField(label="结束原因", max_length=200)


class FiguresForm(forms.Form):
    """A year."""

    year = forms.IntegerField(label="年度", min_value=2020, max_value=2100, required=False)
