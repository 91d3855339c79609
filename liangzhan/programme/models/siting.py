"""选址: the nomination form with its score (domain.md 3.3), and which station counts to which plan."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.programme.choices import NominationState
from liangzhan.programme.models.plan import Plan
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class Nomination(models.Model):
    """One community nominated under a plan. Counts are aggregates, never names (4.1.4).

    `score` is the computed score (0–100) of the day of saving, `score_parts` its five parts; `rank_override` and its
    reason let people overrule the ranking.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="nominations", verbose_name="计划")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="社区（村）")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    wants_sw = models.BooleanField("建社会工作站", default=True)
    wants_vs = models.BooleanField("建志愿服务站", default=True)
    population = models.PositiveIntegerField("常住人口")
    households = models.PositiveIntegerField("户数")
    dibao_count = models.PositiveIntegerField("低保人数", default=0)
    tekun_count = models.PositiveIntegerField("特困人数", default=0)
    dibao_marginal_count = models.PositiveIntegerField("低保边缘人数", default=0)
    disabled_count = models.PositiveIntegerField("残疾人数", default=0)
    elderly_count = models.PositiveIntegerField("60岁及以上人数", default=0)
    living_alone_count = models.PositiveIntegerField("独居老年人数", default=0)
    left_behind_children_count = models.PositiveIntegerField("留守儿童数", default=0)
    children_in_difficulty_count = models.PositiveIntegerField("困境儿童数", default=0)
    unemployed_count = models.PositiveIntegerField("登记失业人数", default=0)
    facility_name = models.CharField("现有设施名称", max_length=80, blank=True)
    facility_area = models.DecimalField("现有设施面积（㎡）", max_digits=8, decimal_places=1, null=True, blank=True)
    room_area = models.DecimalField("可提供房间面积（㎡）", max_digits=7, decimal_places=1, null=True, blank=True)
    distance_metres = models.PositiveIntegerField("距最近公交站或居民中心（米）", null=True, blank=True)
    accessible = models.BooleanField("无障碍", default=False)
    person_available = models.BooleanField("已有合适人员", default=False)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    committee_opinion = models.CharField("两委意见", max_length=300, blank=True)
    street_opinion = models.CharField("乡镇（街道）意见", max_length=300, blank=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=1, default=0)
    score_parts = models.JSONField("得分明细", default=dict)
    rank_override = models.PositiveIntegerField("人工排序", null=True, blank=True)
    override_reason = models.CharField("调整理由", max_length=200, blank=True)
    state = models.CharField("状态", max_length=9, choices=NominationState.choices, default=NominationState.NOMINATED)
    state_since = models.DateField("状态起始")
    nominated_at = models.DateTimeField("推荐时间", auto_now_add=True)
    nominated_by = ActorField("推荐人")
    decided_at = models.DateTimeField("办理时间", null=True)
    decided_by = ActorField("办理人", null=True)
    decision_note = models.CharField("县级意见", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选址推荐"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "division"],
                condition=Q(state__in=["NOMINATED", "RETURNED", "CONFIRMED"]),
                name="nomination_live_once",
                violation_error_message="这个社区（村）已经推荐过。",
            ),
            models.CheckConstraint(
                condition=Q(wants_sw=True) | Q(wants_vs=True),
                name="nomination_some_kind",
                violation_error_message="请至少选择一类站点。",
            ),
            models.CheckConstraint(
                condition=Q(rank_override__isnull=True) | ~Q(override_reason=""),
                name="nomination_override_reason",
                violation_error_message="调整排序要写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.division}"


class Slot(models.Model):
    """A station that counts to a plan. Withdrawn stations give the slot back (`freed_on`)."""

    data_class = "P0"
    scope_paths = {"division": "division_code", "station": "station_id"}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="slots", verbose_name="计划")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="slots", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, null=True, related_name="slots", verbose_name="选址推荐"
    )
    freed_on = models.DateField("退出日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "计划内站点"
        constraints = [
            models.UniqueConstraint(
                fields=["station"], condition=Q(freed_on__isnull=True), name="slot_station_counts_once"
            )
        ]
        indexes = [models.Index(fields=["plan", "division_code"])]

    def __str__(self):
        return f"{self.plan_id} {self.station_id}"
