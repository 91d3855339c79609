"""Things of a station: the register, what happened to each, loans, disposals, handovers (domain.md 8.1)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.funds.choices import (
    AssetCategory,
    AssetSource,
    AssetState,
    ChangeKind,
    DisposalState,
    DisposalWay,
    FundSource,
    HandoverState,
    Owner,
)
from liangzhan.stations.choices import EquipmentKind
from liangzhan.stations.models import Room, Station
from liangzhan.toolkit.fields import ActorField

HERE = (AssetState.IN_USE, AssetState.IDLE)
KEPT = (*HERE, AssetState.REPAIR, AssetState.LENT)

# What a part takes over from the whole when several alike are split.
COPIED_TO_PART = (
    *(
        "station_id",
        "division_code",
        "name",
        "category",
        "kind",
        "spec",
        "unit",
        "price_fen",
        "source",
        "fund",
        "owner",
    ),
    *("acquired_on", "room_id", "spot", "keeper", "photo_id", "state", "state_since"),
)


class AssetQuerySet(ScopedQuerySet):
    def kept(self):
        """In the station's hands: neither lost nor disposed of."""
        return self.filter(state__in=KEPT)


class Asset(models.Model):
    """One line of the register: a thing, or several alike. `number` runs per station without gaps and stands on the label."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("标签", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="assets", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    number = models.PositiveIntegerField("资产编号")
    name = models.CharField("名称", max_length=60)
    category = models.CharField("类别", max_length=10, choices=AssetCategory.choices)
    kind = models.CharField("配备种类", max_length=8, choices=EquipmentKind.choices, default=EquipmentKind.OTHER)
    spec = models.CharField("规格型号", max_length=80, blank=True)
    quantity = models.PositiveIntegerField("数量", default=1)
    unit = models.CharField("单位", max_length=8, default="件")
    price_fen = models.PositiveBigIntegerField("单价（分）", default=0)
    source = models.CharField("来源", max_length=9, choices=AssetSource.choices)
    fund = models.CharField("资金来源", max_length=2, choices=FundSource.choices, blank=True)
    owner = models.CharField("权属", max_length=9, choices=Owner.choices)
    acquired_on = models.DateField("取得日期")
    room = models.ForeignKey(
        Room, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="房间"
    )
    spot = models.CharField("具体位置", max_length=60, blank=True)
    keeper = models.CharField("保管人（岗位人员）", max_length=40)
    photo = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    state = models.CharField("状态", max_length=8, choices=AssetState.choices, default=AssetState.IN_USE)
    state_since = models.DateField("状态起始")
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "固定资产"
        constraints = [
            models.UniqueConstraint(fields=["station", "number"], name="asset_number_once"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="asset_quantity", violation_error_message="数量至少为 1。"
            ),
        ]
        indexes = [
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["station", "state", "number"]),
        ]

    def __str__(self):
        return f"{self.label} {self.name}"

    @property
    def label(self):
        """As printed: four digits, more when there are more."""
        return f"{self.number:04d}"

    @property
    def value_fen(self):
        return self.quantity * self.price_fen

    def part(self, quantity, number, by):
        """The row of some of these, not saved: all as it stands with the whole, but its own number and label."""
        copied = {name: getattr(self, name) for name in COPIED_TO_PART}
        return Asset(number=number, quantity=quantity, registered_by=by, **copied)

    @property
    def place(self):
        """Room and spot in words."""
        return " ".join(part for part in (self.room.name if self.room else "", self.spot) if part)


class AssetChange(models.Model):
    """What happened to a thing, when and by whom. Only ever added to."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "asset__division_code", "station": "asset__station_id"}

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="changes", verbose_name="资产")
    kind = models.CharField("事项", max_length=9, choices=ChangeKind.choices)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    written_at = models.DateTimeField("登记时间", auto_now_add=True)
    written_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资产变动"
        indexes = [models.Index(fields=["asset", "id"])]

    def __str__(self):
        return f"{self.asset} {self.get_kind_display()}"


