"""Certificates, seals, stars (Order 67 §10, §14, §15; domain.md 6.2)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.choices import CertificateState, SealState, StarState
from liangzhan.volunteers.models.register import Volunteer


class Certificate(models.Model):
    """A snapshot at issue: later corrections make a new one, never change this. The signed `payload` verifies offline.

    `snapshot` is the JSON of everything printed; `payload` what the QR carries: number, masked name, hours, issuer, days,
    algorithm and key id, with its Ed25519 signature. When the person is forgotten both are emptied; number, `digest` and the
    figures stay, so that whoever verifies the paper is told that the entry was deleted.
    """

    data_class = "P2"
    data_classes = {"number": "P1", "state": "P1", "digest": "P1", "snapshot": "P3", "payload": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    number = models.CharField("证明编号", max_length=40, unique=True)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="certificates", verbose_name="志愿者"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="记录单位站点")
    division_code = models.CharField("区划代码", max_length=12)
    issuer = models.CharField("记录单位", max_length=80)
    starts_on = models.DateField("自")
    ends_on = models.DateField("止")
    minutes = models.PositiveIntegerField("服务分钟")
    snapshot = EncryptedTextField("内容快照", max_length=400000)
    payload = models.TextField("签名内容", max_length=4000, blank=True)
    digest = models.CharField("签名内容的 SHA-256", max_length=64)
    state = models.CharField("状态", max_length=10, choices=CertificateState.choices, default=CertificateState.VALID)
    state_since = models.DateField("状态起始")
    reason = models.CharField("撤销原因", max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="新证明"
    )
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    issued_at = models.DateTimeField("出具时间")
    issued_by = ActorField("出具人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务证明"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="certificate_order"),
            models.CheckConstraint(
                condition=Q(state="SUPERSEDED", replaced_by__isnull=False)
                | ~Q(state="SUPERSEDED") & Q(replaced_by__isnull=True),
                name="certificate_replaced_pair",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "issued_at"]), models.Index(fields=["station", "issued_at"])]

    def __str__(self):
        return self.number

    @property
    def erased(self):
        """Emptied because its person asked for deletion."""
        return not self.payload


class SealRequest(models.Model):
    """申请盖章: only where the volunteer needs a seal (Order 67 §15); it waits with the committee."""

    data_class = "P1"
    scope_paths = {"division": "certificate__division_code", "station": "certificate__station_id"}

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="seals", verbose_name="证明")
    purpose = models.CharField("用途", max_length=100, blank=True)
    state = models.CharField("状态", max_length=7, choices=SealState.choices, default=SealState.WAITING)
    state_since = models.DateField("状态起始")
    asked_at = models.DateTimeField("申请时间")
    asked_by = ActorField("申请人")
    note = models.CharField("办理说明", max_length=200, blank=True)
    scan = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="盖章件"
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    decided_by = ActorField("办理人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "盖章申请"
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(state="WAITING"), name="seal_asked_once"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="seal_decided_pair",
            ),
        ]

    def __str__(self):
        return f"{self.certificate_id}"

    @property
    def division_code(self):
        return self.certificate.division_code


class StarProposal(models.Model):
    """A star is proposed on hours and quality, made public, decided (domain.md 6.7). It is no automatic prize.

    Nothing is made public before the volunteer said yes to it (Order 67 §16): `agreed_at`, by himself or at the station.
    """

    data_class = "P2"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="stars", verbose_name="志愿者")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="提名站点")
    division_code = models.CharField("区划代码", max_length=12)
    stars = models.PositiveSmallIntegerField("星级")
    minutes = models.PositiveIntegerField("提名时累计服务分钟")
    quality = models.DecimalField("平均服务质量", max_digits=3, decimal_places=2, null=True, blank=True)
    words = models.CharField("提名理由", max_length=300)
    state = models.CharField("状态", max_length=8, choices=StarState.choices, default=StarState.PROPOSED)
    state_since = models.DateField("状态起始")
    public_starts_on = models.DateField("公示自", null=True, blank=True)
    public_ends_on = models.DateField("公示止", null=True, blank=True)
    objections = models.CharField("公示意见", max_length=300, blank=True)
    proposed_at = models.DateTimeField("提名时间")
    proposed_by = ActorField("提名人")
    agreed_at = models.DateTimeField("本人同意公示时间", null=True, blank=True)
    agreed_by = ActorField("同意公示登记人", null=True)
    reason = models.CharField("评定意见", max_length=300, blank=True)
    decided_at = models.DateTimeField("评定时间", null=True, blank=True)
    decided_by = ActorField("评定人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "星级志愿者"
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "stars"],
                condition=~Q(state="REFUSED"),
                name="star_once",
                violation_error_message="这一星级已经提名或评定。",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="star_decided_pair",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="star_agreed_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["PUBLIC", "GRANTED"])
                | Q(agreed_at__isnull=False, public_ends_on__isnull=False),
                name="star_public_with_consent",
                violation_error_message="本人同意以后才能公示。",
            ),
        ]
        indexes = [models.Index(fields=["station", "state"]), models.Index(fields=["division_code", "state"])]

    def __str__(self):
        return f"{self.stars} 星 {self.get_state_display()}"
