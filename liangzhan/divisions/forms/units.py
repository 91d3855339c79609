"""Looking for units, recording their changes, naming zones and departments."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django import forms

from liangzhan.divisions.choices import Department, Level, SuccessionKind
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries.register import live_units
from liangzhan.divisions.services.succession import NewUnit

PICKER = {"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A day with the browser's own picker."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请按 2020-10-31 这样填写日期。", "required": "请填写日期。"},
        **kwargs,
    )


def plain_lines(text: str) -> list[str]:
    """Lines with full-width digits and spaces made plain, empty ones dropped."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return [line.strip() for line in lines if line.strip()]


class CodesField(forms.CharField):
    """Codes of live units, one a line or separated by commas; the value is a list of units in the order typed."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[Division]:
        codes = [one for line in plain_lines(super().clean(value)) for one in re.split(r"[,，、;；\s]+", line) if one]
        found = live_units(codes)
        if missing := [code for code in codes if code not in found]:
            raise forms.ValidationError(f"没有找到正在使用的单位：{'、'.join(missing)}。请填写 12 位代码。")
        return [found[code] for code in dict.fromkeys(codes)]


class NewUnitsField(forms.CharField):
    """Lines of code and name; the value is a list of NewUnit."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[NewUnit]:
        found = []
        for line in plain_lines(super().clean(value)):
            code, _, name = line.replace(",", " ").partition(" ")
            if not re.fullmatch(r"[0-9]{12}", code) or not name.strip():
                raise forms.ValidationError(f"“{line}”应写成 12 位代码、空格、名称，一行一个。")
            found.append(NewUnit(code, name.strip()))
        return found


class FindForm(forms.Form):
    """Search over the register; kept in the URL."""

    q = forms.CharField(label="名称、拼音首字母或代码", required=False, max_length=40)
    level = forms.ChoiceField(label="级别", required=False, choices=[("", "全部"), *Level.choices])
    on = day_field("日期", required=False)


class SuccessionForm(forms.Form):
    """Old units → new units on a day, on the basis of a paper."""

    kind = forms.ChoiceField(label="变更方式", choices=SuccessionKind.choices, widget=forms.RadioSelect)
    old = CodesField(label="原单位代码", help_text="12 位代码，一行一个。可以在“查找区划”里查到。")
    new = NewUnitsField(
        label="新单位",
        help_text="一行一个：12 位代码、空格、名称。继续存在的单位（如并入、析出）也写在这里，代码和名称不变。",
    )
    on = day_field("生效日期", help_text="原单位到前一天为止，新单位从这一天开始。以前的统计仍按当时的区划。")
    basis = forms.CharField(label="依据", max_length=200, help_text="批复的名称和文号。")


class ZoneForm(forms.Form):
    """A functional zone and the units it answers for."""

    code = forms.RegexField(
        r"^21Z[0-9]{9}$",
        label="功能区代码",
        max_length=12,
        help_text="21Z 加 9 位数字，由本平台使用，不是统计代码。",
        error_messages={"invalid": "功能区代码由 21Z 加 9 位数字组成。", "required": "请填写功能区代码。"},
    )
    name = forms.CharField(label="名称", max_length=60)
    members = CodesField(
        label="所辖单位代码", help_text="县（市、区）、乡镇（街道）或社区（村）的 12 位代码，一行一个。"
    )


class AuthorityForm(forms.Form):
    """A department in charge, from a day on."""

    department = forms.ChoiceField(label="部门", choices=Department.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="机关名称", max_length=80, help_text="如：沈阳市民政局。")
    office = forms.CharField(label="承办处室", max_length=80, required=False)
    valid_from = day_field("自")
    basis = forms.CharField(label="依据", max_length=200, help_text="机构改革方案或职责文件的名称和文号。")


class EndForm(forms.Form):
    """The last day in charge."""

    on = day_field("到哪一天为止")
    basis = forms.CharField(label="依据", max_length=200)


def asked_day(text: str, fallback: dt.date) -> dt.date:
    """A day from an address; anything else is today."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return fallback
