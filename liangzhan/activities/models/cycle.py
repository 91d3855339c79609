"""Who looks after whom, how often, and who is not visited for a while: what differs from the cycle of the category."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices import PauseKind
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class VisitPlan(models.Model):
    """One row per person and station, only where something differs: the worker in charge, other days than the category
    has (0: no regular visits), a pause until a day. The reason stands beside each."""

    data_class = "P1"
    data_classes = {"person": "P2", "reason": "P3", "pause_kind": "P3", "pause_note": "P3"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visit_plans", verbose_name="探访对象")
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责人"
    )
    days = models.PositiveSmallIntegerField("几天探访一次", null=True, blank=True)
    reason = EncryptedTextField("理由", blank=True, max_length=300)
    paused_to_on = models.DateField("暂停到", null=True, blank=True)
    pause_kind = EncryptedChoiceField("暂停原因", choices=PauseKind.choices, blank=True)
    pause_note = EncryptedTextField("暂停说明", blank=True, max_length=300)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "探访安排"
        constraints = [
            models.UniqueConstraint(fields=["station", "person"], name="visit_plan_once"),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__lte=366), name="visit_plan_days"),
        ]
        indexes = [models.Index(fields=["worker", "station"])]

    def __str__(self):
        return f"探访安排 {self.uuid}"
