"""Consents and their texts; merging; deleting."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.choices import ConsentWay
from liangzhan.stations.forms.fields import AtStation, DayField, LongText, ScanField, chips
from liangzhan.toolkit.periods import today

AT_THE_STATION = [(value, label) for value, label in ConsentWay.choices if value != ConsentWay.ONLINE]


class ConsentForm(AtStation):
    """The picture may be a photo, a scan, or what a finger writes on the screen."""

    way = chips(AT_THE_STATION, label="同意方式", initial=ConsentWay.PAPER)
    signature = forms.FileField(
        label="屏幕手写签名",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-signature": "1"}),
        help_text="请本人用手指在框内签名；不能手写的，可以上传签名照片。",
    )
    paper = ScanField(label="同意书照片或扫描件", required=False)
    signer = forms.CharField(label="监护人姓名", max_length=60, required=False, help_text="监护人签字的填写。")
    witness = forms.CharField(label="见证人姓名", max_length=60, required=False, help_text="按手印的填写。")
    given_on = DayField(label="同意日期", initial=today)

    def __init__(self, *args: Any, himself: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if himself:
            way: Any = self.fields["way"]
            way.choices = ConsentWay.choices

    def facts(self) -> dict[str, Any]:
        """Arguments of the service: the signature counts as the picture when the way is the screen."""
        cleaned = dict(self.cleaned_data)
        signature = cleaned.pop("signature")
        if cleaned["way"] == ConsentWay.SCREEN:
            cleaned["paper"] = signature or cleaned["paper"]
        return cleaned


class OwnConsentForm(forms.Form):
    """PIPL §14: informed and explicit, so the box is never ticked beforehand."""

    agreed = forms.BooleanField(
        label="我已阅读全文，自愿同意",
        error_messages={"required": "请阅读全文；同意的请勾选，不同意的请返回，不影响您办理其他事项。"},
    )


class WithdrawForm(forms.Form):
    on = DayField(label="撤回日期", initial=today)
    reason = LongText(label="说明", rows=2, max_length=200, required=False, help_text="可以不填，不必说明理由。")


class ConsentTextForm(forms.Form):
    title = forms.CharField(label="标题", max_length=60)
    text = LongText(label="正文", rows=18, max_length=20000, help_text="“〔站名〕”会换成各站点的名称。")
    valid_from = DayField(label="启用日期", initial=today)


class WhyForm(forms.Form):
    """A deed about a person wants its ground, without names and numbers."""

    reason = LongText(
        label="依据", rows=2, max_length=200, help_text="例如“本人申请”“核对证件后为同一人”。不要写姓名和号码。"
    )
