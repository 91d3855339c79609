"""When a station is staffed: weekly patterns, single days, and the one check-in of a day."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.occasions.models import Occasion
from liangzhan.staff.models.worker import Post
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class DutyWeek(models.Model):
    """A weekly pattern of a station, or of one post. Without any, the opening hours of the site hold on workdays."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="duty_weeks", verbose_name="站点")
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="duty_weeks", verbose_name="岗位"
    )
    division_code = models.CharField("区划代码", max_length=12)
    valid_from = models.DateField("启用日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "每周班次"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="duty_week_order"
            ),
            models.UniqueConstraint(
                fields=["station", "valid_from"], condition=Q(post__isnull=True), name="duty_week_of_station_once"
            ),
            models.UniqueConstraint(
                fields=["post", "valid_from"], condition=Q(post__isnull=False), name="duty_week_of_post_once"
            ),
        ]

    def __str__(self):
        return f"{self.post or self.station} {self.valid_from}"


class DutyTime(models.Model):
    """Times of one weekday (1 Monday … 7 Sunday); two rows for a day with a noon break."""

    data_class = "P1"

    week = models.ForeignKey(DutyWeek, on_delete=models.CASCADE, related_name="times", verbose_name="每周班次")
    weekday = models.PositiveSmallIntegerField("星期")
    starts = models.TimeField("上班")
    ends = models.TimeField("下班")

    class Meta:
        verbose_name = verbose_name_plural = "班次时间"
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="duty_time_weekday"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="duty_time_order",
                violation_error_message="下班时间要晚于上班时间。",
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.starts:%H:%M}–{self.ends:%H:%M}"


class DutyShift(models.Model):
    """One day of one post that differs from its week: other hours (a Saturday event), or none at all."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="duty_shifts", verbose_name="岗位")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="duty_shifts", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("日期")
    starts = models.TimeField("上班", null=True, blank=True)
    ends = models.TimeField("下班", null=True, blank=True)
    reason = models.CharField("事由", max_length=80)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单日班次"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "on"], name="duty_shift_once", violation_error_message="这一天已经另有安排。"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(ends__gt=F("starts")),
                name="duty_shift_order",
                violation_error_message="下班时间要晚于上班时间；不上班则两项都不填。",
            ),
        ]
        indexes = [models.Index(fields=["station", "on"])]

    def __str__(self):
        return f"{self.on} {self.reason}"


class DutyDay(models.Model):
    """The check-in of a station on a day: one occasion, made when first needed."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="duty_days", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    on = models.DateField("日期")
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="duty_day", verbose_name="日程")
    opened_at = models.DateTimeField("开启时间", auto_now_add=True)
    opened_by = ActorField("开启人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "当日签到"
        constraints = [models.UniqueConstraint(fields=["station", "on"], name="duty_day_once")]

    def __str__(self):
        return f"{self.station} {self.on}"
