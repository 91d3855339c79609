"""C-10 危机处置表: the crisis, who was told, what was done."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.protection.choices import Informed, RiskLevel
from liangzhan.protection.models.base import Danger
from liangzhan.protection.models.risk import Risk
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Crisis(Danger):
    """C-10. Facts that were seen and facts that were told are kept apart. Every crisis belongs to a risk, which keeps
    the clocks."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="crises", verbose_name="风险")
    found_at = models.DateTimeField("发现时间")
    how_found = EncryptedTextField("如何发现", max_length=500)
    facts_observed = EncryptedTextField("亲眼所见", blank=True, max_length=4000)
    facts_told = EncryptedTextField("他人所述", blank=True, max_length=4000)
    level = EncryptedChoiceField("等级", choices=RiskLevel.choices)
    safety_plan = EncryptedTextField("安全计划", blank=True, max_length=4000)
    handover = EncryptedTextField("移交", blank=True, max_length=2000)
    outcome = EncryptedTextField("结果", blank=True, max_length=4000)
    review_on = models.DateField("复查日期", null=True, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    closed_by = ActorField("结束人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "危机"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_on__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_on__isnull=False),
                name="crisis_closed_pair",
            )
        ]
        indexes = [
            models.Index(fields=["person", "closed_on"]),
            models.Index(fields=["station", "closed_on", "found_at"]),
            models.Index(fields=["division_code", "closed_on"]),
            models.Index(fields=["voucher"]),
        ]

    @property
    def own_voucher(self):
        """As opinions and notices name this crisis."""
        return f"protection.Crisis:{self.uuid}"


class CrisisInformed(models.Model):
    """知会: one who was told, and when. Append-only."""

    data_class = "P4"
    append_only = True
    blanked_on_destruction = ("name", "reply")

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, related_name="informed", verbose_name="危机")
    who = EncryptedChoiceField("知会对象", choices=Informed.choices)
    name = EncryptedTextField("姓名或单位", blank=True, max_length=100)
    reply = EncryptedTextField("对方答复", blank=True, max_length=1000)
    at = models.DateTimeField("知会时间")
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    written_at = models.DateTimeField("记录时间")
    written_by = ActorField("记录人")

    class Meta:
        verbose_name = verbose_name_plural = "危机知会"
        indexes = [models.Index(fields=["crisis", "at"])]

    def __str__(self):
        return f"危机知会 {self.uuid}"


class CrisisMeasure(models.Model):
    """措施: one thing that was done, and when. Append-only."""

    data_class = "P4"
    append_only = True
    blanked_on_destruction = ("text",)

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    crisis = models.ForeignKey(Crisis, on_delete=models.PROTECT, related_name="measures", verbose_name="危机")
    text = EncryptedTextField("措施", max_length=4000)
    at = models.DateTimeField("时间")
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    written_at = models.DateTimeField("记录时间")
    written_by = ActorField("记录人")

    class Meta:
        verbose_name = verbose_name_plural = "危机处置措施"
        indexes = [models.Index(fields=["crisis", "at"])]

    def __str__(self):
        return f"危机处置措施 {self.uuid}"
