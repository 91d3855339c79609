"""Money: the book of a station, budget lines, claims, entries that are only ever added to, closed months (domain.md 8)."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.funds.choices import ClaimState, Custodian, EntryKind, FundSource, Spending
from liangzhan.funds.models.asset import Disposal
from liangzhan.funds.models.donation import Donation
from liangzhan.staff.models import AllowanceList
from liangzhan.stations.models import Sign, Station
from liangzhan.toolkit.fields import ActorField


class Book(models.Model):
    """The books of one station, and the row that everybody who writes in them locks first."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.OneToOneField(Station, on_delete=models.PROTECT, related_name="book", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    custodian = models.CharField("资金保管", max_length=9, choices=Custodian.choices)
    custodian_name = models.CharField("保管单位", max_length=80, blank=True)
    closed_through = models.PositiveIntegerField("已结账至（年月）", default=0)
    opened_at = models.DateTimeField("建账时间", auto_now_add=True)
    opened_by = ActorField("建账人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "经费台账"

    def __str__(self):
        return f"{self.station}经费台账"


class BudgetLine(models.Model):
    """What may be spent in a year from a source on an account."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="budget_lines", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    source = models.CharField("资金来源", max_length=2, choices=FundSource.choices)
    account = models.CharField("支出科目", max_length=3, choices=Spending.choices)
    amount_fen = models.PositiveBigIntegerField("预算（分）")
    set_at = models.DateTimeField("核定时间", auto_now=True)
    set_by = ActorField("核定人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算"
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "source", "account"], name="budget_line_once"),
        ]

    def __str__(self):
        return f"{self.year} {self.get_source_display()} {self.get_account_display()}"


class Entry(models.Model):
    """One line of the ledger. It is never changed: a mistake is taken back by a red line, which counts negative."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="entries", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    period = models.PositiveIntegerField("记账月份")
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("凭证号")
    kind = models.CharField("收支", max_length=7, choices=EntryKind.choices)
    source = models.CharField("资金来源", max_length=2, choices=FundSource.choices)
    account = models.CharField("支出科目", max_length=3, choices=Spending.choices, blank=True)
    amount_fen = models.BigIntegerField("金额（分）")
    booked_on = models.DateField("记账日期")
    happened_on = models.DateField("业务日期")
    summary = models.CharField("摘要", max_length=120)
    other_party = models.CharField("往来单位", max_length=80, blank=True)
    handler = models.CharField("经办人（岗位人员）", max_length=120, blank=True)
    approver = models.CharField("审批人（岗位人员）", max_length=120, blank=True)
    donation = models.ForeignKey(
        Donation, on_delete=models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="捐赠"
    )
    disposal = models.ForeignKey(
        Disposal, on_delete=models.PROTECT, null=True, blank=True, related_name="proceeds", verbose_name="资产处置"
    )
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by_entry", verbose_name="冲正"
    )
    scan = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="附件"
    )
    booked_at = models.DateTimeField("登记时间", auto_now_add=True)
    booked_by = ActorField("出纳（记账人）")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "记账凭证"
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="book_entry_number_once"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount_fen__gt=0) | Q(reverses__isnull=False, amount_fen__lt=0),
                name="book_entry_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind="INCOME", account="") | (Q(kind="EXPENSE") & ~Q(account="")),
                name="book_entry_account",
            ),
            models.CheckConstraint(condition=Q(happened_on__lte=F("booked_on")), name="book_entry_days"),
        ]
        indexes = [
            models.Index(fields=["station", "period", "id"]),
            models.Index(fields=["station", "source", "kind"]),
            models.Index(fields=["division_code", "period"]),
        ]

    def __str__(self):
        return self.voucher

    @property
    def voucher(self):
        """2026-0012"""
        return f"{self.year}-{self.number:04d}"

    @property
    def effect_fen(self):
        """What the line does to the balance."""
        return self.amount_fen if self.kind == EntryKind.INCOME else -self.amount_fen


