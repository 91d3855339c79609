"""Counting."""

from __future__ import annotations

from django import forms

from liangzhan.funds.forms.assets import PaperSignForm
from liangzhan.funds.forms.fields import RoomForm, RowChoice
from liangzhan.stations.forms.fields import LongText
from liangzhan.stations.models import Room


class OpenForm(RoomForm):
    room = RowChoice(label="盘点范围", required=False, queryset=Room.objects.none(), empty="全站")


class CountForm(RoomForm):
    """The number on the label, or the whole link of a scanner; the room one stands in stays chosen."""

    number = forms.CharField(
        label="标签编号",
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )
    room = RowChoice(label="我在", required=False, queryset=Room.objects.none(), empty="不分房间")
    found = forms.IntegerField(label="实有数量", required=False, min_value=0, max_value=9999)


class ScannedForm(CountForm):
    """After a scan: the thing is known already."""

    def offer(self) -> None:
        super().offer()
        del self.fields["number"]


class ExtraForm(forms.Form):
    extra_name = forms.CharField(label="物品名称", max_length=60)
    found = forms.IntegerField(label="数量", min_value=1, max_value=9999, initial=1)


class SettleForm(forms.Form):
    reason = LongText(label="差异原因", rows=3, max_length=300, required=False)


class SignForm(PaperSignForm):
    signer = forms.CharField(
        label="纸质签字人", max_length=40, required=False, help_text="上传纸质表时填写职务和姓名。"
    )
    field_order = ("signer", "paper")
