"""What a certificate asks: a period; a reason; a purpose; what can be typed from the paper."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.forms.fields import DayField, FormKey, LongText, ScanField, chips, with_any
from liangzhan.volunteers.choices import CertificateState, SealState

DECISIONS = [("yes", "已盖章"), ("no", "不盖章")]


class PeriodForm(forms.Form):
    """From when to when; everything so far unless told otherwise."""

    starts_on = DayField(label="自")
    ends_on = DayField(label="至")
    extras = forms.BooleanField(label="一并写明培训、表彰和星级", required=False)


class IssueForm(PeriodForm):
    form_key = FormKey()


class CheckForm(forms.Form):
    """The two things printed beside the QR code."""

    number = forms.CharField(label="证明编号", max_length=40)
    code = forms.CharField(
        label="校验码", max_length=20, widget=forms.TextInput(attrs={"autocapitalize": "characters"})
    )


class RevokeForm(forms.Form):
    reason = LongText(label="撤销理由", max_length=300, rows=3, help_text="本人会看到；核验的人只看到已撤销。")


class SealForm(forms.Form):
    purpose = forms.CharField(label="用在哪里", max_length=100, required=False, help_text="例如“入学申请”。可以不填。")


class DecideSealForm(forms.Form):
    decision = chips(DECISIONS, label="办理结果", initial="yes")
    scan = ScanField(label="盖章后的证明", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="不盖章的，请写明原因。")

    def told(self) -> dict[str, Any]:
        """Arguments of the service."""
        given = self.cleaned_data
        return {"sealed": given["decision"] == "yes", "scan": given["scan"], "note": given["note"]}


class CertificateFilters(forms.Form):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(CertificateState.choices))
    text = forms.CharField(label="证明编号或登记号", required=False, max_length=40)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class SealFilters(forms.Form):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(SealState.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
