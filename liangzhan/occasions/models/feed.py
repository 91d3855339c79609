"""A calendar that other programs may read: an address with a token, shown once, that can be ended."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.accounts.models import User
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class CalendarFeed(models.Model):
    """Of one user (own duties and occasions) or one station. Only the token's hash is kept. Titles only, never names."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    token_hash = models.CharField("订阅码摘要", max_length=64, unique=True)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_feeds", verbose_name="用户"
    )
    station = models.ForeignKey(
        Station, on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_feeds", verbose_name="站点"
    )
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    made_by = ActorField("生成人")
    ended_at = models.DateTimeField("停用时间", null=True)
    ended_by = ActorField("停用人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "日历订阅"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, station__isnull=True) | Q(user__isnull=True, station__isnull=False),
                name="feed_of_one",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="feed_ended_pair",
            ),
        ]

    def __str__(self):
        return str(self.user or self.station)
