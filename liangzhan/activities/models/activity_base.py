"""What a plan of a group and a plan of an activity have in common, and what a paper has posted."""

from uuid import uuid4

from django.db import models

from liangzhan.ledger.choices import OPEN_SERVICES
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField

# 社区矫正 and 戒毒康复 belong to sealed cases alone (domain.md 5.6).


class Counted(models.Model):
    """A paper that counts in the ledger. `counted` holds the lines as they were posted, so that the ledger can be compared
    with the paper also after a merge or a change of category; `counted_version` 0 while nothing is posted."""

    counted = EncryptedTextField("入账内容", blank=True)
    counted_version = models.PositiveSmallIntegerField("入账版本", default=0)

    class Meta:
        abstract = True

    @property
    def voucher(self):
        """As the ledger names this paper."""
        return f"{self._meta.label}:{self.uuid}"  # type: ignore[attr-defined]


class Plan(Counted):
    """Who plans it, for which station, how it was approved. `number` is taken at the approval; drafts have none.

    `self_approved`: nobody else at this place could approve (a lawful station may be one person); it is shown as such.
    """

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    number = models.CharField("档案号", max_length=40, blank=True)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    leader = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="负责人")
    helper = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="协助人"
    )
    service_kind = models.CharField("服务内容", max_length=3, choices=OPEN_SERVICES, blank=True)
    for_minors = models.BooleanField("面向未成年人", default=False)
    budget_fen = models.PositiveBigIntegerField("预算（分）", default=0)
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    submitted_by = ActorField("提交人", null=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = ActorField("审批人", null=True)
    decision_reason = models.CharField("审批意见", max_length=500, blank=True)
    self_approved = models.BooleanField("由本人确认（没有其他审批人）", default=False)
    cancelled_reason = models.CharField("取消原因", max_length=200, blank=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name  # type: ignore[attr-defined]

    @property
    def leaders(self):
        """Whoever leads: one or two workers."""
        return [one for one in (self.leader, self.helper) if one is not None]