class Loan(models.Model):
    """借用: to an office or an activity, from a day to a day, with the condition both times."""

    data_class = "P1"
    scope_paths = {"division": "asset__division_code", "station": "asset__station_id"}

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="loans", verbose_name="资产")
    borrower = models.CharField("借用单位或活动", max_length=60)
    lent_on = models.DateField("借出日期")
    due_on = models.DateField("应还日期")
    condition_out = models.CharField("借出时状况", max_length=120, blank=True)
    returned_on = models.DateField("归还日期", null=True, blank=True)
    condition_back = models.CharField("归还时状况", max_length=120, blank=True)
    lent_at = models.DateTimeField("登记时间", auto_now_add=True)
    lent_by = ActorField("经办人")
    returned_by = ActorField("归还经办人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资产借用"
        constraints = [
            models.UniqueConstraint(
                fields=["asset"],
                condition=Q(returned_on__isnull=True),
                name="loan_open_once",
                violation_error_message="这件资产已借出，归还后才能再借。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("lent_on")),
                name="loan_order",
                violation_error_message="应还日期不能早于借出日期。",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, returned_by__isnull=True)
                | Q(returned_on__isnull=False, returned_by__isnull=False),
                name="loan_returned_pair",
            ),
        ]
        indexes = [models.Index(fields=["returned_on", "due_on"])]

    def __str__(self):
        return f"{self.asset} → {self.borrower}"

    @property
    def division_code(self):
        return self.asset.division_code


class Disposal(models.Model):
    """处置: asked by the station, approved by the 两委, above a value by the street as well."""

    data_class = "P1"
    scope_paths = {"division": "asset__division_code", "station": "asset__station_id"}

    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="disposals", verbose_name="资产")
    way = models.CharField("处置方式", max_length=6, choices=DisposalWay.choices)
    value_fen = models.PositiveBigIntegerField("账面价值（分）")
    needs_street = models.BooleanField("须乡镇（街道）审批", default=False)
    reason = models.CharField("处置理由", max_length=300)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="两委纸质意见"
    )
    state = models.CharField("状态", max_length=9, choices=DisposalState.choices, default=DisposalState.REQUESTED)
    state_since = models.DateField("状态起始")
    requested_at = models.DateTimeField("申请时间", auto_now_add=True)
    requested_by = ActorField("申请人")
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decided_by = ActorField("审批人", null=True)
    note = models.CharField("审批意见", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资产处置"
        constraints = [
            models.UniqueConstraint(
                fields=["asset"],
                condition=Q(state__in=["REQUESTED", "COMMITTEE"]),
                name="disposal_open_once",
                violation_error_message="这件资产已有处置申请在办。",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self):
        return f"{self.asset} {self.get_way_display()}"

    @property
    def division_code(self):
        return self.asset.division_code


class Handover(models.Model):
    """All that one keeper held passes to another: the giving side signs first, then the receiving one (or a paper)."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="handovers", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    from_keeper = models.CharField("移交人（岗位人员）", max_length=40)
    to_keeper = models.CharField("接收人（岗位人员）", max_length=40)
    note = models.CharField("说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=9, choices=HandoverState.choices, default=HandoverState.OPEN)
    state_since = models.DateField("状态起始")
    opened_at = models.DateTimeField("移交签字时间", auto_now_add=True)
    opened_by = ActorField("移交签字人")
    signed_at = models.DateTimeField("接收签字时间", null=True, blank=True)
    signed_by = ActorField("接收签字人", null=True)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字的交接清单"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "财物保管交接"
        indexes = [models.Index(fields=["station", "state"])]

    def __str__(self):
        return f"{self.from_keeper} → {self.to_keeper}"


class HandoverLine(models.Model):
    """One thing of a handover, as it was then."""

    data_class = "P1"

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="lines", verbose_name="交接")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="+", verbose_name="资产")
    quantity = models.PositiveIntegerField("数量")
    state_then = models.CharField("当时状态", max_length=8, choices=AssetState.choices)

    class Meta:
        verbose_name = verbose_name_plural = "交接明细"
        constraints = [models.UniqueConstraint(fields=["handover", "asset"], name="handover_asset_once")]

    def __str__(self):
        return str(self.asset)
