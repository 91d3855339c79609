"""Books, budget, claims."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.funds.choices import ClaimState, Custodian, FundSource, Spending
from liangzhan.funds.forms.fields import AmountForm, FenField, RowChoice, StationFilter, StationForm
from liangzhan.funds.models import Disposal, Donation
from liangzhan.funds.queries.assets import disposals_that_pay
from liangzhan.funds.queries.books import donations_to_spend, signs_to_pay
from liangzhan.funds.queries.claims import allowances_to_pay
from liangzhan.funds.rules.money import yuan_words
from liangzhan.staff.models import AllowanceList
from liangzhan.stations.forms.fields import DayField, ScanField, ScansField, chips, with_any
from liangzhan.stations.models import Sign
from liangzhan.toolkit.periods import today


class BookForm(forms.Form):
    custodian = chips(
        Custodian.choices, label="资金由谁保管", help_text="备案站点不是法人，不设账户，由居（村）委会或街道代管。"
    )
    custodian_name = forms.CharField(label="保管单位名称", max_length=80)


class IncomeForm(AmountForm, StationForm):
    source = forms.ChoiceField(
        label="资金来源",
        choices=[one for one in FundSource.choices if one[0] != FundSource.F6],
        help_text="捐赠请在“捐赠”中登记。低偿服务收入须有合法依据。",
    )
    amount = FenField(label="金额（元）")
    summary = forms.CharField(label="摘要", max_length=120)
    happened_on = DayField(label="业务日期", initial=today)
    booked_on = DayField(label="记账日期", initial=today)
    other_party = forms.CharField(label="来款单位", max_length=80, required=False)
    disposal = RowChoice(
        label="资产处置",
        required=False,
        queryset=Disposal.objects.none(),
        words=lambda one: f"{one.asset} {one.get_way_display()}",
        help_text="变卖残值、转让所得时选择是哪一项处置。",
    )
    scan = ScanField(label="凭据", required=False)

    def offer(self) -> None:
        self.fields["disposal"].queryset = disposals_that_pay(self.station)  # type: ignore[attr-defined]


class BudgetForm(AmountForm):
    year = forms.IntegerField(label="年度", min_value=2019, max_value=2100)
    source = forms.ChoiceField(label="资金来源", choices=[one for one in FundSource.choices if one[0] != FundSource.F6])
    account = forms.ChoiceField(label="支出科目", choices=Spending.choices)
    amount = FenField(label="预算（元）", zero=True, help_text="同一来源和科目再次填写即为调整。")
    reason = forms.CharField(label="调整理由", max_length=200, required=False)


class ClaimForm(AmountForm, StationForm):
    summary = forms.CharField(label="事由", max_length=120, help_text="例如：重阳节活动用品。")
    amount = FenField(label="金额（元）")
    source = forms.ChoiceField(label="资金来源", choices=FundSource.choices, initial=FundSource.F3)
    account = forms.ChoiceField(label="支出科目", choices=Spending.choices, initial=Spending.X2)
    payee = forms.CharField(label="收款单位", max_length=80)
    spent_on = DayField(label="业务日期", initial=today)
    invoice_no = forms.CharField(
        label="发票号码", max_length=40, required=False, help_text="没有发票的不填，在“依据”中写明。"
    )
    scans = ScansField(label="票据照片", required=False)
    sign = RowChoice(
        label="标识牌",
        required=False,
        queryset=Sign.objects.none(),
        words=lambda one: f"{one.hung_on:%Y-%m-%d} {one.spot or one.get_place_display()}",
        help_text="科目为“标识制作”时选择。只能从社区工作经费或社区建设经费列支。",
    )
    donation = RowChoice(
        label="使用哪笔捐赠",
        required=False,
        queryset=Donation.objects.none(),
        words=lambda one: f"{one} {one.donor_words}：{one.purpose}",
        help_text="资金来源为“慈善捐赠”时选择。",
    )
    allowance = RowChoice(
        label="职业津贴名单",
        required=False,
        queryset=AllowanceList.objects.none(),
        words=lambda one: f"{one.month}，合计 {yuan_words(one.total_fen)}，{one.get_state_display()}",
        help_text="发放津贴时选择，科目为“人员”，金额和名单合计一致；同一份名单只能报一次。",
    )
    basis = forms.CharField(
        label="依据", max_length=120, required=False, help_text="没有发票时必填，例如：签领单、会议纪要。"
    )

    def __init__(self, *args: Any, claim: Any = None, **kwargs: Any) -> None:
        self.claim = claim
        super().__init__(*args, **kwargs)

    def offer(self) -> None:
        lists = allowances_to_pay(self.station, but=self.claim)
        self.fields["allowance"].queryset = lists  # type: ignore[attr-defined]
        if not lists.exists():  # most stations have none: one field less on the phone
            del self.fields["allowance"]
        self.fields["sign"].queryset = signs_to_pay(self.station)  # type: ignore[attr-defined]
        self.fields["donation"].queryset = donations_to_spend(self.station)  # type: ignore[attr-defined]


def claim_start(given: Any) -> dict[str, str]:
    """What a claim starts with when one comes from a sign or from an allowance list; `given` is the query of the address."""
    for name, rest in (("sign", {"account": "X5", "source": "F3"}), ("allowance", {"account": "X1"})):
        if given.get(name, "").isdigit():
            return {name: given[name], **rest}
    return {}


class ClaimFilter(StationFilter):
    state = forms.ChoiceField(label="状态", required=False, choices=with_any(ClaimState.choices))


class PayForm(forms.Form):
    booked_on = DayField(label="支付日期", initial=today)
