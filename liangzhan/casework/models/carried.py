"""What an old ledger told of an open case: how far it was, which papers exist outside of the platform."""

from uuid import uuid4

from django.db import models

from liangzhan.casework.choices import Phase
from liangzhan.casework.models.case import Case
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Carried(models.Model):
    """The last state of an imported case. Its days stand in for papers that are kept outside of the platform, so that the
    case goes on from there; contacts before the import are told as a number and were never posted to the ledger."""

    data_class = "P3"
    data_classes = {"old_number": "P1"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="carried", verbose_name="个案")
    phase = EncryptedChoiceField("导入时的阶段", choices=Phase.choices)
    old_number = models.CharField("原案号", max_length=40, blank=True)
    agreed_on = models.DateField("服务同意书签订日期", null=True, blank=True)
    assessed_on = models.DateField("预估日期", null=True, blank=True)
    planned_on = models.DateField("计划日期", null=True, blank=True)
    contacts = models.PositiveSmallIntegerField("导入前的过程记录次数", default=0)
    last_on = models.DateField("导入前最近一次服务", null=True, blank=True)
    next_on = models.DateField("下次联系日期", null=True, blank=True)
    situation = EncryptedTextField("导入时的情况", blank=True, max_length=4000)
    brought_at = models.DateTimeField("导入时间", auto_now_add=True)
    brought_by = ActorField("导入人")

    class Meta:
        verbose_name = verbose_name_plural = "导入前的情况"

    def __str__(self):
        return f"导入前的情况 {self.old_number}".strip()

    @property
    def sealed_subject(self):
        """As of its case."""
        return self.case.sealed_subject
