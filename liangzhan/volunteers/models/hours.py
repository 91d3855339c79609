"""Service records and what stands beside them (domain.md 6.7, Order 67 §7, §10, §13)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.models import Presence
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.choices import (
    DisputeReason,
    DisputeState,
    ExportState,
    Grade,
    RecordSource,
    RecordState,
)
from liangzhan.volunteers.models.activities import SignUp, VolunteerActivity
from liangzhan.volunteers.models.register import Volunteer


class ServiceRecord(models.Model):
    """One volunteer, one stay of service. Minutes = out − in − breaks; shown as hours to 0.1 after summing (domain.md 6.7).

    `signals` keeps what the grade was computed from ({name: true/false/null}); `grade` D exactly for a back entry.
    `posted_as` is the person's id in the ledger. `posted_version` 0 means: never counted.
    """

    data_class = "P2"
    data_classes = {"uuid": "P1", "state": "P1", "minutes": "P1", "served_on": "P1", "division_code": "P1"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    activity = models.ForeignKey(
        VolunteerActivity, on_delete=models.PROTECT, related_name="records", verbose_name="活动"
    )
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="records", verbose_name="志愿者")
    sign_up = models.ForeignKey(
        SignUp, on_delete=models.PROTECT, null=True, blank=True, related_name="records", verbose_name="报名"
    )
    presence = models.OneToOneField(
        Presence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service_record",
        verbose_name="到场记录",
    )
    served_on = models.DateField("服务日期")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    break_minutes = models.PositiveSmallIntegerField("休息分钟", default=0)
    minutes = models.PositiveSmallIntegerField("服务分钟")
    content = models.CharField("服务内容", max_length=200)
    source = models.CharField("来源", max_length=8, choices=RecordSource.choices)
    feeder = models.CharField("送来的平台", max_length=40, blank=True)
    feeder_no = models.CharField("对方记录编号", max_length=64, blank=True)
    state = models.CharField("状态", max_length=9, choices=RecordState.choices, default=RecordState.RECORDED)
    state_since = models.DateField("状态起始")
    grade = models.CharField("证据等级", max_length=1, choices=Grade.choices, blank=True)
    signals = models.JSONField("证据", default=dict, blank=True)
    quality = models.PositiveSmallIntegerField("服务质量评价（1–5）", null=True, blank=True)
    rated_on = models.DateField("评价日期", null=True, blank=True)
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = ActorField("记录人")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = ActorField("确认人", null=True)
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    verified_by = ActorField("核实人", null=True)
    posted_version = models.PositiveSmallIntegerField("入账版本", default=0)
    posted_as = models.PositiveIntegerField("入账人员", null=True, blank=True)
    export_state = models.CharField(
        "报送状态", max_length=8, choices=ExportState.choices, default=ExportState.NOT_EXPORTED
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="service_order",
                violation_error_message="签退不能早于签到。",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="service_minutes"),
            models.UniqueConstraint(
                fields=["feeder", "feeder_no"], condition=~Q(feeder_no=""), name="service_fed_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="service_confirmed_pair",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_by__isnull=True)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="service_verified_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["volunteer", "starts_at"]),
            models.Index(fields=["station", "served_on", "id"]),
            models.Index(fields=["division_code", "served_on", "id"]),
            models.Index(fields=["activity", "state"]),
            # What waits for somebody of the station: a small part of a large table.
            models.Index(
                fields=["division_code", "id"],
                condition=Q(state__in=["RECORDED", "CONFIRMED", "DISPUTED"]),
                name="service_waiting",
            ),
            # What waits for the national system: a small part of a large table.
            models.Index(
                fields=["division_code", "id"],
                condition=Q(state="VERIFIED", export_state__in=["NOT", "REJECTED", "CHANGED"]),
                name="service_to_export",
            ),
        ]

    def __str__(self):
        return f"{self.served_on} {self.minutes}"


class BackEntry(models.Model):
    """补录: why it was not taken down in time, on what proof, and who else said yes. Its record is grade D for good."""

    data_class = "P2"
    data_classes = {"reason": "P2", "file": "P2"}

    record = models.OneToOneField(
        ServiceRecord, on_delete=models.PROTECT, related_name="back_entry", verbose_name="服务记录"
    )
    reason = models.CharField("补录理由", max_length=300)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="证明材料")
    asked_at = models.DateTimeField("申请时间")
    asked_by = ActorField("申请人")
    accepted = models.BooleanField("同意", null=True)
    answer = models.CharField("审批意见", max_length=300, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = ActorField("审批人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "补录"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, accepted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, accepted__isnull=False),
                name="back_entry_decided",
            )
        ]

    def __str__(self):
        return self.reason


class RecordChange(models.Model):
    """What a record said before it was corrected, and why (Order 67 §13). Append-only."""

    data_class = "P2"
    append_only = True

    record = models.ForeignKey(ServiceRecord, on_delete=models.PROTECT, related_name="changes", verbose_name="服务记录")
    starts_at = models.DateTimeField("原开始")
    ends_at = models.DateTimeField("原结束")
    minutes = models.PositiveSmallIntegerField("原服务分钟")
    content = models.CharField("原服务内容", max_length=200)
    reason = models.CharField("更正理由", max_length=300)
    changed_at = models.DateTimeField("更正时间")
    changed_by = ActorField("更正人")

    class Meta:
        verbose_name = verbose_name_plural = "服务记录更正"

    def __str__(self):
        return f"{self.changed_at:%Y-%m-%d}"


class Dispute(models.Model):
    """The volunteer says that a record is wrong: one tap, then somebody answers (Order 67 §13)."""

    data_class = "P2"
    data_classes = {"text": "P2", "answer": "P2"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    record = models.ForeignKey(
        ServiceRecord, on_delete=models.PROTECT, related_name="disputes", verbose_name="服务记录"
    )
    reason = models.CharField("原因", max_length=7, choices=DisputeReason.choices)
    text = EncryptedTextField("说明", max_length=500, blank=True)
    state = models.CharField("状态", max_length=9, choices=DisputeState.choices, default=DisputeState.OPEN)
    state_since = models.DateField("状态起始")
    raised_at = models.DateTimeField("提出时间")
    raised_by = ActorField("提出人")
    answer = EncryptedTextField("答复", max_length=500, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = ActorField("答复人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "服务记录异议"
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(state="OPEN"), name="dispute_open_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="dispute_answered_pair",
            ),
        ]

    def __str__(self):
        return self.get_reason_display()


class RecipientConfirmation(models.Model):
    """Whoever was served said so, by the code of the activity, without an account and without a name: an independent signal."""

    data_class = "P1"

    activity = models.ForeignKey(
        VolunteerActivity, on_delete=models.PROTECT, related_name="confirmations", verbose_name="活动"
    )
    record = models.ForeignKey(
        ServiceRecord,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmations",
        verbose_name="服务记录",
    )
    rating = models.PositiveSmallIntegerField("评价（1–5）", null=True, blank=True)
    form_key = models.UUIDField("提交编号", unique=True)
    given_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "服务对象确认"

    def __str__(self):
        return f"{self.activity_id}"
