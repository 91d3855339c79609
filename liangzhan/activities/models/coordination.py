"""协调社会关系 (clause 2.1.6): a matter, its parties, how far they came, what followed."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices import CoordinationKind, Outcome, Topic
from liangzhan.people.choices import ClientCategory
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class CoordinationQuerySet(ScopedQuerySet):
    def standing(self):
        """Records that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Coordination(models.Model):
    """One occasion on which the station brought people together. It facilitates; it decides nothing.

    `heads` are parties whose names were not taken. `outcome` and `follow_up_on` are copies of the latest step.
    """

    data_class = "P1"
    data_classes = {
        "matter": "P3",
        "process": "P3",
        "agreement": "P3",
        "parties_note": "P3",
        "withdrawn_reason": "P3",
    }
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点", db_index=False
    )  # the index of station and start serves it
    division_code = models.CharField("区划代码", max_length=12)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="促成人")
    on = models.DateField("日期")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    minutes = models.PositiveSmallIntegerField("分钟")
    outside = models.BooleanField("在站外", default=False)
    kind = models.CharField("种类", max_length=12, choices=CoordinationKind.choices)
    topic = models.CharField("事由", max_length=9, choices=Topic.choices)
    matter = EncryptedTextField("事项", max_length=4000)
    parties_note = EncryptedTextField("当事各方", blank=True, max_length=500)
    heads = models.PositiveSmallIntegerField("未登记姓名的人数", default=0)
    helpers = models.CharField("一同促成的单位", max_length=120, blank=True)
    process = EncryptedTextField("经过", blank=True, max_length=8000)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    agreement = EncryptedTextField("一致意见", blank=True, max_length=4000)
    follow_up_on = models.DateField("跟进日期", null=True, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    posted_version = models.PositiveSmallIntegerField("入账版本", default=0)
    served_as = models.PositiveIntegerField("入账的服务人员编号", default=0)
    form_key = models.UUIDField("提交编号", unique=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = ActorField("登记人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_by = ActorField("撤销人", null=True)
    withdrawn_reason = EncryptedTextField("撤销理由", blank=True, max_length=300)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协调调解"
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="coordination_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="coordination_withdrawn_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "starts_at"]),
            models.Index(fields=["station", "outcome", "follow_up_on"]),
        ]

    def __str__(self):
        return f"协调调解 {self.uuid}"

    @property
    def voucher(self):
        """As the ledger and the attendance name this record."""
        return f"activities.Coordination:{self.uuid}"


class CoordinationParty(models.Model):
    """A party whose name is known here. `posted_as` is the person id that the ledger holds."""

    data_class = "P1"
    data_classes = {"person": "P2", "category": "P3", "posted_as": "P2"}
    scope_paths = {"division": "coordination__division_code", "station": "coordination__station_id"}

    coordination = models.ForeignKey(
        Coordination, on_delete=models.CASCADE, related_name="parties", verbose_name="协调调解"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="当事人")
    category = EncryptedChoiceField("当日类别", choices=ClientCategory.choices, blank=True)
    posted_as = models.PositiveIntegerField("入账的人员编号")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "当事人"
        constraints = [models.UniqueConstraint(fields=["coordination", "person"], name="coordination_party_once")]

    def __str__(self):
        return f"当事人 {self.pk}"


class CoordinationStep(models.Model):
    """What came after: a day, how far they are now, when to look again. Never changed."""

    data_class = "P1"
    data_classes = {"text": "P3"}
    scope_paths = {"division": "coordination__division_code", "station": "coordination__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    coordination = models.ForeignKey(
        Coordination, on_delete=models.PROTECT, related_name="steps", verbose_name="协调调解"
    )
    on = models.DateField("日期")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    text = EncryptedTextField("情况", max_length=4000)
    follow_up_on = models.DateField("再跟进日期", null=True, blank=True)
    form_key = models.UUIDField("提交编号", unique=True)
    written_at = models.DateTimeField("登记时间")
    written_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "协调调解跟进"

    def __str__(self):
        return f"跟进 {self.on}"
