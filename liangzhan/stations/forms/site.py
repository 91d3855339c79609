"""The place and what stands in it."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.choices import EquipmentKind, FacilitySource, RoomKind
from liangzhan.stations.forms.fields import DayField, LongText, PhotoField, ScanField, ScansField, chips
from liangzhan.stations.rules.place import WEEKDAYS
from liangzhan.toolkit.periods import today


class SiteForm(forms.Form):
    name = forms.CharField(label="场所名称", max_length=80)
    address = forms.CharField(label="地址", max_length=200)
    source = chips(FacilitySource.choices, label="设施来源")
    facility_name = forms.CharField(label="依托设施", max_length=80, required=False, help_text="例如社区党群服务中心。")
    sharing_agreement = ScanField(
        label="共用协议", required=False, help_text="与社区共用设施的上传共用协议，PDF 或照片。"
    )
    phone = forms.CharField(
        label="联系电话", max_length=20, required=False, help_text="公示的电话，例如 024-12345678。"
    )
    committee_contact = forms.CharField(label="两委联系人", max_length=40, required=False)
    committee_phone = forms.CharField(label="两委联系电话", max_length=20, required=False, help_text="办公电话。")
    accessible = forms.NullBooleanField(
        label="无障碍",
        required=False,
        widget=forms.RadioSelect(choices=[("true", "有无障碍设施"), ("false", "没有"), ("unknown", "不清楚")]),
    )
    longitude = forms.DecimalField(
        label="经度", required=False, max_digits=9, decimal_places=6, help_text="例如 123.429100"
    )
    latitude = forms.DecimalField(
        label="纬度", required=False, max_digits=8, decimal_places=6, help_text="例如 41.796800"
    )


class RoomForm(forms.Form):
    name = forms.CharField(label="房间名称", max_length=40)
    kind = chips(RoomKind.choices, label="用途", initial=RoomKind.ACTIVITY)
    area = forms.DecimalField(label="面积（㎡）", max_digits=7, decimal_places=1)
    shared = forms.BooleanField(label="与社区其他用途共用", required=False, initial=True)


class RoomPhotoForm(forms.Form):
    photo = PhotoField(label="房间照片")


class EquipmentForm(forms.Form):
    """One number per kind; the telephone also carries its number."""

    phone_number = forms.CharField(
        label="电话号码", max_length=20, required=False, help_text="站点电话的号码，没有可不填。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in EquipmentKind:
            self.fields[kind.lower()] = forms.IntegerField(
                label=f"{kind.label}（数量）", min_value=0, max_value=9999, required=False, initial=0
            )
        self.order_fields([kind.lower() for kind in EquipmentKind])

    def counts(self) -> dict[str, int]:
        return {kind.value: self.cleaned_data[kind.lower()] or 0 for kind in EquipmentKind}


class HoursForm(forms.Form):
    """Morning and afternoon of each weekday; an empty line is a closed one."""

    posted_photo = PhotoField(label="公示照片", required=False, help_text="开放时间和联系电话上墙后拍一张照片。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, part, end in self.slots():
            self.fields[f"d{day}{part}{end}"] = forms.TimeField(
                label=f"{WEEKDAYS[day - 1]}{'第二段' if part == 'b' else ''}{'开' if end == 'o' else '关'}",
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": "请按 8:30 这样填写时间。"},
            )

    @staticmethod
    def slots() -> list[tuple[int, str, str]]:
        return [(day, part, end) for day in range(1, 8) for part in "ab" for end in "oc"]

    def days(self) -> list[tuple[str, list[Any]]]:
        """For the template: the word of the day and its four fields."""
        return [
            (WEEKDAYS[day - 1], [self[f"d{day}{part}{end}"] for part in "ab" for end in "oc"]) for day in range(1, 8)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in range(1, 8):
            for part in "ab":
                opens, closes = cleaned.get(f"d{day}{part}o"), cleaned.get(f"d{day}{part}c")
                if (opens is None) != (closes is None):
                    missing = f"d{day}{part}{'o' if opens is None else 'c'}"
                    if missing not in self.errors:
                        self.add_error(missing, f"{WEEKDAYS[day - 1]}的开门和关门时间要一起填写。")
        return cleaned

    def spans(self) -> list[tuple[int, Any, Any]]:
        pairs = [
            (day, self.cleaned_data[f"d{day}{p}o"], self.cleaned_data[f"d{day}{p}c"])
            for day in range(1, 8)
            for p in "ab"
        ]
        return [(day, opens, closes) for day, opens, closes in pairs if opens is not None]


class StaffingForm(forms.Form):
    full_time = forms.IntegerField(label="专职人数", min_value=0, max_value=9999)
    part_time = forms.IntegerField(label="兼职人数", min_value=0, max_value=9999)
    certified = forms.IntegerField(
        label="持证人数", min_value=0, max_value=9999, initial=0, help_text="持有社会工作者职业水平证书的人数。"
    )
    basis = forms.CharField(
        label="专业人才认定依据",
        max_length=200,
        required=False,
        help_text="例如：持证；社会工作专业学历；受训并经县级认定。",
    )
    proof = ScanField(label="证明材料", required=False, help_text="证书、学历或认定文件的扫描件，请遮盖身份证号码。")


class DeclarationForm(forms.Form):
    text = LongText(label="情况说明", rows=5, max_length=20000)
    files = ScansField(label="材料", required=False)


class MechanismForm(forms.Form):
    text = LongText(label="机制正文", rows=18, max_length=20000)
    files = ScansField(label="盖章件", required=False)


class OpinionForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    text = LongText(label="意见内容", rows=4, max_length=2000)
    signer = forms.CharField(label="签字人", max_length=40, help_text="职务和姓名。")
    on = DayField(label="日期", initial=today)


class OpinionPaperForm(OpinionForm):
    paper = ScanField(label="纸质意见扫描件")
