"""Commitments signed yearly, and the versions of their text (2.6.4)."""

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.credentials.choices import CommitmentKind, SigningWay
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class CommitmentText(models.Model):
    """The code that is signed, by kind and version, with short scenarios to check that it was understood. Never edited.

    `scenarios`: [{"question": str, "options": [str, …], "right": int, "why": str}, …].
    """

    data_class = "P0"
    append_only = True

    kind = models.CharField("种类", max_length=15, choices=CommitmentKind.choices)
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("标题", max_length=80)
    basis = models.CharField("依据", max_length=200)
    text = models.TextField("正文", max_length=20000)
    scenarios = models.JSONField("情景题", default=list)
    valid_from = models.DateField("启用日期")
    published_at = models.DateTimeField("发布时间", auto_now_add=True)
    published_by = ActorField("发布人")

    class Meta:
        verbose_name = verbose_name_plural = "承诺文本"
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="commitment_text_once")]

    def __str__(self):
        return f"{self.title} 第{self.version}版"


class Commitment(models.Model):
    """One person signed one text for one year. Append-only."""

    data_class = "P2"
    append_only = True
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    text = models.ForeignKey(CommitmentText, on_delete=models.PROTECT, related_name="+", verbose_name="文本")
    year = models.PositiveSmallIntegerField("年度")
    signed_on = models.DateField("签署日期")
    way = models.CharField("方式", max_length=5, choices=SigningWay.choices)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字扫描件"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承诺"
        constraints = [models.UniqueConstraint(fields=["person", "text", "year"], name="committed_once_a_year")]

    def __str__(self):
        return f"{self.text} {self.year}"

    @property
    def division_code(self):
        return self.station.division_code
