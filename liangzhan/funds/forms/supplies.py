"""Supplies."""

from __future__ import annotations

from django import forms

from liangzhan.funds.choices import AssetSource
from liangzhan.stations.forms.fields import DayField, chips
from liangzhan.toolkit.periods import today


class SupplyForm(forms.Form):
    name = forms.CharField(label="品名", max_length=60)
    unit = forms.CharField(label="单位", max_length=8, initial="件")
    low_mark = forms.IntegerField(
        label="补货提醒数量", min_value=0, max_value=999999, initial=0, help_text="结存低于这个数时提醒，0 为不提醒。"
    )


class SupplyInForm(forms.Form):
    quantity = forms.IntegerField(label="入库数量", min_value=1, max_value=1000000)
    source = chips(AssetSource.choices, label="来源", initial=AssetSource.BOUGHT)
    received_on = DayField(label="入库日期", initial=today)
    expires_on = DayField(label="有效期至", required=False, help_text="没有有效期的不填。")
    batch = forms.CharField(label="批号", max_length=40, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)


class SupplyOutForm(forms.Form):
    quantity = forms.IntegerField(label="领用数量", min_value=1, max_value=1000000)
    receiver = forms.CharField(
        label="领用单位或活动", max_length=60, help_text="填写岗位、队伍或活动名称，不填居民姓名。"
    )
    on = DayField(label="日期", initial=today)
    note = forms.CharField(label="说明", max_length=200, required=False)


class WriteOffForm(forms.Form):
    quantity = forms.IntegerField(label="核销数量", min_value=1, max_value=1000000)
    reason = forms.CharField(label="核销理由", max_length=200, help_text="例如：过期、破损。")


class TakeBackForm(forms.Form):
    quantity = forms.IntegerField(label="退回数量", min_value=1, max_value=1000000)
    receiver = forms.CharField(label="退回的单位或活动", max_length=60)
    note = forms.CharField(label="说明", max_length=200, required=False)
