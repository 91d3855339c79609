"""V-01 探访: a visit, whom it was to, what was added later, and a visit that has begun and is not written down yet."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices import Finding, VisitMode
from liangzhan.documents.models import KeptFile
from liangzhan.ledger.choices import OPEN_SERVICES, ServiceKind
from liangzhan.people.choices import ClientCategory, LegalBasis
from liangzhan.people.models import Household, Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class VisitQuerySet(ScopedQuerySet):
    def standing(self):
        """Visits that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Visit(models.Model):
    """One visit of one worker. `posted_version` is the version that stands in the ledger, 0 while none does;
    `served_as` the person id of the worker as it was posted. A link to a case is a voucher string
    ("casework.Case:uuid"): rooms of one storey do not know one another. Needs and risks name the visit as their origin."""

    data_class = "P1"
    data_classes = {
        "household": "P2",
        "finding": "P3",
        "condition": "P3",
        "needs_found": "P3",
        "action": "P3",
        "photo": "P3",
        "withdrawn_reason": "P3",
        "served_as": "P1",
    }
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点", db_index=False
    )  # the index of station and start serves it
    division_code = models.CharField("区划代码", max_length=12)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="visits", verbose_name="探访人", db_index=False
    )
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="家庭"
    )
    on = models.DateField("探访日期")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    minutes = models.PositiveSmallIntegerField("分钟")
    mode = models.CharField("方式", max_length=9, choices=VisitMode.choices)
    service_kind = models.CharField("服务内容", max_length=3, choices=OPEN_SERVICES)
    also_kinds = models.JSONField("同时提供的服务", default=list, blank=True)
    finding = EncryptedChoiceField("见到的情形", choices=Finding.choices)
    condition = EncryptedTextField("情况", blank=True, max_length=8000)
    needs_found = EncryptedTextField("发现的需求", blank=True, max_length=4000)
    action = EncryptedTextField("处理", blank=True, max_length=4000)
    next_on = models.DateField("下次日期", null=True, blank=True)
    photo = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    from_paper = models.BooleanField("由纸质记录补录", default=False)
    case_voucher = models.CharField("所属个案", max_length=60, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    posted_version = models.PositiveSmallIntegerField("入账版本", default=0)
    served_as = models.PositiveIntegerField("入账的服务人员编号", default=0)
    form_key = models.UUIDField("提交编号", unique=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = ActorField("登记人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_by = ActorField("撤销人", null=True)
    withdrawn_reason = EncryptedTextField("撤销理由", blank=True, max_length=300)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "探访"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="visit_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="visit_withdrawn_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "starts_at"]),
            models.Index(fields=["worker", "starts_at"]),
            models.Index(fields=["division_code", "starts_at"]),
        ]

    def __str__(self):
        return f"探访 {self.uuid}"

    @property
    def voucher(self):
        """As the ledger, the attendance and other rooms name this visit."""
        return f"activities.Visit:{self.uuid}"

    @property
    def also_words(self):
        """The services given beside the main one, in words."""
        return "、".join(ServiceKind(code).label for code in self.also_kinds)


class VisitPerson(models.Model):
    """A person visited: several members of a household may be in one visit.

    `counts`: somebody was met and the visit stands; it is what the cycle looks for. `posted_as` is the person id that
    the ledger holds (a merge moves `person`, the ledger is append-only), `minutes` this person's share.
    """

    data_class = "P1"
    data_classes = {"person": "P2", "category": "P3", "posted_as": "P2"}
    scope_paths = {"division": "visit__division_code", "station": "station_id"}

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="persons", verbose_name="探访")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visited", verbose_name="探访对象")
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点", db_index=False
    )  # the index of station, person and day serves it
    on = models.DateField("日期")
    counts = models.BooleanField("计入")
    category = EncryptedChoiceField("当日类别", choices=ClientCategory.choices, blank=True)
    position = models.PositiveSmallIntegerField("序号")
    minutes = models.PositiveSmallIntegerField("分钟")
    posted_as = models.PositiveIntegerField("入账的人员编号")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "探访对象"
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="visit_person_once")]
        indexes = [models.Index(fields=["station", "person", "on"]), models.Index(fields=["station", "category"])]

    def __str__(self):
        return f"探访对象 {self.position}"


class VisitUnderway(models.Model):
    """A worker is on a visit: one at a time. It goes when the visit is written down or dropped.

    A first visit has no person yet, only what the worker was told (`name` or `alias`)."""

    data_class = "P2"
    data_classes = {"name": "P2", "alias": "P2", "worker": "P1", "station": "P1"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.OneToOneField(Worker, on_delete=models.CASCADE, related_name="+", verbose_name="探访人")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="探访对象"
    )
    name = EncryptedTextField("姓名", blank=True, max_length=60)
    alias = EncryptedTextField("化名或称呼", blank=True, max_length=60)
    legal_basis = models.CharField("处理依据", max_length=9, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    started_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束", null=True, blank=True)
    form_key = models.UUIDField("提交编号", default=uuid4)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "正在进行的探访"

    def __str__(self):
        return f"正在探访 {self.uuid}"
