"""G-04 单节计划, G-05 单节记录; attendance (G-06) is the roll of the occasion."""

from uuid import uuid4

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices.groups import GroupPhase
from liangzhan.activities.models.activity_base import Counted
from liangzhan.activities.models.group import Group
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.models import Occasion
from liangzhan.stations.models import Room
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class GroupSession(Counted):
    """One session: planned when it has an occasion, held when it is recorded. What happened between people is P3."""

    data_class = "P1"
    data_classes = {
        "counted": "P2",
        "dynamics": "P3",
        "key_events": "P3",
        "member_changes": "P3",
        "reflection": "P3",
    }
    scope_paths = {"division": "group__division_code", "station": "group__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions", verbose_name="小组")
    number = models.PositiveSmallIntegerField("节次")
    phase = models.CharField("阶段", max_length=10, choices=GroupPhase.choices)
    occasion = models.OneToOneField(
        Occasion, on_delete=models.PROTECT, related_name="group_session", verbose_name="日程"
    )
    room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="活动室"
    )
    aims = models.TextField("本节目标", max_length=1000)
    activities = models.TextField("活动安排", max_length=4000)
    materials = models.TextField("物资", max_length=1000, blank=True)
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    dynamics = EncryptedTextField("小组动力", blank=True, max_length=4000)
    key_events = EncryptedTextField("重要事件", blank=True, max_length=4000)
    member_changes = EncryptedTextField("组员变化", blank=True, max_length=4000)
    reflection = EncryptedTextField("工作者反思", blank=True, max_length=4000)
    held_on = models.DateField("举行日期", null=True, blank=True)
    attended = models.PositiveSmallIntegerField("出席人次", default=0)
    recorded_at = models.DateTimeField("记录时间", null=True, blank=True)
    recorded_by = ActorField("记录人", null=True)
    cancelled_reason = models.CharField("取消原因", max_length=200, blank=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小组节次"
        constraints = [
            models.UniqueConstraint(
                fields=["group", "number"],
                condition=models.Q(cancelled_reason=""),
                name="session_number_once",
                violation_error_message="这一节已经安排。",
            )
        ]
        indexes = [models.Index(fields=["room"])]

    def __str__(self):
        return f"第 {self.number} 节"


class SessionPhoto(models.Model):
    """A photo of a session for the folder of the group (domain.md 5.9)."""

    data_class = "P2"

    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="photos", verbose_name="节次")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="照片")
    added_at = models.DateTimeField("添加时间", auto_now_add=True)
    added_by = ActorField("添加人")

    class Meta:
        verbose_name = verbose_name_plural = "小组照片"

    def __str__(self):
        return f"照片 {self.pk}"
