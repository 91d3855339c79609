"""Assets, loans, disposals, handovers."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.funds.choices import AssetCategory, AssetSource, AssetState, DisposalWay, FundSource, Owner
from liangzhan.funds.forms.fields import FenField, RoomForm, RowChoice, StationFilter, StationForm
from liangzhan.funds.models import Asset
from liangzhan.stations.choices import EquipmentKind
from liangzhan.stations.forms.fields import DayField, LongText, PhotoField, ScanField, chips, with_any
from liangzhan.stations.models import Room
from liangzhan.toolkit.periods import today

SETTABLE = (AssetState.IN_USE, AssetState.IDLE, AssetState.REPAIR, AssetState.LOST)


class AssetFilter(StationFilter):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(AssetState.choices))
    category = forms.ChoiceField(label="类别", required=False, choices=with_any(AssetCategory.choices))
    name = forms.CharField(label="名称或编号", required=False, max_length=60)


class AssetFacts(StationForm):
    name = forms.CharField(label="名称", max_length=60, help_text="例如：折叠桌。")
    kind = chips(
        EquipmentKind.choices,
        label="配备种类",
        initial=EquipmentKind.OTHER,
        help_text="桌、椅、电话是《通知》要求的配备，会自动计入建设标准。",
    )
    category = chips(AssetCategory.choices, label="类别")
    source = chips(AssetSource.choices, label="来源")
    owner = chips(Owner.choices, label="权属", help_text="备案站点不是法人：资产归居（村）委会或街道，本站使用和保管。")
    acquired_on = DayField(label="取得日期", initial=today)
    spec = forms.CharField(label="规格型号", max_length=80, required=False)
    unit = forms.CharField(label="单位", max_length=8, initial="件")
    price_fen = FenField(label="单价（元）", required=False, zero=True)
    fund = forms.ChoiceField(label="资金来源", required=False, choices=with_any(FundSource.choices, "不适用"))
    photo = PhotoField(label="照片", required=False)

    def facts(self) -> dict[str, Any]:
        """As the service takes them."""
        return {**self.cleaned_data, "price_fen": self.cleaned_data["price_fen"] or 0}


class AssetForm(RoomForm, AssetFacts):
    quantity = forms.IntegerField(label="数量", min_value=1, max_value=9999, initial=1)
    keeper = forms.CharField(label="保管人", max_length=40, help_text="在岗工作人员姓名。")
    room = RowChoice(label="房间", required=False, queryset=Room.objects.none())
    spot = forms.CharField(label="具体位置", max_length=60, required=False)
    field_order = (
        "name",
        "kind",
        "category",
        "quantity",
        "unit",
        "source",
        "owner",
        "acquired_on",
        "keeper",
        "room",
        "spot",
    )


class AssetEditForm(AssetFacts):
    reason = forms.CharField(label="更正理由", max_length=200)


class SplitForm(forms.Form):
    quantity = forms.IntegerField(label="拆出数量", min_value=1, max_value=9998)
    reason = forms.CharField(label="说明", max_length=200, help_text="例如：其中 2 把损坏，准备报废。")


class MoveForm(RoomForm):
    room = RowChoice(label="移到房间", required=False, queryset=Room.objects.none(), empty="不在房间内")
    spot = forms.CharField(label="具体位置", max_length=60, required=False)
    on = DayField(label="日期", initial=today)


class StateForm(forms.Form):
    to = chips([(one.value, one.label) for one in SETTABLE], label="改为")
    reason = forms.CharField(label="说明", max_length=200, required=False, help_text="遗失必须写明经过。")
    on = DayField(label="日期", initial=today)


class LendForm(forms.Form):
    borrower = forms.CharField(
        label="借用单位或活动", max_length=60, help_text="填写单位、队伍或活动名称，不填居民姓名。"
    )
    lent_on = DayField(label="借出日期", initial=today)
    due_on = DayField(label="应还日期")
    condition = forms.CharField(label="借出时状况", max_length=120, required=False)


class ReturnForm(forms.Form):
    on = DayField(label="归还日期", initial=today)
    condition = forms.CharField(label="归还时状况", max_length=120, required=False)


class DisposalForm(forms.Form):
    way = chips(DisposalWay.choices, label="处置方式")
    reason = LongText(label="处置理由", rows=3, max_length=300)


class DecisionForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意处置"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    note = LongText(label="意见说明", rows=2, max_length=300, required=False, help_text="不同意要写明理由。")
    paper = ScanField(label="两委纸质意见", required=False, help_text="两委没有账户时由街道上传，PDF 或照片。")


class HandoverForm(StationForm):
    from_keeper = forms.ChoiceField(label="移交人", help_text="名下所有在册资产一并移交。")
    to_keeper = forms.CharField(label="接收人", max_length=40, help_text="在岗工作人员姓名。")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def offer(self) -> None:
        names = Asset.objects.kept().filter(station=self.station).order_by("keeper")
        choices = [(name, name) for name in names.values_list("keeper", flat=True).distinct()]
        self.fields["from_keeper"].choices = choices  # type: ignore[attr-defined]


class PaperSignForm(forms.Form):
    paper = ScanField(
        label="签字的纸质表", required=False, help_text="由另一个人在系统里签字的不用上传；没有账户的人签在纸上。"
    )


class ReasonForm(forms.Form):
    reason = LongText(label="理由", rows=3, max_length=300)
