"""One station of one kind. Its state moves only through `toolkit.transitions.move`."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.stations.choices import (
    ClosingItemKind,
    ClosingReason,
    LegalForm,
    MenuProfile,
    State,
    StationClass,
    StationKind,
    Tier,
)
from liangzhan.stations.models.site import Site
from liangzhan.toolkit.fields import ActorField


class StationQuerySet(ScopedQuerySet):
    def completed_by(self, day):
        """Counting rule of domain.md 3.1: accepted on or before the day, and not closed by then."""
        return self.filter(accepted_on__lte=day).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def community_tier(self):
        """Only these count to the notice's plan."""
        return self.filter(tier=Tier.COMMUNITY)


class Station(models.Model):
    """A social work station (SW) or a volunteer service station (VS) on a site.

    `division_code` repeats the site's community code: scope filter and sharding key. `head_name` and `head_phone` are
    the office's public contact (P1), never a private number. Dates follow the moves and are kept for counting.
    """

    data_class = "P0"
    data_classes = {"head_name": "P1", "head_phone": "P1", "closing_note": "P1"}
    scope_paths = {"division": "division_code", "station": "id"}

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="stations", verbose_name="场所")
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("类型", max_length=2, choices=StationKind.choices)
    tier = models.CharField("层级", max_length=9, choices=Tier.choices, default=Tier.COMMUNITY)
    station_class = models.CharField("分类", max_length=10, choices=StationClass.choices, default=StationClass.URBAN)
    menu_profile = models.CharField("菜单", max_length=8, choices=MenuProfile.choices, default=MenuProfile.BASIC)
    name = models.CharField("站名", max_length=80)
    legal_form = models.CharField("法律形式", max_length=20, choices=LegalForm.choices, blank=True)
    operator = models.CharField("承接机构", max_length=80, blank=True)
    operator_uscc = models.CharField("承接机构统一社会信用代码", max_length=18, blank=True)
    head_name = models.CharField("负责人", max_length=40, blank=True)
    head_phone = models.CharField("办公电话", max_length=20, blank=True)
    national_team_no = models.CharField("全国系统队伍编号", max_length=40, blank=True)
    state = models.CharField("状态", max_length=18, choices=State.choices, default=State.PLANNED)
    state_since = models.DateField("状态起始")
    accepted_on = models.DateField("验收合格日期", null=True, blank=True)
    opened_on = models.DateField("开站日期", null=True, blank=True)
    closed_on = models.DateField("关闭日期", null=True, blank=True)
    closing_reason = models.CharField("关闭原因", max_length=16, choices=ClosingReason.choices, blank=True)
    closing_note = models.CharField("关闭说明", max_length=300, blank=True)
    from_roster = models.BooleanField("由名册导入", default=False)

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站点"
        constraints = [
            models.UniqueConstraint(
                fields=["division_code", "kind"],
                condition=Q(tier="COMMUNITY", closed_on__isnull=True),
                name="station_kind_once_per_community",
                violation_error_message="这个社区（村）已有同类站点。",
            ),
            models.CheckConstraint(
                condition=Q(state="CLOSED", closed_on__isnull=False) | (~Q(state="CLOSED") & Q(closed_on__isnull=True)),
                name="station_closed_pair",
                violation_error_message="已关闭的站点必须有关闭日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACCEPTED", "OPERATING", "SUSPENDED"]) | Q(accepted_on__isnull=False),
                name="station_accepted_date",
                violation_error_message="验收合格的站点必须有验收日期。",
            ),
        ]
        indexes = [
            models.Index(fields=["division_code", "kind"]),
            models.Index(fields=["state", "division_code"]),
            models.Index(fields=["accepted_on", "division_code"]),
        ]

    def __str__(self):
        return self.name


class ClosingItem(models.Model):
    """One item of the closing checklist that was seen to (domain.md 3.6), with a word on how."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="closing_items", verbose_name="站点")
    item = models.CharField("事项", max_length=10, choices=ClosingItemKind.choices)
    note = models.CharField("办理情况", max_length=200)
    confirmed_at = models.DateTimeField("办结时间", auto_now_add=True)
    confirmed_by = ActorField("办结人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "关闭事项"
        constraints = [models.UniqueConstraint(fields=["station", "item"], name="closing_item_once")]

    def __str__(self):
        return self.get_item_display()

    @property
    def division_code(self):
        return self.station.division_code
