"""盘点: what the books say beside what was found, line by line; two signers (domain.md 8.1)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.funds.choices import AssetState, CountResult, StocktakeState
from liangzhan.funds.models.asset import Asset
from liangzhan.stations.models import Room, Station
from liangzhan.toolkit.fields import ActorField


class Stocktake(models.Model):
    """One count of a station, or of one of its rooms. Lines are laid down when it opens, so it can be left and resumed."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="stocktakes", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="房间"
    )
    place = models.CharField("范围", max_length=60)
    state = models.CharField("状态", max_length=9, choices=StocktakeState.choices, default=StocktakeState.OPEN)
    state_since = models.DateField("状态起始")
    opened_at = models.DateTimeField("开始时间", auto_now_add=True)
    opened_by = ActorField("开始人")
    settled_at = models.DateTimeField("结算时间", null=True, blank=True)
    settled_by = ActorField("盘点人（第一签字人）", null=True)
    reason = models.CharField("差异原因", max_length=300, blank=True)
    signed_at = models.DateTimeField("第二人签字时间", null=True, blank=True)
    signed_by = ActorField("第二签字人", null=True)
    signer = models.CharField("纸质签字人（职务和姓名）", max_length=40, blank=True)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字的盘点表"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资产盘点"
        constraints = [
            models.UniqueConstraint(
                fields=["station"],
                condition=Q(state="OPEN"),
                name="stocktake_open_once",
                violation_error_message="本站已有盘点在进行。",
            ),
        ]
        indexes = [models.Index(fields=["station", "-id"])]

    def __str__(self):
        return f"{self.station} {self.place}盘点"


class StocktakeLine(models.Model):
    """One thing: booked and found. A thing without a label has a name instead of an asset."""

    data_class = "P1"

    stocktake = models.ForeignKey(Stocktake, on_delete=models.CASCADE, related_name="lines", verbose_name="盘点")
    asset = models.ForeignKey(
        Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="资产"
    )
    extra_name = models.CharField("无标签物品", max_length=60, blank=True)
    expected = models.BooleanField("账面应在", default=True)
    booked_quantity = models.PositiveIntegerField("账面数量", default=0)
    booked_place = models.CharField("账面位置", max_length=110, blank=True)
    booked_state = models.CharField("账面状态", max_length=8, choices=AssetState.choices, blank=True)
    found_quantity = models.PositiveIntegerField("实盘数量", null=True, blank=True)
    found_room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="实际房间"
    )
    result = models.CharField("结果", max_length=10, choices=CountResult.choices, default=CountResult.PENDING)
    counted_at = models.DateTimeField("计数时间", null=True, blank=True)
    counted_by = ActorField("计数人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "盘点明细"
        constraints = [
            models.UniqueConstraint(fields=["stocktake", "asset"], name="stocktake_asset_once"),
            models.CheckConstraint(
                condition=(Q(asset__isnull=False) & Q(extra_name="")) | (Q(asset__isnull=True) & ~Q(extra_name="")),
                name="stocktake_line_thing",
            ),
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True, counted_by__isnull=True)
                | Q(counted_at__isnull=False, counted_by__isnull=False),
                name="stocktake_counted_pair",
            ),
        ]

    def __str__(self):
        return self.extra_name or str(self.asset)
