"""The register: filters, the station's own particulars, its state."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.choices import (
    ClosingItemKind,
    ClosingReason,
    LegalForm,
    MenuProfile,
    State,
    StationClass,
    StationKind,
    Tier,
)
from liangzhan.stations.forms.fields import DayField, LongText, chips, with_any
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today


class StationFilters(forms.Form):
    """Kept in the URL, said in a sentence."""

    area = forms.CharField(
        label="地区",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}),
    )
    kind = forms.ChoiceField(label="类型", required=False, choices=with_any(StationKind.choices))
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(State.choices))
    station_class = forms.ChoiceField(label="分类", required=False, choices=with_any(StationClass.choices))
    tier = forms.ChoiceField(label="层级", required=False, choices=with_any(Tier.choices))
    legal_form = forms.ChoiceField(label="法律形式", required=False, choices=with_any(LegalForm.choices))
    q = forms.CharField(label="名称", required=False, max_length=60)
    q.widget.attrs["placeholder"] = "站名、社区名或拼音首字母"

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.data.get("area", "") if self.is_bound else ""
        if code:
            self.fields["area"].widget.attrs["data-shown"] = area_names([code])[code] or code


class StationForm(forms.Form):
    name = forms.CharField(label="站名", max_length=80)
    station_class = chips(StationClass.choices, label="分类")
    menu_profile = chips(MenuProfile.choices, label="菜单", help_text="基础菜单只显示最常用的功能，适合一人站点。")
    head_name = forms.CharField(label="负责人", max_length=40, required=False)
    head_phone = forms.CharField(
        label="办公电话", max_length=20, required=False, help_text="公开的办公电话，不填个人手机号。"
    )
    operator = forms.CharField(label="承接机构", max_length=80, required=False, help_text="由社区直接办的不填。")
    operator_uscc = forms.CharField(label="承接机构统一社会信用代码", max_length=18, required=False)
    national_team_no = forms.CharField(label="全国志愿服务信息系统队伍编号", max_length=40, required=False)


class ReasonForm(forms.Form):
    """A deed with its day and its reason."""

    on = DayField(label="日期", initial=today)
    reason = LongText(label="理由", rows=3, max_length=300)


class DayForm(forms.Form):
    """A deed with its day; a word on it if one likes."""

    on = DayField(label="日期", initial=today)
    reason = LongText(label="说明", rows=3, max_length=300, required=False)


class ClosingForm(ReasonForm):
    closing_reason = chips(
        [(value, label) for value, label in ClosingReason.choices if value != ClosingReason.WITHDRAWN], label="关闭原因"
    )
    field_order = ["closing_reason", "on", "reason"]


class ClosingItemForm(forms.Form):
    item = forms.ChoiceField(choices=ClosingItemKind.choices, widget=forms.HiddenInput)
    note = forms.CharField(label="办理情况", max_length=200)


class WhyForm(forms.Form):
    """Only a reason."""

    reason = LongText(label="理由", rows=3, max_length=300)
