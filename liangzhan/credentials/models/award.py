"""Awards of persons (4.3.2; Order 67 §9: 名称, 日期, 授予单位)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.credentials.choices import AwardLevel
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class Award(models.Model):
    """One award of one person, on proof. A wrong entry is withdrawn with a reason and stays readable."""

    data_class = "P2"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    label = models.CharField("获奖人显示名", max_length=60)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    name = models.CharField("表彰名称", max_length=80)
    level = models.CharField("级别", max_length=8, choices=AwardLevel.choices)
    awarded_on = models.DateField("授予日期")
    giver = models.CharField("授予单位", max_length=80)
    proof = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证书或文件"
    )
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True)
    withdrawn_by = ActorField("撤销人", null=True)
    withdrawn_reason = models.CharField("撤销理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表彰"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="award_withdrawn_pair",
            )
        ]
        indexes = [models.Index(fields=["station", "awarded_on"]), models.Index(fields=["awarded_on"])]

    def __str__(self):
        return self.name

    @property
    def division_code(self):
        return self.station.division_code
