"""Deeds, readings and the seals over both. Append-only: triggers refuse UPDATE and DELETE on both databases."""

import uuid

from django.db import models

from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Event(models.Model):
    """One deed, written by `@recorded` in the transaction of the deed. No foreign keys; nothing personal in `details`."""

    data_class = "P1"
    append_only = True

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = ActorField("操作人")
    name = models.CharField("事项", max_length=80)
    object_label = models.CharField("对象类别", max_length=80, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    division_code = models.CharField("区划代码", max_length=12, blank=True)
    details = models.JSONField("要点", default=dict)
    address = models.CharField("来源地址", max_length=45, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        indexes = [
            models.Index(fields=["object_label", "object_id"]),
            models.Index(fields=["name", "at"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.object_label} {self.object_id}"


class Reading(models.Model):
    """One page view that showed P3/P4 data, with the ids that were shown (never what they say)."""

    data_class = "P1"
    append_only = True

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("时间", auto_now_add=True)
    by = ActorField("查阅人")
    page = models.CharField("页面", max_length=120)
    object_ids = models.JSONField("对象编号", default=list)
    shown_class = models.CharField("数据级别", max_length=2)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查阅记录"
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.page} {self.shown_class}"


class Seal(models.Model):
    """A link of the chain: hash over the row and the hash before it. Written later, in its own order."""

    data_class = "P1"
    append_only = True

    sequence = models.BigIntegerField("序号", unique=True)
    source = models.CharField("来源", max_length=7, choices=[("event", "操作"), ("reading", "查阅")])
    row_uuid = models.UUIDField("记录编号", unique=True)
    previous = models.CharField("上一环", max_length=64)
    digest = models.CharField("本环", max_length=64)
    sealed_at = models.DateTimeField("封存时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "封存"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"


class SealedDeed(models.Model):
    """A deed or a reading whose existence is nobody's business but the subject's team: kept apart, in a chain of its own.

    `subject` is the uuid of what it is about and says nothing by itself; who, what and when stand encrypted in `content`.
    The ordinary record, its seals and its counts are the same with and without such rows.
    """

    data_class = "P4"
    data_classes = {"content": "P4"}
    append_only = True

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    subject = models.UUIDField("关于", db_index=True)
    sequence = models.BigIntegerField("序号", unique=True)
    content = EncryptedTextField("内容")
    previous = models.CharField("上一环", max_length=64)
    digest = models.CharField("本环", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "限制查阅的记录"
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"
