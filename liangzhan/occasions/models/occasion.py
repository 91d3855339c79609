"""One thing that happens at a time and place: check-in, roll, paper sheet and calendar are built once, here."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.occasions.choices import OccasionKind, OccasionState
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Occasion(models.Model):
    """A training, a group session, a duty: the room that arranged it points here and keeps what is its own.

    `division_code` is the station's community, or the area of the office that arranged it (a county's training).
    `secret` makes the rotating code, also on a showing device that is offline. `radius_m` with a point lets the phone
    say inside or outside; the position itself is never kept.
    """

    data_class = "P1"
    data_classes = {"secret": "P3"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    kind = models.CharField("种类", max_length=13, choices=OccasionKind.choices)
    title = models.CharField("名称", max_length=80)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="occasions", verbose_name="站点"
    )
    division_code = models.CharField("区划代码", max_length=12)
    place = models.CharField("地点", max_length=120, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    radius_m = models.PositiveIntegerField("签到范围（米）", null=True, blank=True)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    open_to_all = models.BooleanField("名单以外的人也可签到", default=False)
    unidentified_heads = models.PositiveIntegerField("未登记姓名的人数", default=0)
    secret = EncryptedTextField("签到密钥", max_length=64)
    state = models.CharField("状态", max_length=9, choices=OccasionState.choices, default=OccasionState.PLANNED)
    state_since = models.DateField("状态起始")
    cancelled_reason = models.CharField("取消原因", max_length=200, blank=True)
    arranged_at = models.DateTimeField("登记时间", auto_now_add=True)
    arranged_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "日程"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="occasion_order",
                violation_error_message="结束时间要晚于开始时间。",
            ),
        ]
        indexes = [models.Index(fields=["station", "starts_at"]), models.Index(fields=["division_code", "starts_at"])]

    def __str__(self):
        return self.title
