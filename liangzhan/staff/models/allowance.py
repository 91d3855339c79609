"""职业津贴: rates by area and level, what holds a payment back, the list of a month (domain.md 4.6, [N 四(二)])."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import LineKind, ListState
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class AllowanceRate(models.Model):
    """Monthly amount of a level in an area, in whole fen. The notice names none: a city or county enters its own."""

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="适用地区")
    division_code = models.CharField("区划代码", max_length=12)
    level = models.CharField("级别", max_length=3, choices=CertificateLevel.choices)
    monthly_fen = models.PositiveIntegerField("每月金额（分）")
    valid_from = models.DateField("执行日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    basis_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    full_time_only = models.BooleanField("只发给专职人员", default=False)
    least_days = models.PositiveSmallIntegerField("当月在岗至少天数", null=True, blank=True)
    conditions = models.CharField("其他条件", max_length=200, blank=True)
    is_sample = models.BooleanField("示例", default=False)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职业津贴标准"
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly_fen__gt=0),
                name="allowance_rate_amount",
                violation_error_message="金额要大于 0。",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="allowance_rate_order",
                violation_error_message="终止日期不能早于执行日期。",
            ),
        ]
        indexes = [models.Index(fields=["division_code", "level", "valid_from"])]

    def __str__(self):
        return f"{self.get_level_display()} {self.division_code}"


class AllowanceHold(models.Model):
    """Payment to a worker rests from a day to a day, by word of street or county."""

    data_class = "P2"
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="allowance_holds", verbose_name="工作人员"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    starts_on = models.DateField("停发自")
    ends_on = models.DateField("停发至", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)
    set_at = models.DateTimeField("登记时间", auto_now_add=True)
    set_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职业津贴停发"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="allowance_hold_order",
                violation_error_message="停发结束日期不能早于开始日期。",
            )
        ]
        indexes = [models.Index(fields=["worker", "starts_on"])]

    def __str__(self):
        return f"停发 {self.starts_on}"


class AllowanceList(models.Model):
    """Who of a station has an allowance in a month. `month` is written "2026-10"."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="allowance_lists", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    month = models.CharField("月份", max_length=7)
    state = models.CharField("状态", max_length=9, choices=ListState.choices, default=ListState.DRAFT)
    state_since = models.DateField("状态起始")
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    drafted_at = models.DateTimeField("生成时间")
    drafted_by = ActorField("生成人")
    paid_on = models.DateField("发放日期", null=True, blank=True)
    paid_at = models.DateTimeField("发放登记时间", null=True, blank=True)
    paid_by = ActorField("发放登记人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职业津贴名单"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "month"],
                name="allowance_list_once",
                violation_error_message="本站这个月的名单已经生成。",
            ),
            models.CheckConstraint(
                condition=Q(state="PAID", paid_on__isnull=False, paid_at__isnull=False, paid_by__isnull=False)
                | (~Q(state="PAID") & Q(paid_on__isnull=True, paid_at__isnull=True, paid_by__isnull=True)),
                name="allowance_list_paid",
                violation_error_message="登记发放要写明日期。",
            ),
        ]
        indexes = [
            models.Index(fields=["division_code", "month"]),
            models.Index(fields=["state", "division_code"]),
        ]

    def __str__(self):
        return f"{self.station} {self.month}"


class AllowanceLine(models.Model):
    """One worker on a list: eligible or not, with the reasons. `for_month` differs from the list's only in adjustments."""

    data_class = "P2"
    data_classes = {"fen": "P1"}
    scope_paths = {"division": "allowance_list__division_code", "station": "allowance_list__station_id"}

    allowance_list = models.ForeignKey(
        AllowanceList, on_delete=models.CASCADE, related_name="lines", verbose_name="名单"
    )
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="allowance_lines", verbose_name="工作人员"
    )
    kind = models.CharField("种类", max_length=10, choices=LineKind.choices, default=LineKind.MONTH)
    for_month = models.CharField("所属月份", max_length=7)
    level = models.CharField("级别", max_length=3, choices=CertificateLevel.choices, blank=True)
    rate = models.ForeignKey(
        AllowanceRate, on_delete=models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="标准"
    )
    eligible = models.BooleanField("发放", default=False)
    fen = models.IntegerField("金额（分）", default=0)
    reasons = models.JSONField("理由", default=list)
    mend = models.CharField("怎么办", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职业津贴名单人员"
        constraints = [
            # One person, one allowance a month, whatever the number of stations and lists.
            models.UniqueConstraint(
                fields=["worker", "for_month"],
                condition=Q(kind="MONTH", eligible=True),
                name="allowance_person_once_a_month",
                violation_error_message="这个月的津贴已列入另一份名单。",
            ),
            models.UniqueConstraint(
                fields=["allowance_list", "worker", "for_month", "kind"],
                name="allowance_line_once",
                violation_error_message="名单里已有这名人员。",
            ),
            models.CheckConstraint(
                condition=Q(kind="MONTH", eligible=True, fen__gt=0)
                | Q(kind="MONTH", eligible=False, fen=0)
                | (Q(kind="ADJUSTMENT", eligible=True) & ~Q(fen=0)),
                name="allowance_line_amount",
            ),
        ]
        indexes = [models.Index(fields=["worker", "for_month"])]

    def __str__(self):
        return f"{self.for_month} {self.get_kind_display()}"
