"""Filters of the agenda, and the form of a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.forms.fields import MomentField
from liangzhan.occasions.queries.feeds import stations_for
from liangzhan.toolkit.periods import today


class AgendaFilter(forms.Form):
    """Which days, whose, what. Kept in the URL; what cannot be read is left out."""

    on = forms.DateField(
        label="日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    span = forms.ChoiceField(label="显示", required=False, choices=[("week", "一周"), ("day", "一天")])
    whose = forms.ChoiceField(label="范围", required=False, choices=[("", "本站（本级）"), ("mine", "我的")])
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *OccasionKind.choices])

    def chosen(self) -> tuple[dt.date, dt.date, str, str]:
        """(first day, last day, whose, kind); this week when nothing is chosen."""
        found: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        day = found.get("on") or today()
        if found.get("span") == "day":
            return day, day, found.get("whose", ""), found.get("kind", "")
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6), found.get("whose", ""), found.get("kind", "")


class OccasionForm(forms.Form):
    """When and where; the roll follows on the next page."""

    title = forms.CharField(label="名称", max_length=80, help_text="公开显示在日程和日历里，请不要写个人姓名。")
    starts_at = MomentField(label="开始")
    ends_at = MomentField(label="结束")
    place = forms.CharField(label="地点", max_length=120, required=False)
    open_to_all = forms.BooleanField(label="名单以外的人也可以扫码签到", required=False)
    longitude = forms.DecimalField(label="经度", required=False, max_digits=9, decimal_places=6)
    latitude = forms.DecimalField(label="纬度", required=False, max_digits=8, decimal_places=6)
    radius_m = forms.IntegerField(
        label="签到范围（米）",
        required=False,
        help_text="填写后，签到人的手机可自行判断“在不在范围内”，只回答是或否，位置不离开手机。不填就不核对。",
    )


class MeetingForm(OccasionForm):
    """A meeting of one of the reader's stations, or of the reader's office when the post names no station."""

    field_order = ("station",)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stations = stations_for(actor)
        if stations:
            self.fields["station"] = forms.ModelChoiceField(
                stations, label="站点", initial=stations[0], empty_label=None
            )
            self.order_fields(["station"])
