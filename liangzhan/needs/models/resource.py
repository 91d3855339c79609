"""A resource inside or outside the community, and each time it was used."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.ledger.choices import OPEN_SERVICES
from liangzhan.needs.choices import ResourceKind, ResourceState, Side, ValueBasis
from liangzhan.needs.models.need import Need
from liangzhan.needs.models.project import Project
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class ResourceQuerySet(ScopedQuerySet):
    def usable(self):
        return self.filter(state=ResourceState.ACTIVE)


class Resource(models.Model):
    """One entry of the resource ledger. `value_fen` is an estimate for a year, with what it rests on.

    `longitude` and `latitude` are a point on the map of what lies open to everybody (a hall, a shop), never a home.
    """

    data_class = "P1"
    data_classes = {"contact": "P2", "owner": "P1"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="resources", verbose_name="站点", db_index=False
    )  # the index of station, state and kind serves it
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("类型", max_length=8, choices=ResourceKind.choices)
    name = models.CharField("名称", max_length=80)
    owner = models.CharField("提供方", max_length=80)
    side = models.CharField("社区内外", max_length=7, choices=Side.choices)
    description = models.CharField("说明", max_length=1000, blank=True)
    capacity = models.CharField("能提供多少", max_length=200, blank=True)
    conditions = models.CharField("使用条件", max_length=300, blank=True)
    contact = EncryptedTextField("联系方式", blank=True, max_length=120)
    agreement = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="协议"
    )
    valid_to = models.DateField("有效期至", null=True, blank=True)
    value_fen = models.BigIntegerField("估值（分）", default=0)
    value_basis = models.CharField("估值依据", max_length=10, choices=ValueBasis.choices, default=ValueBasis.NONE)
    value_note = models.CharField("估值说明", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    confirmed_on = models.DateField("最近确认日期")
    state = models.CharField("状态", max_length=6, choices=ResourceState.choices, default=ResourceState.ACTIVE)
    state_since = models.DateField("状态起始")
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = ActorField("登记人")

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资源"
        constraints = [
            models.CheckConstraint(
                condition=Q(value_fen__gte=0),
                name="resource_value",
                violation_error_message="估值不能为负数。",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="resource_point",
                violation_error_message="经度和纬度请一起填写。",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "kind"]),
            models.Index(fields=["station", "confirmed_on"]),
            models.Index(fields=["division_code", "state", "confirmed_on"]),
        ]

    def __str__(self):
        return self.name


class ResourceUse(models.Model):
    """One use. Only what counts as linked (I20) stands in the ledger: `posted_version`, 0 while nothing does."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="uses", verbose_name="资源")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("使用日期")
    purpose = models.CharField("用途", max_length=200)
    service_kind = models.CharField("用于哪类服务", max_length=3, choices=OPEN_SERVICES, blank=True)
    heads = models.PositiveIntegerField("受益人数", default=0)
    value_fen = models.BigIntegerField("价值（分）", default=0)
    value_basis = models.CharField("价值依据", max_length=10, choices=ValueBasis.choices, default=ValueBasis.NONE)
    value_note = models.CharField("凭据说明", max_length=200, blank=True)
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="uses", verbose_name="回应的需求"
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="uses", verbose_name="所属项目"
    )
    posted_version = models.PositiveSmallIntegerField("入账版本", default=0)
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = ActorField("登记人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_by = ActorField("撤销人", null=True)
    withdrawn_reason = models.CharField("撤销理由", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "资源使用"
        constraints = [
            models.CheckConstraint(
                condition=Q(value_fen__gte=0), name="resource_use_value", violation_error_message="价值不能为负数。"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="resource_use_withdrawn_pair",
            ),
        ]
        indexes = [models.Index(fields=["resource", "-on", "-id"])]

    def __str__(self):
        return f"资源使用 {self.uuid}"

    @property
    def voucher(self):
        """As the ledger names this use."""
        return f"needs.ResourceUse:{self.uuid}"
