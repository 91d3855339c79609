"""Certificates, registrations, degrees, recognition."""

from __future__ import annotations

from django import forms

from liangzhan.staff.choices.posts import CertificateLevel, RegistrationState
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips

MASK = "PDF 或照片，不超过 30 MB；请遮盖身份证号码。"


class CertificateForm(forms.Form):
    level = chips(CertificateLevel.choices, label="级别")
    passed_on = DayField(label="取得日期", help_text="证书上的批准日期。职业水平证书长期有效。")
    number = forms.CharField(label="管理号", max_length=40, required=False, help_text="证书上的管理号，加密保存。")
    file = ScanField(label="证书扫描件", required=False, help_text=MASK)


class RegistrationForm(forms.Form):
    state = forms.ChoiceField(
        label="全国社会工作者登记系统中的状态", choices=RegistrationState.choices, initial=RegistrationState.ISSUED
    )
    number = forms.CharField(label="登记号", max_length=40, required=False)
    valid_from = DayField(label="登记有效期自", required=False, help_text="已出证的必填；止期由平台按登记年限推算。")
    valid_to = DayField(label="登记有效期至", required=False, help_text="与推算的不同时再填，以登记证书为准。")


class DegreeForm(forms.Form):
    note = forms.CharField(label="学校、专业和毕业年份", max_length=120)
    file = ScanField(label="学历证明", required=False, help_text=MASK)


class RecognitionForm(forms.Form):
    note = forms.CharField(label="参加的培训", max_length=120, help_text="培训名称、组织单位、时间和学时。")
    file = ScanField(label="培训证明", required=False, help_text=MASK)


class DecisionForm(forms.Form):
    recognised = forms.TypedChoiceField(
        label="认定结果",
        choices=[("yes", "认定为社会工作专业人才"), ("no", "不予认定")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongText(label="理由", rows=3, max_length=200)
