"""What goes into a session and comes out of it: agenda items and agreed actions (domain.md 4.4)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.ledger.vouchers import SOURCES
from liangzhan.staff.choices.supervision import ActionState, AgendaState
from liangzhan.staff.models.supervision import SupervisionSession
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class AgendaItem(models.Model):
    """Something to talk about with the supervisor. `voucher` is "room.Model:uuid" of flagged work, or nothing.

    `reason` and `title` are words of the calling room and never personal; `note` is the worker's own text.
    """

    data_class = "P1"
    data_classes = {"note": "P3"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="agenda", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    voucher = models.CharField("依据", max_length=120, blank=True)
    reason = models.CharField("事由", max_length=60)
    title = models.CharField("题目", max_length=80, blank=True)
    note = EncryptedTextField("说明", blank=True, max_length=2000)
    session = models.ForeignKey(
        SupervisionSession,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda",
        verbose_name="讨论的督导",
    )
    state = models.CharField("状态", max_length=9, choices=AgendaState.choices, default=AgendaState.WAITING)
    state_since = models.DateField("状态起始")
    postponed_to_on = models.DateField("暂缓至", null=True, blank=True)
    added_at = models.DateTimeField("列入时间", auto_now_add=True)
    added_by = ActorField("列入人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导议题"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "voucher", "reason"], condition=~Q(voucher=""), name="agenda_once"
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "state"]),
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["station", "state"]),
        ]

    def __str__(self):
        return self.title or self.reason

    @property
    def opens(self):
        """Does the room of the flagged work have a page for it?"""
        return self.voucher.partition(":")[0] in SOURCES


class AgreedAction(models.Model):
    """What was agreed: who does it, until when, how it went. The owner's head sees it, a neighbour does not."""

    data_class = "P1"
    data_classes = {"text": "P2", "result": "P2", "check_note": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        SupervisionSession, on_delete=models.PROTECT, related_name="actions", verbose_name="督导"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="agreed_actions", verbose_name="责任人")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    text = EncryptedTextField("行动", max_length=500)
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=7, choices=ActionState.choices, default=ActionState.OPEN)
    state_since = models.DateField("状态起始")
    result = EncryptedTextField("落实情况", blank=True, max_length=1000)
    check_note = EncryptedTextField("核对意见", blank=True, max_length=500)
    done_at = models.DateTimeField("落实时间", null=True, blank=True)
    done_by = ActorField("落实人", null=True)
    checked_at = models.DateTimeField("核对时间", null=True, blank=True)
    checked_by = ActorField("核对人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导行动"
        indexes = [models.Index(fields=["worker", "state", "due_on"]), models.Index(fields=["station", "state"])]

    def __str__(self):
        return f"行动 {self.uuid}"
