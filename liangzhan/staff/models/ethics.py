"""The register of conflicts of interest and gifts: declared by the worker himself (2.6.4)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.ethics import DeclarationKind, Disposal, OtherParty
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class EthicsDeclaration(models.Model):
    """One conflict or gift. `of_head`: the station's head declared it, so 两委 or street look at it, never a head."""

    data_class = "P2"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="ethics_declarations", verbose_name="申报人"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    of_head = models.BooleanField("站长申报", default=False)
    kind = models.CharField("种类", max_length=8, choices=DeclarationKind.choices)
    happened_on = models.DateField("发生日期")
    party = models.CharField("对方", max_length=9, choices=OtherParty.choices)
    what = EncryptedTextField("事项", max_length=1000)
    value = models.PositiveBigIntegerField("估价（分）", null=True, blank=True)
    disposal = models.CharField("处理", max_length=10, choices=Disposal.choices)
    disposal_note = EncryptedTextField("处理说明", blank=True, max_length=500)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质申报"
    )
    declared_at = models.DateTimeField("申报时间", auto_now_add=True)
    declared_by = ActorField("申报人")
    seen_at = models.DateTimeField("阅签时间", null=True, blank=True)
    seen_by = ActorField("阅签人", null=True)
    seen_note = EncryptedTextField("阅签意见", blank=True, max_length=500)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "利益冲突和礼品登记"
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="ethics_seen_pair",
            ),
            models.CheckConstraint(
                condition=Q(kind=DeclarationKind.CONFLICT, value__isnull=True)
                | Q(kind=DeclarationKind.GIFT, value__isnull=False),
                name="ethics_gift_value",
                violation_error_message="礼品要写估价，利益冲突没有估价。",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "happened_on"]),
            models.Index(fields=["division_code", "happened_on"]),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on}"