class Claim(models.Model):
    """报账: made by a handler, approved by a second person, paid by a third; the payment makes the entry."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="claims", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("预算年度")
    number = models.PositiveIntegerField("报账号")
    summary = models.CharField("事由", max_length=120)
    source = models.CharField("资金来源", max_length=2, choices=FundSource.choices)
    account = models.CharField("支出科目", max_length=3, choices=Spending.choices)
    amount_fen = models.PositiveBigIntegerField("金额（分）")
    spent_on = models.DateField("业务日期")
    payee = models.CharField("收款单位", max_length=80)
    invoice_no = models.CharField("发票号码", max_length=40, blank=True)
    invoice_key = models.CharField("发票号码（比对用）", max_length=40, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    sign = models.ForeignKey(
        Sign, on_delete=models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="标识牌"
    )
    donation = models.ForeignKey(
        Donation, on_delete=models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="捐赠"
    )
    allowance = models.ForeignKey(
        AllowanceList, on_delete=models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="津贴名单"
    )
    state = models.CharField("状态", max_length=9, choices=ClaimState.choices, default=ClaimState.SUBMITTED)
    state_since = models.DateField("状态起始")
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    made_at = models.DateTimeField("提交时间", auto_now_add=True)
    made_by = ActorField("经办人")
    approved_at = models.DateTimeField("审批时间", null=True, blank=True)
    approved_by = ActorField("审批人", null=True)
    paid_at = models.DateTimeField("支付时间", null=True, blank=True)
    paid_by = ActorField("出纳", null=True)
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="claim", verbose_name="记账凭证"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报账"
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="claim_number_once"),
            models.UniqueConstraint(
                fields=["station", "invoice_key"],
                condition=~Q(invoice_key="") & ~Q(state__in=["WITHDRAWN", "REVERSED"]),
                name="claim_invoice_once",
                violation_error_message="这张发票已经报过账。",
            ),
            models.UniqueConstraint(
                fields=["allowance"],
                condition=Q(allowance__isnull=False) & ~Q(state__in=["WITHDRAWN", "REVERSED"]),
                name="claim_allowance_once",
                violation_error_message="这份津贴名单已经报过账。",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="claim_amount"),
            models.CheckConstraint(
                condition=(Q(state__in=["PAID", "REVERSED"]) & Q(entry__isnull=False))
                | (~Q(state__in=["PAID", "REVERSED"]) & Q(entry__isnull=True)),
                name="claim_paid_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["division_code", "state", "id"]),
            models.Index(fields=["station", "-id"]),
        ]

    def __str__(self):
        return f"报账 {self.year}-{self.number:04d}"


class ClaimScan(models.Model):
    """An invoice or another paper behind a claim."""

    data_class = "P1"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="scans", verbose_name="报账")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="票据")

    class Meta:
        verbose_name = verbose_name_plural = "报账票据"

    def __str__(self):
        return str(self.file)


class MonthClose(models.Model):
    """A month as it was closed, one row for each source of money. Only ever added to."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="closes", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    period = models.PositiveIntegerField("月份")
    source = models.CharField("资金来源", max_length=2, choices=FundSource.choices)
    opening_fen = models.BigIntegerField("月初结余（分）")
    income_fen = models.BigIntegerField("本月收入（分）")
    expense_fen = models.BigIntegerField("本月支出（分）")
    closing_fen = models.BigIntegerField("月末结余（分）")
    closed_at = models.DateTimeField("结账时间", auto_now_add=True)
    closed_by = ActorField("结账人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度结账"
        constraints = [
            models.UniqueConstraint(fields=["station", "period", "source"], name="month_close_once"),
            models.CheckConstraint(
                condition=Q(closing_fen=F("opening_fen") + F("income_fen") - F("expense_fen")),
                name="month_close_sum",
            ),
        ]

    def __str__(self):
        return f"{self.period} {self.source}"
