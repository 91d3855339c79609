"""The place: entered once for both stations that stand on it (issue 2, step 3)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.stations.choices import EquipmentKind, FacilitySource, RoomKind
from liangzhan.toolkit.fields import ActorField


class Site(models.Model):
    """One place with its rooms, equipment, hours and the 两委 contact. `division_code` is its community's."""

    data_class = "P0"
    data_classes = {"committee_contact": "P1", "committee_phone": "P1"}
    scope_paths = {"division": "division_code", "station_code": "stations__id"}

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="sites", verbose_name="社区（村）")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    name = models.CharField("场所名称", max_length=80)
    address = models.CharField("地址", max_length=200, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    source = models.CharField(
        "设施来源", max_length=10, choices=FacilitySource.choices, default=FacilitySource.INTEGRATED
    )
    facility_name = models.CharField("依托设施", max_length=80, blank=True)
    sharing_agreement = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="共用协议"
    )
    accessible = models.BooleanField("无障碍", null=True, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    committee_contact = models.CharField("两委联系人", max_length=40, blank=True)
    committee_phone = models.CharField("两委联系电话", max_length=20, blank=True)
    hours_posted_photo = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="开放时间公示照片"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "场所"

    def __str__(self):
        return self.name


class Room(models.Model):
    """工作（活动）室 [N 二(二)]. Area in m², one decimal."""

    data_class = "P0"
    scope_paths = {"division": "site__division_code", "station_code": "site__stations__id"}

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rooms", verbose_name="场所")
    name = models.CharField("名称", max_length=40)
    kind = models.CharField("用途", max_length=12, choices=RoomKind.choices, default=RoomKind.ACTIVITY)
    area = models.DecimalField("面积（㎡）", max_digits=7, decimal_places=1, validators=[MinValueValidator(1)])
    shared = models.BooleanField("与其他用途共用", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "房间"
        constraints = [
            models.CheckConstraint(
                condition=Q(area__gt=0), name="room_area", violation_error_message="面积必须大于 0。"
            )
        ]

    def __str__(self):
        return self.name


class RoomPhoto(models.Model):
    """A photo of a room, as evidence for A02."""

    data_class = "P0"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="photos", verbose_name="房间")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="照片")
    added_at = models.DateTimeField("添加时间", auto_now_add=True)
    added_by = ActorField("添加人")

    class Meta:
        verbose_name = verbose_name_plural = "房间照片"

    def __str__(self):
        return f"{self.room} {self.pk}"


class Equipment(models.Model):
    """Declared count of one kind of thing, until the room of assets knows it by itself."""

    data_class = "P1"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="equipment", verbose_name="场所")
    kind = models.CharField("种类", max_length=8, choices=EquipmentKind.choices)
    count = models.PositiveIntegerField("数量")
    number = models.CharField("号码", max_length=20, blank=True)  # the telephone's own number

    class Meta:
        verbose_name = verbose_name_plural = "设备"
        constraints = [models.UniqueConstraint(fields=["site", "kind"], name="equipment_kind_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.count}"


class OpeningHours(models.Model):
    """Opening times of one weekday (1 Monday … 7 Sunday); two rows for a day with a noon break."""

    data_class = "P0"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="hours", verbose_name="场所")
    weekday = models.PositiveSmallIntegerField("星期")
    opens = models.TimeField("开")
    closes = models.TimeField("关")

    class Meta:
        verbose_name = verbose_name_plural = "开放时间"
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="hours_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=models.F("opens")),
                name="hours_order",
                violation_error_message="关门时间要晚于开门时间。",
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"
