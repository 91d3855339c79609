"""A pass: somebody without an account looks after his own matters on his phone (a volunteer, no account wall)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.toolkit.fields import ActorField


class PassCode(models.Model):
    """A one-time code that gives a pass: sent by SMS to the number on file, or shown by a station that saw the document.

    Only the hash is kept. `tries` counts wrong entries against it; used or out of date it is worth nothing.
    """

    data_class = "P1"

    person_uuid = models.UUIDField("人员编号")
    code_hash = models.CharField("领取码摘要", max_length=64)
    way = models.CharField("方式", max_length=4, choices=[("SMS", "短信"), ("DESK", "当面")])
    ends_at = models.DateTimeField("有效至")
    tries = models.PositiveSmallIntegerField("输错次数", default=0)
    used = models.BooleanField("已使用", default=False)
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    made_by = ActorField("生成人")

    class Meta:
        verbose_name = verbose_name_plural = "通行码"
        indexes = [models.Index(fields=["person_uuid", "ends_at"])]

    def __str__(self):
        return self.get_way_display()


class Pass(models.Model):
    """One phone of one person: the session carries its number. It reaches what is the person's own, and nothing else."""

    data_class = "P1"

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person_uuid = models.UUIDField("人员编号", db_index=True)
    way = models.CharField("方式", max_length=4, choices=[("SMS", "短信"), ("DESK", "当面")])
    ends_on = models.DateField("有效至")
    made_at = models.DateTimeField("领取时间", auto_now_add=True)
    ended_at = models.DateTimeField("停用时间", null=True)
    ended_by = ActorField("停用人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "本人通行"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="pass_ended_pair",
            )
        ]

    def __str__(self):
        return f"{self.get_way_display()} {self.ends_on}"
