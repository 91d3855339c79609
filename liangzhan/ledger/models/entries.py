"""Vouchers posted, and what each counts. Never changed, never deleted: the database itself refuses."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.ledger.choices import EntryKind, Method, PostingKind, ServiceKind
from liangzhan.people.choices import ClientCategory
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField
from liangzhan.toolkit.fields import ActorField


class Posting(models.Model):
    """One version of one voucher ("room.Model:uuid") came into the ledger: first, corrected or reversed.

    `digest` is a keyed one of the lines as they were posted, so that sending the same version again is known to be the
    same (`queries.digests`).
    """

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    voucher = models.CharField("凭证", max_length=100)
    version = models.PositiveSmallIntegerField("版本")
    kind = models.CharField("种类", max_length=9, choices=PostingKind.choices)
    digest = models.CharField("摘要", max_length=64)
    reason = models.CharField("更正理由", max_length=200, blank=True)
    posted_at = models.DateTimeField("入账时间")
    posted_by = ActorField("入账人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入账"
        constraints = [models.UniqueConstraint(fields=["voucher", "version"], name="posting_version_once")]

    def __str__(self):
        return f"{self.voucher} v{self.version}"


class Entry(models.Model):
    """One thing that counts. `sign` is 1, or −1 for the entry that takes back `reverses` on its own day.

    `person` or `heads` (people whose names were not taken); `minutes` of service, `fen` of money or fair value.
    `category` is the primary client category on the day (domain.md 5.5), "" where none applies.
    """

    data_class = "P1"
    data_classes = {"person": "P2", "category": "P3", "service_kind": "P3", "served_by": "P1"}
    append_only = True
    scope_paths = {"division": "division_code", "station": "station_id"}

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="entries", verbose_name="入账")
    line = models.PositiveSmallIntegerField("行")
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点", db_index=False
    )  # the index of station and day serves it
    division_code = models.CharField("区划代码", max_length=12)
    served_on = models.DateField("服务日期")
    starts_at = models.DateTimeField("开始", null=True)
    ends_at = models.DateTimeField("结束", null=True)
    kind = models.CharField("种类", max_length=20, choices=EntryKind.choices)
    method = models.CharField("方法", max_length=9, choices=Method.choices, blank=True)
    service_kind = EncryptedChoiceField("服务内容", choices=ServiceKind.choices, blank=True)
    category = EncryptedChoiceField("服务对象类别", choices=ClientCategory.choices, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="服务对象")
    heads = models.PositiveIntegerField("未登记姓名的人数", default=0)
    served_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="服务人员"
    )
    minutes = models.PositiveIntegerField("分钟", default=0)
    fen = models.PositiveBigIntegerField("金额（分）", default=0)
    sign = models.SmallIntegerField("正负", default=1)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by_entry", verbose_name="冲销"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "台账"
        constraints = [
            models.CheckConstraint(
                condition=Q(sign=1, reverses__isnull=True) | Q(sign=-1, reverses__isnull=False), name="entry_sign"
            ),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(heads=0), name="entry_person_or_heads"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="entry_order"
            ),
        ]
        indexes = [
            models.Index(fields=["station", "served_on"]),
            models.Index(fields=["served_on", "division_code"]),  # parts of months of an area, and what is behind them
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.served_on}"
