"""Requests under PIPL §44–50, and the impact assessment of §55–56."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices_family import (
    Asker,
    IdentityCheck,
    RefusalGround,
    RightKind,
    RightState,
    RightWay,
)
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class RightsRequest(models.Model):
    """Somebody asks to see, copy, correct, delete, or to be told the rules. Answered in writing with reasons."""

    data_class = "P2"
    data_classes = {"asker_name": "P2", "words": "P3", "decision": "P3"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights_requests", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    number = models.CharField("受理编号", max_length=40, unique=True)
    kind = models.CharField("请求", max_length=7, choices=RightKind.choices)
    asker = models.CharField("申请人", max_length=8, choices=Asker.choices)
    asker_name = EncryptedTextField("代为申请人姓名", blank=True, max_length=60)
    way = models.CharField("提出方式", max_length=6, choices=RightWay.choices)
    identity = models.CharField("身份核对", max_length=8, choices=IdentityCheck.choices)
    words = EncryptedTextField("请求内容", max_length=2000)
    received_on = models.DateField("收到日期")
    due_on = models.DateField("答复期限")
    state = models.CharField("状态", max_length=9, choices=RightState.choices, default=RightState.OPEN)
    state_since = models.DateField("状态起始")
    ground = models.CharField("不予办理的依据", max_length=10, choices=RefusalGround.choices, blank=True)
    decision = EncryptedTextField("答复内容", blank=True, max_length=2000)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decided_by = ActorField("答复人", null=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个人信息权利请求"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="right_decided_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["REFUSED", "PARTLY"]) | ~Q(ground=""), name="right_refused_ground"
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "due_on"]),
            models.Index(fields=["person"]),
        ]

    def __str__(self):
        return self.number

    @property
    def division_code(self):
        return self.station.division_code


class ImpactAssessment(models.Model):
    """个人信息保护影响评估: published before sensitive information is processed; each version stays (three years and more)."""

    data_class = "P0"
    append_only = True

    version = models.PositiveSmallIntegerField("版本", unique=True)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文", max_length=40000)
    from_model = models.CharField("范本", max_length=40, blank=True)
    valid_from = models.DateField("启用日期")
    published_at = models.DateTimeField("发布时间", auto_now_add=True)
    published_by = ActorField("发布人")

    class Meta:
        verbose_name = verbose_name_plural = "个人信息保护影响评估"

    def __str__(self):
        return f"{self.title} 第{self.version}版"
