"""G-01 计划书 and G-02 招募与筛选: a group and its members."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices.groups import GroupModel, GroupState, GroupType, MemberState
from liangzhan.activities.models.activity_base import Plan
from liangzhan.people.models import Consent, Person
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Group(Plan):
    """One group of one station. `opened_on` is the day of the first session held (GROUP_OPENED), `closed_on` that of the
    evaluation report (G-08)."""

    data_class = "P1"
    data_classes = {"counted": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    name = models.CharField("名称", max_length=60)
    type = models.CharField("类型", max_length=10, choices=GroupType.choices)
    model = models.CharField("模式", max_length=12, choices=GroupModel.choices)
    theory = models.CharField("理论依据", max_length=120, blank=True)
    target = models.CharField("服务对象", max_length=200)
    goals = models.TextField("目标", max_length=2000)
    members_planned = models.PositiveSmallIntegerField("计划人数")
    sessions_planned = models.PositiveSmallIntegerField("计划节数")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    place = models.CharField("地点", max_length=120)
    recruitment = models.TextField("招募办法", max_length=2000, blank=True)
    indicators = models.TextField("评估指标", max_length=2000, blank=True)
    risks = models.TextField("可能的困难", max_length=2000, blank=True)
    plan_b = models.TextField("应对办法", max_length=2000, blank=True)
    opened_on = models.DateField("开组日期", null=True, blank=True)
    closed_on = models.DateField("结束日期（实际）", null=True, blank=True)
    state = models.CharField("状态", max_length=9, choices=GroupState.choices, default=GroupState.DRAFT)
    state_since = models.DateField("状态起始")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小组"
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="group_number_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="group_days"),
            models.CheckConstraint(condition=Q(members_planned__gte=1, sessions_planned__gte=1), name="group_sizes"),
        ]
        indexes = [models.Index(fields=["station", "-starts_on"]), models.Index(fields=["division_code", "-starts_on"])]


class GroupMember(models.Model):
    """G-02: who applied, what the screening said, under which consent. `guardian`: by whom a minor's consent was signed
    stands in the consent itself."""

    data_class = "P1"
    data_classes = {"person": "P2", "reason": "P3", "left_reason": "P3", "consent": "P2"}
    scope_paths = {"division": "group__division_code", "station": "group__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members", verbose_name="小组")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="报名人")
    state = models.CharField("筛选结果", max_length=8, choices=MemberState.choices, default=MemberState.APPLIED)
    state_since = models.DateField("状态起始")
    reason = EncryptedTextField("筛选意见", blank=True, max_length=500)
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="参加同意"
    )
    joined_on = models.DateField("加入日期", null=True, blank=True)
    left_on = models.DateField("退出日期", null=True, blank=True)
    left_reason = EncryptedTextField("退出原因", blank=True, max_length=300)
    applied_on = models.DateField("报名日期")
    added_at = models.DateTimeField("登记时间", auto_now_add=True)
    added_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组员"
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="group_member_once")]
        indexes = [models.Index(fields=["person"])]

    def __str__(self):
        return self.get_state_display()
