"""K-01 需求说明, K-02 计划书, K-04 过程记录, K-06 总结; K-03 is the roll of the occasion, K-05 the ratings."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices.activity import NAMELESS_DOMAINS, ActivityKind, ActivityState, WorkDomain
from liangzhan.activities.models.activity_base import Counted, Plan
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.models import Occasion
from liangzhan.stations.models import Room
from liangzhan.toolkit.fields import ActorField


class Activity(Plan):
    """One community activity of one station. `needs` names needs of the room below as vouchers ("needs.Need:uuid")."""

    data_class = "P1"
    data_classes = {"counted": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="activity", verbose_name="日程")
    room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="活动室"
    )
    name = models.CharField("名称", max_length=60)
    domain = models.CharField("工作领域", max_length=13, choices=WorkDomain.choices)
    kind = models.CharField("形式", max_length=11, choices=ActivityKind.choices)
    need_statement = models.TextField("需求说明", max_length=2000)
    needs = models.JSONField("回应的需求", default=list, blank=True)
    goal = models.TextField("目标", max_length=2000)
    target = models.CharField("参加对象", max_length=200)
    expected_heads = models.PositiveIntegerField("预计人数")
    agenda = models.TextField("流程", max_length=4000, blank=True)
    staffing = models.TextField("人员分工", max_length=2000, blank=True)
    volunteers = models.TextField("志愿者安排", max_length=1000, blank=True)
    safety = models.TextField("安全预案", max_length=2000, blank=True)
    major = models.BooleanField("规模大或敏感，已事先报告", default=False)
    state = models.CharField("状态", max_length=10, choices=ActivityState.choices, default=ActivityState.DRAFT)
    state_since = models.DateField("状态起始")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社区活动"
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="activity_number_once"),
            models.CheckConstraint(condition=Q(expected_heads__gte=1), name="activity_heads"),
        ]
        indexes = [
            models.Index(fields=["station", "state"]),
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["room"]),
        ]

    @property
    def nameless(self):
        """Whether nobody's name may appear (domain.md 5.8)."""
        return self.domain in NAMELESS_DOMAINS


class ActivityRecord(Counted):
    """K-04: what happened; attendance (K-03) is counted from the roll when this is written."""

    data_class = "P1"
    data_classes = {"counted": "P2"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="record", verbose_name="活动")
    process = models.TextField("活动过程", max_length=8000)
    events = models.TextField("意外和处理", max_length=2000, blank=True)
    attended = models.PositiveIntegerField("参加人次")
    held_on = models.DateField("举办日期")
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = ActorField("记录人")

    class Meta:
        verbose_name = verbose_name_plural = "活动过程记录"

    def __str__(self):
        return str(self.held_on)


class ActivityPhoto(models.Model):
    """A photo of an activity. Whose face is seen agreed, or was not photographed: that is asked when it is added."""

    data_class = "P2"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photos", verbose_name="活动")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="照片")
    caption = models.CharField("说明", max_length=80, blank=True)
    added_at = models.DateTimeField("添加时间", auto_now_add=True)
    added_by = ActorField("添加人")

    class Meta:
        verbose_name = verbose_name_plural = "活动照片"

    def __str__(self):
        return self.caption or f"照片 {self.pk}"


class ActivitySummary(models.Model):
    """K-06."""

    data_class = "P1"

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="summary", verbose_name="活动")
    outcome = models.TextField("成效", max_length=4000)
    problems = models.TextField("不足和改进", max_length=2000)
    budget_used_fen = models.PositiveBigIntegerField("实际支出（分）", default=0)
    follow_up = models.TextField("后续工作", max_length=2000, blank=True)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    class Meta:
        verbose_name = verbose_name_plural = "活动总结"

    def __str__(self):
        return str(self.activity)
