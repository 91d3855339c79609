"""What was sent to the national system and what came back (domain.md 6.8)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.exchange.choices import BatchKind, Verdict
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.models import ServiceRecord, Volunteer


class Batch(models.Model):
    """One file for the national system. The same content again is the same batch (`file_hash`)."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    number = models.CharField("批次号", max_length=40, unique=True)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("内容", max_length=8, choices=BatchKind.choices)
    file_hash = models.CharField("内容指纹", max_length=64)
    lines = models.PositiveIntegerField("行数")
    answered = models.PositiveIntegerField("已有回执", default=0)
    made_at = models.DateTimeField("生成时间")
    made_by = ActorField("生成人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送批次"
        constraints = [models.UniqueConstraint(fields=["station", "file_hash"], name="batch_once")]
        indexes = [models.Index(fields=["division_code", "made_at"])]

    def __str__(self):
        return self.number


class BatchItem(models.Model):
    """One line of a batch: exactly what was sent (`content`, JSON by field name), and the verdict on it."""

    data_class = "P2"
    data_classes = {"content": "P3", "line": "P1", "content_hash": "P1", "verdict": "P1"}
    scope_paths = {"division": "batch__division_code", "station": "batch__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items", verbose_name="批次")
    line = models.PositiveIntegerField("行号")
    record = models.ForeignKey(
        ServiceRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="sent", verbose_name="服务记录"
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="sent", verbose_name="志愿者"
    )
    content = EncryptedTextField("报送内容", max_length=2000)
    content_hash = models.CharField("内容指纹", max_length=64)
    verdict = models.CharField("结果", max_length=8, choices=Verdict.choices, blank=True)
    national_no = models.CharField("全国系统编号", max_length=32, blank=True)
    reason = models.CharField("退回原因", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送明细"
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="batch_line_once"),
            models.CheckConstraint(
                condition=Q(record__isnull=False, volunteer__isnull=True)
                | Q(record__isnull=True, volunteer__isnull=False),
                name="batch_item_of_one",
            ),
        ]
        indexes = [models.Index(fields=["record", "-id"]), models.Index(fields=["volunteer", "-id"])]

    def __str__(self):
        return f"{self.batch_id} {self.line}"


class Receipt(models.Model):
    """A receipt that was read: the same file is read once. Append-only."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "batch__division_code", "station": "batch__station_id"}

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="receipts", verbose_name="批次")
    file_hash = models.CharField("文件指纹", max_length=64)
    accepted = models.PositiveIntegerField("已收")
    rejected = models.PositiveIntegerField("退回")
    read_at = models.DateTimeField("导入时间")
    read_by = ActorField("导入人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回执"
        constraints = [models.UniqueConstraint(fields=["batch", "file_hash"], name="receipt_once")]

    def __str__(self):
        return f"{self.batch_id} {self.read_at:%Y-%m-%d}"
