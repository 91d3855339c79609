"""低值易耗品 and 物资: items, batches with expiry, movements that are only ever added to (domain.md 8.1)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.funds.choices import AssetSource, SupplyMoveKind
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class Supply(models.Model):
    """One kind of thing that is used up."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="supplies", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    name = models.CharField("品名", max_length=60)
    unit = models.CharField("单位", max_length=8)
    low_mark = models.PositiveIntegerField("补货提醒数量", default=0)
    added_at = models.DateTimeField("登记时间", auto_now_add=True)
    added_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "物资"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "name", "unit"],
                name="supply_name_once",
                violation_error_message="本站已有同名同单位的物资。",
            )
        ]
        indexes = [models.Index(fields=["division_code", "name"])]

    def __str__(self):
        return self.name


class SupplyBatch(models.Model):
    """What came in at once. `balance` equals the sum of its movements and is never negative."""

    data_class = "P1"
    scope_paths = {"division": "supply__division_code", "station": "supply__station_id"}

    supply = models.ForeignKey(Supply, on_delete=models.PROTECT, related_name="batches", verbose_name="物资")
    batch = models.CharField("批号", max_length=40, blank=True)
    source = models.CharField("来源", max_length=9, choices=AssetSource.choices)
    received_on = models.DateField("入库日期")
    expires_on = models.DateField("有效期至", null=True, blank=True)
    balance = models.PositiveIntegerField("结存", default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "物资批次"
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0), name="batch_balance", violation_error_message="结存不能小于 0。"
            )
        ]
        indexes = [
            models.Index(fields=["supply", "expires_on"]),
            models.Index(
                fields=["expires_on"], name="batch_expiring", condition=Q(balance__gt=0, expires_on__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.supply} {self.batch}".strip()


class SupplyMove(models.Model):
    """In or out of one batch. `slip` joins what went out together; the receiver is an office or an activity."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "batch__supply__division_code", "station": "batch__supply__station_id"}

    batch = models.ForeignKey(SupplyBatch, on_delete=models.PROTECT, related_name="moves", verbose_name="批次")
    kind = models.CharField("事项", max_length=9, choices=SupplyMoveKind.choices)
    quantity = models.IntegerField("数量")
    slip = models.PositiveIntegerField("单号")
    on = models.DateField("日期")
    receiver = models.CharField("领用单位或活动", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    written_at = models.DateTimeField("登记时间", auto_now_add=True)
    written_by = ActorField("经办人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "物资出入库"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["IN", "BACK"], quantity__gt=0) | Q(kind__in=["OUT", "WRITE_OFF"], quantity__lt=0),
                name="supply_move_sign",
            )
        ]
        indexes = [models.Index(fields=["batch", "id"])]

    def __str__(self):
        return f"{self.batch} {self.quantity:+d}"
