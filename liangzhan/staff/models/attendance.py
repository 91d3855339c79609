"""Facts beside the check-in: field work, the street's sheet, corrections; and the month as it was confirmed.

The day itself is never stored (docs/decisions/0012): `rules.attendance.attendance_day` reads it from these.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.staff.choices.attendance import SAID_STATUSES, CorrectionState
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.periods import moment


class FieldTime(models.Model):
    """Time outside, from the record of a visit that is its voucher ("room.Model:uuid"). No place, no tracking.

    `sealed`: the visit is confidential, others see minutes that lead nowhere.
    """

    data_class = "P2"
    data_classes = {"voucher": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="field_times", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="field_times", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    voucher = models.CharField("凭据", max_length=100, unique=True)
    sealed = models.BooleanField("限制查阅", default=False)
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    recorded_by = ActorField("记录人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True)
    withdrawn_by = ActorField("撤销人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "外勤"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="field_time_order",
                violation_error_message="外勤结束时间要晚于开始时间。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="field_time_withdrawn_pair",
            ),
        ]
        indexes = [models.Index(fields=["worker", "starts_at"]), models.Index(fields=["station", "starts_at"])]

    def __str__(self):
        return f"{self.starts_at:%m-%d %H:%M}"


class ImportedDay(models.Model):
    """One worker's day as the street's own attendance has it; a later sheet replaces it until the month is closed."""

    data_class = "P2"
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="imported_days", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="imported_days", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("日期")
    status = models.CharField("考勤情况", max_length=8, choices=SAID_STATUSES)
    minutes = models.PositiveSmallIntegerField("工时（分钟）", null=True, blank=True)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = ActorField("导入人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "街道考勤"
        constraints = [
            models.UniqueConstraint(fields=["worker", "station", "on"], name="imported_day_once"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__lte=1440),
                name="imported_day_minutes",
                violation_error_message="一天的工时不能超过 24 小时。",
            ),
        ]
        indexes = [models.Index(fields=["station", "on"])]

    def __str__(self):
        return f"{self.on} {self.get_status_display()}"


class Correction(models.Model):
    """What a day really was, asked with a reason and decided by a second person. It changes no fact: it stands beside.

    `needs_second`: nobody of the station but who asked, or whom it is about, could decide it.
    """

    data_class = "P2"
    data_classes = {"reason": "P2", "decided_note": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="corrections", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="corrections", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("日期")
    status = models.CharField("更正为", max_length=8, choices=SAID_STATUSES)
    starts = models.TimeField("实际上班", null=True, blank=True)
    ends = models.TimeField("实际下班", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)
    needs_second = models.BooleanField("本站不能审核", default=False)
    state = models.CharField("状态", max_length=9, choices=CorrectionState.choices, default=CorrectionState.WAITING)
    state_since = models.DateField("状态起始")
    asked_at = models.DateTimeField("申请时间", default=moment)
    asked_by = ActorField("申请人")
    decided_at = models.DateTimeField("审核时间", null=True)
    decided_by = ActorField("审核人", null=True)
    decided_note = models.CharField("审核意见", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考勤更正"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "station", "on"],
                condition=Q(state="WAITING"),
                name="correction_waits_once",
                violation_error_message="这一天已有一份更正申请在等待审核。",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(ends__gt=F("starts")),
                name="correction_order",
                violation_error_message="下班时间要晚于上班时间；两项都填或都不填。",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="correction_decided_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "on"]),
            models.Index(fields=["station", "state", "on"]),
            models.Index(fields=["state", "division_code"]),
        ]

    def __str__(self):
        return f"{self.on} {self.get_status_display()}"


class MonthSheet(models.Model):
    """A station's month as its head confirmed it. A later correction makes the next version; none is ever changed.

    `needs_second`: whoever confirmed stands alone on the sheet; 两委 or street look at it, and nothing waits for them.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="month_sheets", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    month_on = models.DateField("月份（首日）")
    version = models.PositiveSmallIntegerField("版本", default=1)
    note = models.CharField("说明", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("确认时间", default=moment)
    confirmed_by = ActorField("确认人")
    needs_second = models.BooleanField("需要复核", default=False)
    countersigned_at = models.DateTimeField("复核时间", null=True)
    countersigned_by = ActorField("复核人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月度考勤表"
        constraints = [
            models.UniqueConstraint(fields=["station", "month_on", "version"], name="month_sheet_version_once"),
            models.CheckConstraint(
                condition=Q(countersigned_at__isnull=True, countersigned_by__isnull=True)
                | Q(countersigned_at__isnull=False, countersigned_by__isnull=False),
                name="month_sheet_second_pair",
            ),
        ]
        indexes = [models.Index(fields=["division_code", "month_on"])]

    def __str__(self):
        return f"{self.month_on:%Y-%m} v{self.version}"


class MonthLine(models.Model):
    """One worker on a confirmed sheet: the sums, and the days as they read then (`days`: one status a day, in order)."""

    data_class = "P2"

    sheet = models.ForeignKey(MonthSheet, on_delete=models.CASCADE, related_name="lines", verbose_name="月度考勤表")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="month_lines", verbose_name="工作人员")
    label = models.CharField("姓名", max_length=40)
    part_time = models.BooleanField("兼职", default=False)
    days = models.TextField("逐日情况")
    days_due = models.PositiveSmallIntegerField("应出勤天数")
    present = models.DecimalField("出勤天数", max_digits=4, decimal_places=1)
    late = models.PositiveSmallIntegerField("迟到次数")
    early = models.PositiveSmallIntegerField("早退次数")
    absent = models.DecimalField("旷工天数", max_digits=4, decimal_places=1)
    leave_days = models.DecimalField("请假天数", max_digits=4, decimal_places=1)
    trip_days = models.DecimalField("出差天数", max_digits=4, decimal_places=1)
    training_days = models.PositiveSmallIntegerField("培训天数")
    minutes = models.PositiveIntegerField("工时（分钟）")
    field_minutes = models.PositiveIntegerField("外勤（分钟）")
    declared_minutes = models.PositiveIntegerField("兼职确认工时（分钟）", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "月度考勤表明细"
        constraints = [models.UniqueConstraint(fields=["sheet", "worker"], name="month_line_once")]
        indexes = [models.Index(fields=["worker"])]

    def __str__(self):
        return self.label
