"""What a sealed case has beyond its forms: the commission, and emergency access with its review."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.casework.choices.sealing import CommissionKind
from liangzhan.casework.models.case import Case, CasePaper
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.ordering import ordered_id


class Commission(CasePaper):
    """委托书 of a 司法所 or an anti-drug office: nothing is recorded on days that none covers.

    `label` is what the case is about; where the law drops it (戒毒条例 §7) the nightly step blanks it.
    """

    data_class = "P4"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="commissions", verbose_name="个案")
    label = EncryptedChoiceField("类别", choices=CommissionKind.choices, blank=True)
    body = EncryptedTextField("委托单位", max_length=100)
    number = EncryptedTextField("委托书编号", max_length=60)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="委托书照片或扫描件"
    )
    from_on = models.DateField("委托期起")
    to_on = models.DateField("委托期止")

    class Meta:
        verbose_name = verbose_name_plural = "委托书"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="commission_order",
                violation_error_message="委托期止不能早于委托期起。",
            )
        ]


class EmergencyAccessQuerySet(ScopedQuerySet):
    def waiting(self):
        """Not yet looked at by a second person."""
        return self.filter(reviewed_at__isnull=True)


class EmergencyAccess(models.Model):
    """紧急调阅: somebody of the station opened a sealed case for some hours; another person reviews it the next workday.

    The reviewer reads who, when, why; never the case. `user_uuid` is the account that may read until `closes_at`.
    """

    data_class = "P4"
    data_classes = {"station": "P1", "division_code": "P1"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    id = models.BigIntegerField("键", primary_key=True, default=ordered_id, editable=False)
    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies", verbose_name="个案")
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    user_uuid = models.UUIDField("账户")
    reason = EncryptedTextField("理由", max_length=1000)
    opened_at = models.DateTimeField("调阅时间")
    opened_by = ActorField("调阅人")
    closes_at = models.DateTimeField("截止时间")
    review_due_on = models.DateField("复核期限")
    justified = models.BooleanField("符合紧急情形", null=True)
    review = EncryptedTextField("复核意见", blank=True, max_length=1000)
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    reviewed_by = ActorField("复核人", null=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个案紧急调阅"
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, justified__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False),
                name="case_emergency_reviewed",
            )
        ]
        indexes = [
            models.Index(fields=["user_uuid", "closes_at"]),
            models.Index(fields=["division_code", "reviewed_at"]),
        ]

    def __str__(self):
        return f"紧急调阅 {self.opened_at:%Y-%m-%d %H:%M}"

    @property
    def sealed_subject(self):
        """As of its case."""
        return self.case.sealed_subject
