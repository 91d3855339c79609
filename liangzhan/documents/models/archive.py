"""The register of files: what is kept until when, what is frozen, who looked at it, what was destroyed on whose approval.

This room stands below the stations: `station` is the id of one, with its name as it was. A sealed file (限制查阅) stands in
a table of its own, which no list, count or number of a page reaches (decision 0020).
"""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.documents.choices import ArchiveKind, ListState
from liangzhan.documents.keepers import reached, seconding
from liangzhan.documents.models.files import IssuedPaper
from liangzhan.documents.rules.retention import blocked
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class ArchiveRow(models.Model):
    """One file. `voucher` is the row of the room that made it ("casework.Case:uuid"); `basis` says which period was applied.

    `maker` is 责任者, a worker's name; nothing here names who was served.
    """

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.PositiveIntegerField("站点")
    station_name = models.CharField("站点名称", max_length=120)
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("种类", max_length=8, choices=ArchiveKind.choices)
    number = models.CharField("档号", max_length=60)
    title = models.CharField("题名", max_length=120)
    maker = models.CharField("责任者", max_length=60, blank=True)
    voucher = models.CharField("来源", max_length=80, unique=True)
    closed_on = models.DateField("办结日期")
    years = models.PositiveSmallIntegerField("保管年数")
    basis = models.CharField("期限依据", max_length=200)
    keep_until_on = models.DateField("保管至")
    in_use = models.BooleanField("重开使用", default=False)
    filed_at = models.DateTimeField("归档时间")
    filed_by = ActorField("归档人")
    frozen_at = models.DateTimeField("冻结时间", null=True, blank=True)
    frozen_by = ActorField("冻结人", null=True)
    frozen_reason = models.CharField("冻结原因", max_length=200, blank=True)
    bound_at = models.DateTimeField("成卷时间", null=True, blank=True)
    bound_by = ActorField("成卷人", null=True)
    pages = models.PositiveIntegerField("页数", default=0)
    digest = models.CharField("案卷 SHA-256", max_length=64, blank=True)
    destroyed_at = models.DateTimeField("销毁时间", null=True, blank=True)
    destroyed_by = ActorField("销毁人", null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def blocked(self, on: dt.date) -> str:
        """Why it cannot be destroyed on the day; "" when it can."""
        return blocked(
            frozen=self.frozen_at is not None,
            in_use=self.in_use,
            destroyed=self.destroyed_at is not None,
            keep_until_on=self.keep_until_on,
            on=on,
        )


class ArchiveQuerySet(ScopedQuerySet):
    def due(self, on):
        """Expired, neither frozen nor reopened nor gone, and on no list that waits."""
        waiting = DestructionLine.objects.filter(list__state__in=[ListState.SUBMITTED, ListState.APPROVED])
        rows = self.filter(keep_until_on__lt=on, frozen_at__isnull=True, in_use=False, destroyed_at__isnull=True)
        return rows.exclude(pk__in=waiting.values("item_id"))


class ArchiveItem(ArchiveRow):
    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station"}

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "档案"
        indexes = [
            models.Index(fields=["station", "-closed_on", "-id"]),
            models.Index(fields=["station", "keep_until_on"]),
            models.Index(fields=["division_code"]),
        ]


class SealedQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Files of what the reader may read in the room that made it (its `Keeper.reach`), where the verb is held. Whoever
        does not reach the case, the crisis or the report is not told that there is a file (decision 0020)."""
        if scope.unlimited:
            return self
        place = place_filter(scope.area(action), self.model.scope_paths)
        return self.none() if place is None else self.filter(place & reached(scope))


class SealedArchiveItem(ArchiveRow):
    """The file of a sealed case, a crisis or a mandatory report. `subject` is the uuid of the row that made it: deeds about
    the file are recorded apart under it."""

    data_class = "P4"
    scope_paths = {"division": "division_code", "station": "station"}

    # What a dump of the ordinary table may tell, this one keeps to itself.
    kind = EncryptedChoiceField("种类", choices=ArchiveKind.choices)
    number = EncryptedTextField("档号", max_length=60)
    title = EncryptedTextField("题名", max_length=120)
    maker = EncryptedTextField("责任者", max_length=60, blank=True)
    station_name = EncryptedTextField("站点名称", max_length=120)
    basis = EncryptedTextField("期限依据", max_length=200)
    frozen_reason = EncryptedTextField("冻结原因", max_length=200, blank=True)
    subject = models.UUIDField("来源编号", db_index=True)

    objects = SealedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "限制查阅的档案"
        indexes = [models.Index(fields=["station", "-closed_on", "-id"], name="sealed_item_closed")]

    @property
    def sealed_subject(self):
        """As whatever it is the file of."""
        return self.subject


class ConsultationRow(models.Model):
    """查阅: an outside reader, for what, who allowed it, from when to when. `reader` is a name of somebody on duty."""

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    number = models.CharField("查阅单编号", max_length=60, unique=True)
    reader = models.CharField("查阅人", max_length=40)
    office = models.CharField("单位", max_length=100)
    purpose = models.CharField("查阅目的", max_length=200)
    from_on = models.DateField("自")
    to_on = models.DateField("至")
    approved_at = models.DateTimeField("批准时间")
    approved_by = ActorField("批准人")
    ended_on = models.DateField("查阅完毕", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Consultation(ConsultationRow):
    data_class = "P1"
    data_classes = {"reader": "P2"}
    scope_paths = {"division": "item__division_code", "station": "item__station"}

    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="consultations", verbose_name="档案")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "档案查阅"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")),
                name="consultation_order",
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]


class SealedConsultation(ConsultationRow):
    """The same of a sealed file; its number does not count."""

    data_class = "P4"

    reader = EncryptedTextField("查阅人", max_length=40)
    office = EncryptedTextField("单位", max_length=100)
    purpose = EncryptedTextField("查阅目的", max_length=200)
    item = models.ForeignKey(
        SealedArchiveItem, on_delete=models.PROTECT, related_name="consultations", verbose_name="档案"
    )

    class Meta:
        verbose_name = verbose_name_plural = "限制档案的查阅"

    @property
    def sealed_subject(self):
        """As of its file."""
        return self.item.subject


class SealedDestructionQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Requests about files within reach; and those of the area for which the reader is a designated officer, who is
        shown number, kind and days alone (`keepers.seconds`)."""
        if scope.unlimited:
            return self
        place = place_filter(scope.area(action), self.model.scope_paths)
        if place is None:
            return self.none()
        own = SealedArchiveItem.objects.within(scope, action)
        return self.filter(place).filter(Q(item__in=own.values("pk")) | seconding(scope, "item__division_code"))


class SealedDestruction(models.Model):
    """Asking to destroy one sealed file: by the head with a report of 鉴定, decided by somebody else, then carried out.

    No state is stored: what has happened says it, and no log of moves tells of it.
    """

    data_class = "P4"
    scope_paths = {"division": "item__division_code", "station": "item__station"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    item = models.ForeignKey(
        SealedArchiveItem, on_delete=models.PROTECT, related_name="destructions", verbose_name="档案"
    )
    appraisal = EncryptedTextField("鉴定意见", max_length=1000)
    appraisers = EncryptedTextField("鉴定人员", max_length=120)
    drafted_at = models.DateTimeField("报送时间")
    drafted_by = ActorField("报送人")
    approved = models.BooleanField("批准", null=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = ActorField("审批人", null=True)
    note = EncryptedTextField("审批意见", blank=True, max_length=300)

    objects = SealedDestructionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "限制档案的销毁"
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(approved__isnull=True), name="sealed_destruction_once")
        ]

    def __str__(self) -> str:
        return f"销毁 {self.uuid}"

    @property
    def sealed_subject(self):
        """As of its file."""
        return self.item.subject


class DestructionList(models.Model):
    """销毁清册: drafted by the head with a report of 鉴定, approved by street or county, then carried out."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    number = models.CharField("清册编号", max_length=60, unique=True)
    station = models.PositiveIntegerField("站点")
    station_name = models.CharField("站点名称", max_length=120)
    division_code = models.CharField("区划代码", max_length=12)
    appraisal = models.CharField("鉴定意见", max_length=1000)
    appraisers = models.CharField("鉴定人员", max_length=120)
    state = models.CharField("状态", max_length=10, choices=ListState.choices, default=ListState.SUBMITTED)
    state_since = models.DateField("状态起始")
    drafted_at = models.DateTimeField("报送时间")
    drafted_by = ActorField("报送人")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = ActorField("审批人", null=True)
    note = models.CharField("审批意见", max_length=300, blank=True)
    executed_at = models.DateTimeField("销毁时间", null=True, blank=True)
    executed_by = ActorField("销毁人", null=True)
    paper = models.ForeignKey(
        IssuedPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="销毁证明"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "销毁清册"
        indexes = [models.Index(fields=["division_code", "state"]), models.Index(fields=["station", "-id"])]

    def __str__(self) -> str:
        return self.number


class DestructionLine(models.Model):
    """One file on a list."""

    data_class = "P1"

    list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="lines", verbose_name="清册")
    item = models.ForeignKey(ArchiveItem, on_delete=models.PROTECT, related_name="lines", verbose_name="档案")

    class Meta:
        verbose_name = verbose_name_plural = "清册行"
        constraints = [models.UniqueConstraint(fields=["list", "item"], name="destruction_line_once")]

    def __str__(self) -> str:
        return f"{self.list_id} {self.item_id}"
