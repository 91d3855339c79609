"""Kept files and issued papers. The room that owns a file checks its own row, then streams it; only verification is public."""

import uuid

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.toolkit.fields import ActorField


class KeptFile(models.Model):
    """One upload: the bytes lie in the files directory under their hash; the name on the screen is `title`, never the user's.

    `media_type` is sniffed from the bytes. Images are re-encoded without metadata; `position` (WGS84 "lat,lon") is kept
    only where the place is the evidence.
    """

    data_class = "P1"

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.BigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    title = models.CharField("标题", max_length=120)
    width = models.IntegerField("宽", null=True)
    height = models.IntegerField("高", null=True)
    taken_at = models.DateTimeField("拍摄时间", null=True)
    position = models.CharField("拍摄位置", max_length=40, blank=True)
    kept_at = models.DateTimeField("存入时间", auto_now_add=True)
    kept_by = ActorField("存入人")

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.title

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def extension(self) -> str:
        """File-name extension for a download, from the sniffed type."""
        return EXTENSIONS.get(self.media_type, "bin")


EXTENSIONS = {
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


class IssuedPaper(models.Model):
    """A paper the platform issued: number, verify code, the facts as they were at issue."""

    data_class = "P1"

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("种类", max_length=40)
    number = models.CharField("文书编号", max_length=60, unique=True)
    verify_code = models.CharField("校验码", max_length=16, unique=True)
    title = models.CharField("标题", max_length=120)
    division_code = models.CharField("区划代码", max_length=12, blank=True)
    facts = models.JSONField("要点", default=dict)  # masked facts for the public verification page
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, verbose_name="文件")
    issued_at = models.DateTimeField("签发时间", auto_now_add=True)
    issued_by = ActorField("签发人")
    revoked_at = models.DateTimeField("撤销时间", null=True)
    revoked_by = ActorField("撤销人", null=True)
    revoked_reason = models.CharField("撤销理由", max_length=200, blank=True)

    scope_paths = {"division": "division_code"}

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="paper_revoked_pair",
                violation_error_message="撤销时间和撤销人要么都有，要么都没有。",
            )
        ]

    def __str__(self) -> str:
        return self.number


class VerifyFailure(models.Model):
    """Wrong answers on the verification page: who asked (a keyed hash of the network address) and the ten minutes."""

    data_class = "P1"

    asker = models.CharField("来源", max_length=64)
    window = models.BigIntegerField("时段")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "核验失败计数"
        constraints = [models.UniqueConstraint(fields=["asker", "window"], name="verify_failure_once")]

    def __str__(self) -> str:
        return f"{self.window} {self.count}"
