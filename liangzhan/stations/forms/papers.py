"""Signs, registration and filing, systems, partners, yearly papers."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.stations.choices import (
    LegalForm,
    PartnerKind,
    SignPlace,
    SignVariant,
    StationKind,
    YearlyKind,
)
from liangzhan.stations.forms.fields import DayField, LongText, PhotoField, ScanField, chips
from liangzhan.stations.imports import read_roster
from liangzhan.toolkit.periods import today


class SignForm(forms.Form):
    place = chips(SignPlace.choices, label="位置类别", initial=SignPlace.OUTDOOR)
    spot = forms.CharField(label="具体位置", max_length=80, required=False, help_text="例如服务中心正门右侧。")
    hung_on = DayField(label="悬挂日期", initial=today)
    photo = PhotoField(label="安装照片", required=False, help_text="站在来访者的位置拍，能看清标志和站名。")
    conspicuous = forms.BooleanField(label="自查：位置醒目，来访者一眼能看到", required=False)
    correct_graphic = forms.BooleanField(label="自查：标志图形正确，没有变形变色", required=False)
    correct_words = forms.BooleanField(label="自查：站名字样正确", required=False)
    variant = chips(SignVariant.choices, label="样式", initial=SignVariant.GRAPHIC_AND_NAME)
    size = forms.CharField(label="尺寸", max_length=40, required=False, help_text="例如 60×40 厘米。")
    material = forms.CharField(label="材质", max_length=40, required=False)


class DayOnlyForm(forms.Form):
    on = DayField(label="日期", initial=today)


class SignTemplateForm(forms.Form):
    kind = chips(StationKind.choices, label="类型")
    file = ScanField(label="样式文件")
    valid_from = DayField(label="启用日期", initial=today)
    note = forms.CharField(label="说明", max_length=200, required=False)


class StandingForm(forms.Form):
    form = chips(LegalForm.choices, label="方式", initial=LegalForm.FILED_COMMUNITY_ORG)
    purpose = LongText(label="宗旨和业务范围", rows=3, max_length=2000, required=False, help_text="备案必填。")
    member_count = forms.IntegerField(
        label="成员数", min_value=0, max_value=99999, required=False, help_text="备案必填。"
    )
    rules_file = ScanField(label="章程或简易章程", required=False, help_text="备案必填，PDF 或照片。")
    number = forms.CharField(
        label="登记证号", max_length=60, required=False, help_text="登记必填；备案号由乡镇（街道）确认时填写。"
    )
    uscc = forms.CharField(label="统一社会信用代码", max_length=18, required=False, help_text="登记必填，18 位。")
    authority = forms.CharField(label="登记（备案）机关", max_length=80, required=False, help_text="登记必填。")
    effective_on = DayField(label="登记日期", required=False)
    scan = ScanField(label="登记证书或备案表", required=False, help_text="登记必填，PDF 或照片。")


class CommitteeForm(forms.Form):
    on = DayField(label="确认日期", initial=today)
    number = forms.CharField(
        label="备案号", max_length=60, required=False, help_text="只在居（村）委会单独备案的地区填写。"
    )


class CommitteePaperForm(CommitteeForm):
    paper = ScanField(label="居（村）委会盖章的备案表")


class StreetForm(forms.Form):
    number = forms.CharField(label="备案号", max_length=60)
    on = DayField(label="确认日期", initial=today)
    authority = forms.CharField(label="备案机关", max_length=80, required=False, help_text="不填则为本乡镇（街道）。")


class StreetPaperForm(StreetForm):
    paper = ScanField(label="乡镇（街道）盖章的备案表")


class SystemForm(forms.Form):
    text = LongText(label="正文", rows=22, max_length=20000)
    on = DayField(label="通过日期", initial=today)
    file = ScanField(label="盖章件", required=False)
    posted = forms.BooleanField(label="已上墙公示", required=False)


class AdoptForm(forms.Form):
    on = DayField(label="通过日期", initial=today)


class PartnerForm(forms.Form):
    kind = chips(PartnerKind.choices, label="类别")
    name = forms.CharField(label="名称", max_length=80)
    role = forms.CharField(label="分工", max_length=200, required=False)
    since = DayField(label="开始日期", required=False)
    ended_on = DayField(label="结束日期", required=False, help_text="仍在合作的不填。")


class YearlyForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2019, max_value=2100)
    kind = chips(YearlyKind.choices, label="种类")
    text = LongText(label="正文", rows=14, max_length=20000)


class YearlyPaperForm(forms.Form):
    on = DayField(label="确认日期", initial=today)
    scan = ScanField(label="两委确认扫描件")


class RosterForm(WorkbookForm):
    label = "名册工作簿"
    hint = "XLSX，列与十月报告名单相同，不超过 20 MB。"

    def read(self, upload: Any) -> Any:
        return read_roster(upload)


class RosterConfirmForm(forms.Form):
    as_operating = forms.BooleanField(label="名册中已验收的站点都已开站运行", required=False, initial=True)
