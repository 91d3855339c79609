"""Leave and trips of a worker."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.leave import DayHalf, LeaveKind, LeaveState
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.periods import moment


class Leave(models.Model):
    """From a half day to a half day, both included. `station` is where it was asked and is decided; it counts in every
    station of the worker. `days` are workdays, by halves. The reason may speak of an illness: sealed, for deciders only.
    """

    data_class = "P2"
    data_classes = {"reason": "P3", "note_file": "P3"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="leaves", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="leaves", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("类别", max_length=12, choices=LeaveKind.choices)
    starts_on = models.DateField("开始日期")
    starts_half = models.CharField("开始半天", max_length=2, choices=DayHalf.choices, default=DayHalf.MORNING)
    ends_on = models.DateField("结束日期")
    ends_half = models.CharField("结束半天", max_length=2, choices=DayHalf.choices, default=DayHalf.AFTERNOON)
    days = models.DecimalField("工作日数", max_digits=5, decimal_places=1)
    reason = EncryptedTextField("事由", blank=True, max_length=500)
    note_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    state = models.CharField("状态", max_length=9, choices=LeaveState.choices, default=LeaveState.WAITING)
    state_since = models.DateField("状态起始")
    asked_at = models.DateTimeField("申请时间", default=moment)
    asked_by = ActorField("申请人")
    decided_at = models.DateTimeField("审批时间", null=True)
    decided_by = ActorField("审批人", null=True)
    decided_note = models.CharField("审批意见", max_length=200, blank=True)
    planned_ends_on = models.DateField("原定结束日期", null=True, blank=True)
    returned_at = models.DateTimeField("销假时间", null=True)
    returned_by = ActorField("销假人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "请假和出差"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"))
                | Q(ends_on=F("starts_on")) & ~Q(starts_half="PM", ends_half="AM"),
                name="leave_order",
                violation_error_message="结束不能早于开始。",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="leave_decided_pair",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="leave_returned_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "starts_on"]),
            models.Index(fields=["station", "state", "starts_on"]),
            models.Index(fields=["state", "division_code"]),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on}"
