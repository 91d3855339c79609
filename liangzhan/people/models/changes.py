"""What cannot be undone: two rows that were one person, and data that were deleted. Append-only."""

from django.db import models

from liangzhan.people.models.person import Person
from liangzhan.toolkit.fields import ActorField


class Merge(models.Model):
    """`alias` and `kept` are one person. What was moved is counted by relation (`{"staff.Worker.person": 1}`)."""

    data_class = "P2"
    append_only = True

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="保留")
    alias = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="并入")
    moved = models.JSONField("并入的记录", default=dict)
    reason = models.CharField("依据", max_length=200)
    merged_at = models.DateTimeField("时间", auto_now_add=True)
    merged_by = ActorField("操作人")

    class Meta:
        verbose_name = verbose_name_plural = "人员合并"
        constraints = [models.UniqueConstraint(fields=["alias"], name="merged_once")]

    def __str__(self):
        return f"{self.alias_id}→{self.kept_id}"


class Forgetting(models.Model):
    """The data of a person were deleted on request or because the purpose ended (PIPL §47); what was blanked is counted."""

    data_class = "P2"
    append_only = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    blanked = models.JSONField("删除的内容", default=dict)
    reason = models.CharField("依据", max_length=200)
    forgotten_at = models.DateTimeField("时间", auto_now_add=True)
    forgotten_by = ActorField("操作人")

    class Meta:
        verbose_name = verbose_name_plural = "个人信息删除"

    def __str__(self):
        return f"{self.person_id}"
