"""Confidential notes of supervisor and supervisee, and the logged exception for risk to life (decision 0013)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.accounts.models import User
from liangzhan.staff.models.supervision import SupervisionPart, SupervisionSession
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class NoteQuerySet(models.QuerySet):
    def readable_by(self, actor):
        """Notes the actor wrote, and those the other party opened to him. No role reads more."""
        own = Q(author__uuid=actor.uuid)
        shared = Q(shared_at__isnull=False)
        to_supervisor = shared & Q(session__supervisor__uuid=actor.uuid)
        found = own | to_supervisor
        if actor.person_uuid is not None:
            found |= shared & Q(part__worker__person__uuid=actor.person_uuid)
        return self.filter(found)


class ConfidentialNote(models.Model):
    """A note of one party about one supervisee's part. Written once; `shared_at` opens it to the other party for good."""

    data_class = "P1"
    data_classes = {"text": "P3"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(SupervisionSession, on_delete=models.PROTECT, related_name="notes", verbose_name="督导")
    part = models.ForeignKey(SupervisionPart, on_delete=models.PROTECT, related_name="notes", verbose_name="受督导人")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="作者")
    text = EncryptedTextField("保密记录", max_length=4000)
    written_at = models.DateTimeField("时间", auto_now_add=True)
    written_by = ActorField("书写人")
    shared_at = models.DateTimeField("开放时间", null=True, blank=True)
    shared_by = ActorField("开放人", null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导保密记录"

    def __str__(self):
        return f"保密记录 {self.uuid}"


class EmergencyAccess(models.Model):
    """Risk to life: one officer opens one worker's supervision for some hours, and another person reviews it next day."""

    data_class = "P1"
    data_classes = {"reason": "P3", "review": "P3"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    reason = EncryptedTextField("理由", max_length=1000)
    opened_at = models.DateTimeField("调阅时间")
    opened_by = ActorField("调阅人")
    closes_at = models.DateTimeField("截止时间")
    review_due_on = models.DateField("复核期限")
    justified = models.BooleanField("符合紧急情形", null=True)
    review = EncryptedTextField("复核意见", blank=True, max_length=1000)
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    reviewed_by = ActorField("复核人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "紧急调阅"
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, justified__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False),
                name="emergency_reviewed_pair",
            )
        ]
        indexes = [models.Index(fields=["division_code", "reviewed_at"])]

    def __str__(self):
        return f"紧急调阅 {self.pk}"
