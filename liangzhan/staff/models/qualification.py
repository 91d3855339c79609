"""The certificate (proof of passing, never expires) and the registration of three years (domain.md 4.2)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.posts import CertificateLevel, RegistrationState
from liangzhan.staff.models.worker import Worker
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class OfWorkerQuerySet(ScopedQuerySet):
    """Rows of a worker are seen by whoever sees the worker."""

    def within(self, scope, action):
        return self.filter(worker__in=Worker.objects.within(scope, action))


class Certificate(models.Model):
    """全国社会工作者职业资格证书 of one level. `number` is the 管理号."""

    data_class = "P2"
    data_classes = {"number": "P2", "level": "P1", "passed_on": "P1"}
    scope_paths = {"division": "worker__posts__division_code", "station": "worker__posts__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="certificates", verbose_name="工作人员")
    level = models.CharField("级别", max_length=3, choices=CertificateLevel.choices)
    number = EncryptedTextField("管理号", blank=True, max_length=40)
    number_index = models.CharField("管理号索引", max_length=64, blank=True, db_index=True)
    passed_on = models.DateField("取得日期")
    file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证书"
    )
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = OfWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职业水平证书"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "level"],
                name="certificate_level_once",
                violation_error_message="这一级别的证书已经登记。",
            ),
            models.UniqueConstraint(
                fields=["number_index"],
                condition=~Q(number_index=""),
                name="certificate_number_once",
                violation_error_message="这个管理号已登记在另一人名下，请核对。",
            ),
        ]

    def __str__(self):
        return self.get_level_display()


class RegistrationQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        return self.filter(certificate__worker__in=Worker.objects.within(scope, action))


class Registration(models.Model):
    """Registration of a certificate, for three years (parameter); its number is on the registration certificate."""

    data_class = "P1"
    scope_paths = {
        "division": "certificate__worker__posts__division_code",
        "station": "certificate__worker__posts__station_id",
    }

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="registrations", verbose_name="职业水平证书"
    )
    state = models.CharField("状态", max_length=13, choices=RegistrationState.choices, default=RegistrationState.ISSUED)
    state_since = models.DateField("状态起始")
    number = models.CharField("登记号", max_length=40, blank=True)
    valid_from = models.DateField("登记有效期自", null=True, blank=True)
    valid_to = models.DateField("登记有效期至", null=True, blank=True)
    # The closest alert (days before the end) that worker and head were told of.
    alerted_days = models.PositiveSmallIntegerField("已提醒", null=True, editable=False)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社会工作者登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="registration_order",
                violation_error_message="登记有效期的结束日期要晚于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="ISSUED") | Q(valid_from__isnull=False, valid_to__isnull=False),
                name="registration_issued_dates",
                violation_error_message="已出证的登记要有有效期。",
            ),
        ]
        indexes = [models.Index(fields=["valid_to"])]

    def __str__(self):
        return f"{self.certificate} {self.get_state_display()}"
