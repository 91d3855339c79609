"""Forms of the allowance: filters, rates, lists, corrections, holds. Money is typed in yuan and kept in fen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import search
from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.models import Worker
from liangzhan.staff.rules.allowance import month_before
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips, with_any
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today


def fen_of(yuan: Decimal | None) -> int | None:
    """Yuan with at most two decimals as whole fen; exact."""
    return None if yuan is None else int(yuan * 100)


class AreaField(forms.CharField):
    """A 12-digit code chosen by name; cleans to the Division that is in use."""

    def __init__(self, *, level: str = "", **kwargs: Any) -> None:
        attrs = {"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"}
        if level:
            attrs["data-level"] = level
        super().__init__(max_length=12, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Division | None:
        code = super().clean(value)
        if not code:
            return None
        found = [one for one in search(code, on=today()) if one.code == code]
        if not found:
            raise forms.ValidationError("没有这个地区，请输入名称后从列表中选择。")
        return found[0]


class MonthField(forms.RegexField):
    """2026-10."""

    def __init__(self, **kwargs: Any) -> None:
        message = {"invalid": "请按 2026-10 这样填写月份。"}
        widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-10"})
        super().__init__(r"^\d{4}-(0[1-9]|1[0-2])$", error_messages=message, widget=widget, **kwargs)


class YuanField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=10, decimal_places=2, **kwargs)


class ListFilters(forms.Form):
    """Kept in the URL."""

    month = MonthField(label="月份", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(ListState.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class DraftForm(forms.Form):
    station = forms.ModelChoiceField(label="站点", queryset=Station.objects.none(), empty_label=None)
    month = MonthField(label="月份")

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations  # type: ignore[attr-defined]
        self.fields["month"].initial = month_before(today())


class ReturnListForm(forms.Form):
    reason = LongText(label="退回理由", rows=3, max_length=300)


class PayForm(forms.Form):
    on = DayField(label="发放日期", initial=today)


class NoFields(forms.Form):
    """A confirmation."""


class RateForm(forms.Form):
    area = AreaField(label="适用地区", help_text="市或县（市、区）；县级有标准的按县级，没有的按市级。")
    level = chips(CertificateLevel.choices, label="级别")
    monthly_yuan = YuanField(label="每月金额（元）", min_value=0)
    valid_from = DayField(label="执行日期")
    valid_to = DayField(label="终止日期", required=False, help_text="长期有效的不填。")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号。《通知》没有规定金额。")
    basis_file = ScanField(label="依据文件", required=False)
    full_time_only = forms.BooleanField(label="只发给专职人员", required=False)
    least_days = forms.IntegerField(
        label="当月至少在岗天数", required=False, min_value=1, max_value=31, help_text="不填则按本地参数。"
    )
    conditions = forms.CharField(
        label="其他条件", max_length=200, required=False, help_text="写给审核人看，平台不据此判断。"
    )
    is_sample = forms.BooleanField(label="示例", required=False)

    def given(self) -> dict[str, Any]:
        """Arguments of the service: money in fen."""
        values = dict(self.cleaned_data)
        division, yuan = values.pop("area"), values.pop("monthly_yuan")
        return {**values, "division": division, "monthly_fen": fen_of(yuan)}


class EndForm(forms.Form):
    on = DayField(label="最后一天")


class AdjustForm(forms.Form):
    worker = forms.ModelChoiceField(label="人员", queryset=Worker.objects.none(), empty_label=None)
    for_month = MonthField(label="所属月份")
    yuan = YuanField(label="金额（元）", help_text="补发写正数，扣回写负数。")
    reason = forms.CharField(label="理由", max_length=200)

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        yuan = values.pop("yuan")
        return {**values, "fen": fen_of(yuan)}


class HoldForm(forms.Form):
    worker = forms.ModelChoiceField(label="人员", queryset=Worker.objects.none(), empty_label=None)
    starts_on = DayField(label="停发自", initial=today)
    ends_on = DayField(label="停发至", required=False, help_text="不填则到恢复为止。")
    reason = forms.CharField(label="理由", max_length=200)

    def __init__(self, *args: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers  # type: ignore[attr-defined]
