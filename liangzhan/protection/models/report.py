"""强制报告: a head that never changes, and steps that are only added. Whoever reported is known to nobody by the tables."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from liangzhan.access.querysets import ScopedQuerySet, code_range, place_filter
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.documents.models import KeptFile
from liangzhan.people.choices import Sex
from liangzhan.protection.choices import (
    Conflict,
    OfficerKind,
    Recipient,
    ReportBasis,
    ReportStepKind,
    Situation,
)
from liangzhan.protection.models.designation import Designation
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.periods import today

REPORTER = "protection.reporter"


class ReportQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """The reporter; the head of the station, unless the report is about the head; the designated child-protection
        officer of the street or county. Nobody else, whatever the role (domain.md 5.7)."""
        if scope.unlimited:
            return self
        area = scope.area(action)
        if area.is_empty:
            return self.none()
        allowed = Q(reporter_index=blind_index(str(scope.user_uuid), REPORTER)) if scope.user_uuid else Q(pk__in=[])
        heading = Scope(tuple(grant for grant in scope.grants if grant.role == Role.STATION_HEAD)).area(action)
        headed = place_filter(heading, {"station": "station_id"})
        if headed is not None:
            about_head = ReportStep.objects.filter(report_id=OuterRef("pk"), conflict=Conflict.HEAD)
            allowed |= headed & ~Q(Exists(about_head))
        for code in officer_prefixes(scope, action):
            allowed |= code_range("division_code", code)
        return self.filter(allowed)

    def running(self):
        """Clocks that have not been stopped."""
        return self.exclude(Exists(ReportStep.objects.filter(report_id=OuterRef("pk"), stops_clock=True)))


def officer_prefixes(scope, action, kinds=Q(kind=OfficerKind.CHILD_PROTECTION)):  # noqa: B008 -- never changed
    """Code prefixes where the reader is the designated officer and still holds a post of street or county."""
    if scope.user_uuid is None:
        return []
    roles = (Role.STREET, Role.COUNTY)
    post = Scope(tuple(grant for grant in scope.grants if grant.role in roles)).area(action)
    if post.is_empty:
        return []
    rows = Designation.objects.in_force(today()).filter(kinds, user__uuid=scope.user_uuid)
    codes = rows.order_by().values_list("division_code", flat=True)
    return [prefix(code, Level(level_of(code))) for code in codes if post.covers_code(code)]


class Report(models.Model):
    """One mandatory report. The clock runs from `found_at`, which stands here for good. Append-only.

    `reporter` ("uuid|name") is encrypted, `reporter_index` finds one's own reports again. No foreign key to a person: the
    victim is told in a step, minimally, and may be nobody the platform knows.
    """

    data_class = "P4"
    data_classes = {"division_code": "P1", "station": "P1"}
    append_only = True
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    form_key = models.UUIDField("提交编号", unique=True)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="站点"
    )
    division_code = models.CharField("区划代码", max_length=12)
    found_at = models.DateTimeField("发现时间")
    begun_at = models.DateTimeField("开始填报时间")
    reporter = EncryptedTextField("报告人", max_length=200)
    reporter_index = models.CharField("报告人索引", max_length=64, db_index=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "强制报告"
        indexes = [models.Index(fields=["station", "found_at"]), models.Index(fields=["division_code", "found_at"])]

    def __str__(self):
        return f"强制报告 {self.uuid}"

    @property
    def voucher(self):
        """As notices name this report."""
        return f"protection.Report:{self.uuid}"


class ReportStep(models.Model):
    """One saving on the way: what is known by now. A correction is a further step; the last word of each field counts."""

    data_class = "P4"
    data_classes = {"seq": "P1", "stops_clock": "P1"}
    append_only = True

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps", verbose_name="强制报告")
    seq = models.PositiveSmallIntegerField("序号")
    form_key = models.UUIDField("提交编号", unique=True)
    kind = EncryptedChoiceField("事项", choices=ReportStepKind.choices)
    conflict = EncryptedChoiceField("回避", choices=Conflict.choices, blank=True, default="")
    victim_called = EncryptedTextField("受害人姓名或称呼", blank=True, max_length=60)
    victim_sex = EncryptedChoiceField("受害人性别", choices=Sex.choices, blank=True, default="")
    victim_age = EncryptedTextField("受害人年龄（约）", blank=True, max_length=20)
    facts_observed = EncryptedTextField("亲眼所见", blank=True, max_length=4000)
    facts_told = EncryptedTextField("他人所述", blank=True, max_length=4000)
    reported_to = EncryptedChoiceField("向谁报告", choices=Recipient.choices, blank=True, default="")
    reported_to_name = EncryptedTextField("单位名称", blank=True, max_length=100)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    receiver = EncryptedTextField("接报人", blank=True, max_length=100)
    receipt_number = EncryptedTextField("接报回执编号", blank=True, max_length=60)
    note = EncryptedTextField("说明", blank=True, max_length=2000)
    stops_clock = models.BooleanField("计时停止", default=False)
    writer = EncryptedTextField("填写人", max_length=200)
    written_at = models.DateTimeField("填写时间")

    class Meta:
        verbose_name = verbose_name_plural = "强制报告步骤"
        constraints = [models.UniqueConstraint(fields=["report", "seq"], name="report_step_seq")]

    def __str__(self):
        return f"强制报告步骤 {self.uuid}"


class StepSituation(models.Model):
    """One of the nine situations that a step names."""

    data_class = "P4"
    append_only = True

    step = models.ForeignKey(ReportStep, on_delete=models.PROTECT, related_name="situations", verbose_name="步骤")
    code = EncryptedChoiceField("情形", choices=Situation.choices)

    class Meta:
        verbose_name = verbose_name_plural = "强制报告情形"
        constraints = [models.UniqueConstraint(fields=["step", "code"], name="step_situation_once")]

    def __str__(self):
        return f"强制报告情形 {self.pk}"


class StepBasis(models.Model):
    """One of the four duties that a step names."""

    data_class = "P4"
    append_only = True

    step = models.ForeignKey(ReportStep, on_delete=models.PROTECT, related_name="bases", verbose_name="步骤")
    basis = EncryptedChoiceField("依据", choices=ReportBasis.choices)

    class Meta:
        verbose_name = verbose_name_plural = "强制报告依据"
        constraints = [models.UniqueConstraint(fields=["step", "basis"], name="step_basis_once")]

    def __str__(self):
        return f"强制报告依据 {self.pk}"


class ReportFile(models.Model):
    """A photo or paper. Its bytes are sealed before they are kept, bound to this row's uuid."""

    data_class = "P4"
    data_classes = {"media_type": "P1"}
    append_only = True

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    step = models.ForeignKey(ReportStep, on_delete=models.PROTECT, related_name="files", verbose_name="步骤")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    media_type = models.CharField("类型", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "强制报告材料"

    def __str__(self):
        return f"强制报告材料 {self.uuid}"


class ReportReminder(models.Model):
    """A stage of the escalation that was told, once. Append-only."""

    data_class = "P1"
    append_only = True

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reminders", verbose_name="强制报告")
    stage = models.PositiveSmallIntegerField("次数")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "强制报告催办"
        constraints = [models.UniqueConstraint(fields=["report", "stage"], name="report_reminder_once")]

    def __str__(self):
        return f"强制报告催办 {self.stage}"
