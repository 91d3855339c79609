"""Complaints: text and identity are encrypted; the receipt code is kept as a blind index (issue 3, Ethics)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.complaints import (
    ComplaintAbout,
    ComplaintDesk,
    ComplaintOutcome,
    ComplaintState,
    ComplaintWay,
    PublicTry,
)
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField

# Who sits at which desk. A grant counts only for its own desk: who heads a station does not read the street's matters.
DESK_ROLES = {
    ComplaintDesk.STATION: (Role.STATION_HEAD, Role.COMMITTEE),
    ComplaintDesk.STREET: (Role.STREET,),
    ComplaintDesk.COUNTY: (Role.COUNTY,),
}


class ComplaintQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Complaints at the desks of the scope's own roles, in its places: no desk reads another's."""
        if scope.unlimited:
            return self
        found = self.none()
        for desk, roles in DESK_ROLES.items():
            own = Scope(tuple(grant for grant in scope.grants if grant.role in roles))
            found |= super().within(own, action).filter(desk=desk)
        return found

    def not_about(self, actor):
        """Without those about the actor himself: never does a person handle a complaint about himself."""
        if actor.person_uuid is None:
            return self
        return self.exclude(worker__isnull=False, worker__person__uuid=actor.person_uuid)


class Complaint(models.Model):
    """One complaint at one desk. `worker` is the person concerned, once named by the handler."""

    data_class = "P1"
    data_classes = {
        "text": "P3",
        "complainer": "P3",
        "contact": "P3",
        "opinion": "P3",
        "answer": "P3",
        "code_index": "P3",
        "not_accepted_reason": "P3",
        "worker": "P2",
    }
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    form_key = models.UUIDField("表单编号", unique=True)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    desk = models.CharField("受理层级", max_length=7, choices=ComplaintDesk.choices)
    about = models.CharField("投诉对象", max_length=7, choices=ComplaintAbout.choices)
    way = models.CharField("渠道", max_length=6, choices=ComplaintWay.choices)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被投诉人"
    )
    text = EncryptedTextField("投诉内容", max_length=4000)
    complainer = EncryptedTextField("投诉人", blank=True, max_length=60)
    contact = EncryptedTextField("联系方式", blank=True, max_length=120)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="书面材料"
    )
    code_index = models.CharField("查询码索引", max_length=64, unique=True)
    received_on = models.DateField("收到日期")
    acknowledge_due_on = models.DateField("受理期限")
    answer_due_on = models.DateField("答复期限", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=ComplaintState.choices, default=ComplaintState.RECEIVED)
    state_since = models.DateField("状态起始")
    not_accepted_reason = EncryptedTextField("不予受理的理由", blank=True, max_length=1000)
    outcome = models.CharField("处理方式", max_length=11, choices=ComplaintOutcome.choices, blank=True)
    employer = models.CharField("移送单位", max_length=80, blank=True)
    opinion = EncryptedTextField("处理意见", blank=True, max_length=4000)
    answer = EncryptedTextField("给投诉人的答复", blank=True, max_length=4000)
    received_at = models.DateTimeField("登记时间", auto_now_add=True)
    received_by = ActorField("登记人")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "投诉"
        constraints = [
            models.CheckConstraint(
                condition=~Q(about=ComplaintAbout.HEAD, desk=ComplaintDesk.STATION),
                name="complaint_head_not_at_station",
                violation_error_message="投诉站长的，不能由站点办理。",
            )
        ]
        indexes = [
            models.Index(fields=["division_code", "desk", "state"]),
            models.Index(fields=["station", "desk", "state"]),
        ]

    def __str__(self):
        return f"投诉 {self.pk}"


class ComplaintStep(models.Model):
    """What was done about it, by whom. Append-only."""

    data_class = "P1"
    data_classes = {"text": "P3"}
    append_only = True

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps", verbose_name="投诉")
    what = models.CharField("事项", max_length=40)
    text = EncryptedTextField("情况", blank=True, max_length=4000)
    written_at = models.DateTimeField("时间", auto_now_add=True)
    written_by = ActorField("办理人")

    class Meta:
        verbose_name = verbose_name_plural = "投诉办理记录"

    def __str__(self):
        return f"{self.what}"


class PublicAttempt(models.Model):
    """How often one address used the public pages in one window: a keyed hash, never the address."""

    data_class = "P1"

    kind = models.CharField("种类", max_length=5, choices=PublicTry.choices)
    asker = models.CharField("来源", max_length=64)
    window = models.BigIntegerField("时段")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "公开页面次数"
        constraints = [models.UniqueConstraint(fields=["kind", "asker", "window"], name="public_attempt_once")]

    def __str__(self):
        return f"{self.kind} {self.window} {self.count}"
