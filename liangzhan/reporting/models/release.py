"""Open tables, frozen once and for all with whatever had to be hidden (domain.md 10.3)."""

from uuid import uuid4

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.toolkit.fields import ActorField


class Release(models.Model):
    """All open tables of one area and period. `content` holds what anybody may see, never what was hidden."""

    append_only = True
    data_class = "P0"
    data_classes = {"frozen_by": "P1"}
    scope_paths = {"division": "division_code"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    division_code = models.CharField("区划代码", max_length=12)
    area_name = models.CharField("地区", max_length=60)
    period = models.CharField("统计期", max_length=7)
    definition_version = models.PositiveIntegerField("口径版本")
    content = models.JSONField("表")
    content_hash = models.CharField("内容摘要", max_length=64)
    hidden_count = models.PositiveIntegerField("不显示的格数")
    frozen_at = models.DateTimeField("发布时间")
    frozen_by = ActorField("发布人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开数据"
        constraints = [
            models.UniqueConstraint(
                fields=["division_code", "period"],
                name="release_once",
                violation_error_message="这个地区这一期的数据已经发布；两次发布可以相减，所以只发布一次。",
            )
        ]
        indexes = [models.Index(fields=["-frozen_at", "-id"])]

    def __str__(self):
        return f"{self.area_name} {self.period}"
