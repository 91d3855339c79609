"""Looking at records again: anomalies found by rules, samples drawn by a seed (domain.md 6.7, Order 67 §21–22)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.choices import AnomalyKind, AnomalyState
from liangzhan.volunteers.models.hours import ServiceRecord


class Anomaly(models.Model):
    """Why a record should be looked at again; found by rules, settled by a person. It never changes a record by itself."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    record = models.ForeignKey(
        ServiceRecord, on_delete=models.PROTECT, related_name="anomalies", verbose_name="服务记录"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("种类", max_length=14, choices=AnomalyKind.choices)
    words = models.CharField("理由", max_length=200)
    state = models.CharField("状态", max_length=9, choices=AnomalyState.choices, default=AnomalyState.OPEN)
    state_since = models.DateField("状态起始")
    found_at = models.DateTimeField("发现时间")
    note = models.CharField("处理说明", max_length=300, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    settled_by = ActorField("处理人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "异常记录"
        constraints = [
            models.UniqueConstraint(fields=["record", "kind"], name="anomaly_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="anomaly_settled_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "id"]),
            models.Index(fields=["division_code", "state", "id"]),
        ]

    def __str__(self):
        return self.get_kind_display()


class SampleDraw(models.Model):
    """A seeded draw of records to be checked (Order 67 §21–22): the same seed over the same records draws the same."""

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    division_code = models.CharField("区划代码", max_length=12)
    starts_on = models.DateField("自")
    ends_on = models.DateField("止")
    seed = models.CharField("种子", max_length=64)
    only_back = models.BooleanField("只抽补录", default=False)
    population = models.PositiveIntegerField("总数")
    size = models.PositiveIntegerField("样本数")
    drawn_at = models.DateTimeField("抽取时间")
    drawn_by = ActorField("抽取人")
    published_on = models.DateField("结果公布日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查"

    def __str__(self):
        return f"{self.division_code} {self.starts_on}"


class DrawnRecord(models.Model):
    """One record of a draw, and what the check found."""

    data_class = "P2"

    draw = models.ForeignKey(SampleDraw, on_delete=models.CASCADE, related_name="records", verbose_name="抽查")
    record = models.ForeignKey(ServiceRecord, on_delete=models.PROTECT, related_name="draws", verbose_name="服务记录")
    genuine = models.BooleanField("属实", null=True)
    note = models.CharField("核查情况", max_length=300, blank=True)
    checked_at = models.DateTimeField("核查时间", null=True, blank=True)
    checked_by = ActorField("核查人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "抽查记录"
        constraints = [
            models.UniqueConstraint(fields=["draw", "record"], name="drawn_once"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="drawn_checked_pair",
            ),
        ]

    def __str__(self):
        return f"{self.draw_id} {self.record_id}"
