"""The query before and during work with minors (未保法 §62). Only date, channel, consequence and reference are kept."""

from uuid import uuid4

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.credentials.choices import ClearanceChannel, ClearanceResult
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class MinorsClearance(models.Model):
    """One query about one person. Append-only: a new query is a new row, the latest counts."""

    data_class = "P3"
    append_only = True
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clearances", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="查询站点")
    queried_on = models.DateField("查询日期")
    channel = EncryptedChoiceField("查询渠道", choices=ClearanceChannel.choices)
    result = EncryptedChoiceField("结果", choices=ClearanceResult.choices)
    reference = EncryptedTextField("查询编号", max_length=40, blank=True)
    file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="查询回执"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "从业查询"
        indexes = [models.Index(fields=["person", "queried_on"])]

    def __str__(self):
        return f"{self.queried_on} {self.get_result_display()}"

    @property
    def division_code(self):
        return self.station.division_code
