"""A risk of one person, its level and what was done about it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.protection.choices import RiskDomain, RiskLevel, RiskStepKind
from liangzhan.protection.models.base import Danger
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Risk(Danger):
    """One person's risk, of one origin at one station, from the day it was seen until it is low (level 1).

    What is due and when is derived from the level and the steps (`rules.clocks`), never stored: a stored due date would
    tell the level to whoever reads the bare table.
    """

    level = EncryptedChoiceField("等级", choices=RiskLevel.choices)
    facts = EncryptedTextField("判断的依据", max_length=4000)
    raised_on = models.DateField("评定日期")
    raised_at = models.DateTimeField("现等级自")
    raised_by = ActorField("评定人")
    ended_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "风险"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station", "voucher"],
                condition=Q(ended_on__isnull=True),
                name="risk_open_once",
                violation_error_message="这个服务对象已有未解除的风险。",
            )
        ]
        indexes = [
            models.Index(fields=["person", "ended_on"]),
            models.Index(fields=["station", "ended_on", "raised_on"]),
            models.Index(fields=["division_code", "ended_on"]),
            models.Index(fields=["voucher"]),
        ]

    @property
    def own_voucher(self):
        """As the agenda of supervision and notices name this risk."""
        return f"protection.Risk:{self.uuid}"


class RiskArea(models.Model):
    """One of the domains of a risk."""

    data_class = "P4"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="areas", verbose_name="风险")
    domain = EncryptedChoiceField("领域", choices=RiskDomain.choices)

    class Meta:
        verbose_name = verbose_name_plural = "风险领域"
        constraints = [models.UniqueConstraint(fields=["risk", "domain"], name="risk_domain_once")]

    def __str__(self):
        return f"风险领域 {self.pk}"


class RiskStep(models.Model):
    """What happened, when, who wrote it down. Append-only. `at` is when it happened, `written_at` when it was written."""

    data_class = "P4"
    append_only = True

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="steps", verbose_name="风险")
    kind = EncryptedChoiceField("事项", choices=RiskStepKind.choices)
    level = EncryptedChoiceField("当时等级", choices=RiskLevel.choices)
    text = EncryptedTextField("情况", blank=True, max_length=4000)
    at = models.DateTimeField("时间")
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    written_at = models.DateTimeField("记录时间")
    written_by = ActorField("记录人")

    class Meta:
        verbose_name = verbose_name_plural = "风险处置记录"
        indexes = [models.Index(fields=["risk", "at"])]

    def __str__(self):
        return f"风险处置记录 {self.uuid}"
