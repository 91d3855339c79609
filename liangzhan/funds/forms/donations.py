"""Donations."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.funds.choices import DonationKind, DonorKind, Party, RaisedBy, ReceiptKind, Spending
from liangzhan.funds.forms.fields import AmountForm, FenField, StationFilter, StationForm
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.forms.fields import DayField, ScanField, chips, with_any
from liangzhan.toolkit.periods import today

PRIVATE = ("person_name", "person_mobile")


class DonationFilter(StationFilter):
    kind = forms.ChoiceField(label="种类", required=False, choices=with_any(DonationKind.choices))


class DonationForm(StationForm):
    donor_kind = chips(DonorKind.choices, label="捐赠人", initial=DonorKind.ORGANISATION)
    donor_name = forms.CharField(label="捐赠单位名称", max_length=80, required=False)
    person_name = forms.CharField(
        label="捐赠个人姓名", max_length=60, required=False, help_text="只存入人员登记，不在捐赠台账中显示。"
    )
    person_mobile = forms.CharField(label="捐赠个人手机", max_length=20, required=False, help_text="用于反馈，可不填。")
    kind = chips(DonationKind.choices, label="种类", initial=DonationKind.CASH)
    items = forms.CharField(label="物资或服务", max_length=200, required=False, help_text="名称和数量；现金不填。")
    amount = FenField(label="金额或价值（元）")
    value_basis = forms.CharField(
        label="价值依据", max_length=120, required=False, help_text="物资和服务填写，例如发票、市场价格。"
    )
    received_on = DayField(label="接收日期", initial=today)
    raised = chips(RaisedBy.choices, label="捐赠方式", initial=RaisedBy.GIVEN)
    receiver = chips(Party.choices, label="接收人", help_text="备案站点不能自己接收，登记为使用人。")
    receiver_name = forms.CharField(label="接收人名称", max_length=80)
    charity_permit = forms.CharField(
        label="公开募捐资格和备案编号", max_length=60, required=False, help_text="公开募捐时填写慈善组织的编号。"
    )
    receipt = chips(ReceiptKind.choices, label="票据", initial=ReceiptKind.LAWFUL)
    issuer = forms.ChoiceField(label="票据由谁开具", required=False, choices=with_any(Party.choices, "没有开具"))
    issuer_name = forms.CharField(label="开具人名称", max_length=80, required=False, help_text="与接收人相同的不填。")
    receipt_no = forms.CharField(label="票据号", max_length=40, required=False)
    receipt_on = DayField(label="开票日期", required=False)
    purpose = forms.CharField(label="约定用途", max_length=200)
    accounts = forms.MultipleChoiceField(
        label="可用于的科目",
        choices=Spending.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选为不限科目。支出时只能用于所选科目。",
    )
    related = forms.BooleanField(label="捐赠人指定其利害关系人为受益人", required=False)
    agreement = ScanField(label="捐赠协议或票据", required=False)

    def facts(self) -> dict[str, Any]:
        """As the service takes them: the person apart, money in fen."""
        facts = dict(self.cleaned_data)
        facts["amount_fen"] = facts.pop("amount")
        name, mobile = (facts.pop(one) for one in PRIVATE)
        wanted = facts["donor_kind"] == DonorKind.PERSON and name
        facts["person"] = PersonFacts(name=name, mobile=mobile) if wanted else None
        return facts


class UseForm(AmountForm):
    account = forms.ChoiceField(label="支出科目", choices=Spending.choices)
    amount = FenField(label="金额或价值（元）")
    on = DayField(label="日期", initial=today)
    note = forms.CharField(label="用于", max_length=200, help_text="活动或事项名称，不填居民姓名。")


class PurposeForm(forms.Form):
    purpose = forms.CharField(label="新的用途", max_length=200)
    accounts = forms.MultipleChoiceField(
        label="可用于的科目", choices=Spending.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    consent = ScanField(label="捐赠人书面同意")


class PublishForm(forms.Form):
    on = DayField(label="公示日期", initial=today)
    where = forms.CharField(label="公示地点或网址", max_length=120)


class ReportForm(forms.Form):
    on = DayField(label="反馈日期", initial=today)
    how = forms.CharField(label="反馈方式和内容", max_length=200)
