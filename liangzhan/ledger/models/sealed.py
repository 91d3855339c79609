"""Postings of sealed services (P4), apart from the ordinary ones: no shared table, id, mark or task.

What is plain: the station, the month, how many lines there were and when they came in. Everything else is in payloads
of one length each, encrypted and bound to their row (`rules.sealed` says what stands in them).
"""

import uuid

from django.db import models

from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField


class SealedPosting(models.Model):
    """One version of one sealed voucher; found by the blind index of its key. The digest is keyed."""

    data_class = "P4"
    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    voucher_index = models.CharField("凭证索引", max_length=64)
    version = models.PositiveSmallIntegerField("版本")
    digest = models.CharField("摘要", max_length=64)
    posted_at = models.DateTimeField("入账时间")
    payload = EncryptedTextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "入账（限制查阅）"
        constraints = [models.UniqueConstraint(fields=["voucher_index", "version"], name="sealed_version_once")]

    def __str__(self):
        return str(self.uuid)


class SealedEntry(models.Model):
    """One thing that counts, or takes back the entry that `reverses` names, in the month of that entry."""

    data_class = "P4"
    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posting = models.ForeignKey(
        SealedPosting, on_delete=models.PROTECT, related_name="entries", verbose_name="入账（限制查阅）"
    )
    line = models.PositiveSmallIntegerField("行")
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点", db_index=False
    )  # the index of station and month serves it
    month = models.DateField("月份")
    payload = EncryptedTextField("内容")
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by_entry", verbose_name="冲销"
    )

    class Meta:
        verbose_name = verbose_name_plural = "台账（限制查阅）"
        indexes = [models.Index(fields=["station", "month"])]

    def __str__(self):
        return str(self.uuid)


class SealedCell(models.Model):
    """The sums of a station and month, all kinds in one payload; written in the transaction of the posting."""

    data_class = "P4"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", verbose_name="站点")
    month = models.DateField("月份")
    payload = EncryptedTextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "汇总单元（限制查阅）"
        constraints = [models.UniqueConstraint(fields=["station", "month"], name="sealed_cell_once")]

    def __str__(self):
        return f"{self.station_id} {self.month:%Y-%m}"
