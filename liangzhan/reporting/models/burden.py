"""How long forms keep a station busy (domain.md 9.5: show each station its monthly minutes spent)."""

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.stations.models import Station


class FormTime(models.Model):
    """Seconds from opening to saving, one row for each station, form and month. Nobody's name stands here."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="form_times", verbose_name="站点", db_index=False
    )  # the unique index serves it
    division_code = models.CharField("区划代码", max_length=12)
    form = models.CharField("表单", max_length=80)
    month = models.DateField("月份")
    count = models.PositiveIntegerField("次数", default=0)
    seconds = models.PositiveIntegerField("秒数", default=0)
    capped = models.PositiveIntegerField("按上限计的次数", default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填表时间"
        constraints = [models.UniqueConstraint(fields=["station", "month", "form"], name="form_time_once")]
        indexes = [models.Index(fields=["month", "division_code"])]

    def __str__(self):
        return f"{self.form} {self.month:%Y-%m}"
