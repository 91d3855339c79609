"""补记: what is added to a record after it was locked, of every room that keeps records of service."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Addendum(models.Model):
    """Something was added to a record, with the reason (domain.md 5.9). Never changed until its file is destroyed.

    `voucher` names the record ("casework.Contact:uuid") and `title` says it in words, `folder` the file it belongs to
    ("casework.Case:uuid"; of a visit the visit itself). Whoever reads it has reached the record: there is no list of addenda.
    """

    data_class = "P3"
    data_classes = {
        "voucher": "P1",
        "folder": "P1",
        "title": "P1",
        "written_at": "P1",
        "written_by": "P1",
        "form_key": "P1",
    }
    append_only = True
    blanked_on_destruction = ("reason", "text")

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    voucher = models.CharField("所补的记录", max_length=80)
    folder = models.CharField("所在案卷", max_length=80)
    title = models.CharField("所补的记录（题名）", max_length=120)
    reason = EncryptedTextField("补记原因", max_length=300)
    text = EncryptedTextField("补记内容", max_length=8000)
    form_key = models.UUIDField("提交编号", unique=True)
    written_at = models.DateTimeField("补记时间")
    written_by = ActorField("补记人")

    class Meta:
        verbose_name = verbose_name_plural = "补记"
        indexes = [models.Index(fields=["voucher"]), models.Index(fields=["folder"])]

    def __str__(self) -> str:
        return f"补记 {self.uuid}"
