"""两委 lead and supervise (2.1.4); the six systems (2.6); partners (2.5.1)."""

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.stations.choices import OpinionKind, PartnerKind, SystemKind, YearlyKind, YearlyState
from liangzhan.stations.models.site import Site
from liangzhan.stations.models.station import Station
from liangzhan.toolkit.fields import ActorField


class AdoptedSystem(models.Model):
    """One of the six management systems as this station adopted it: text, version, day, posted or not."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="systems", verbose_name="站点")
    kind = models.CharField("制度", max_length=12, choices=SystemKind.choices)
    version = models.PositiveIntegerField("版本", default=1)
    text = models.TextField("正文", max_length=20000)
    from_model = models.CharField("所用范本", max_length=40, blank=True)
    file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    adopted_on = models.DateField("通过日期")
    adopted_by = ActorField("采用人")
    posted = models.BooleanField("已上墙公示", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "管理制度"
        constraints = [models.UniqueConstraint(fields=["station", "kind", "version"], name="system_version_once")]

    def __str__(self):
        return f"{self.get_kind_display()} 第{self.version}版"

    @property
    def division_code(self):
        return self.station.division_code


class Partner(models.Model):
    """A party that works with the station: one of the four of the notice, or the fifth of 五社联动."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="partners", verbose_name="站点")
    kind = models.CharField("类别", max_length=16, choices=PartnerKind.choices)
    name = models.CharField("名称", max_length=80)
    role = models.CharField("分工", max_length=200, blank=True)
    since = models.DateField("自", null=True, blank=True)
    ended_on = models.DateField("止", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合作方"

    def __str__(self):
        return self.name

    @property
    def division_code(self):
        return self.station.division_code


class CommitteeOpinion(models.Model):
    """A dated opinion of the 两委 on the stations of a site: on construction (A09) or supervision (2.1.4).

    Written on the page by a 两委 user, or on paper and scanned by the station (`paper`).
    """

    data_class = "P1"
    scope_paths = {"division": "site__division_code", "station_code": "site__stations__id"}

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="opinions", verbose_name="场所")
    kind = models.CharField("种类", max_length=12, choices=OpinionKind.choices)
    agrees = models.BooleanField("同意", default=True)
    text = models.TextField("意见", max_length=2000)
    on = models.DateField("日期")
    signer = models.CharField("签字人", max_length=40)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质意见"
    )
    written_at = models.DateTimeField("录入时间", auto_now_add=True)
    written_by = ActorField("录入人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "两委意见"
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"

    @property
    def division_code(self):
        return self.site.division_code


class YearlyPaper(models.Model):
    """The yearly plan or report of a site's stations, confirmed by the 两委 (on the page or on paper)."""

    data_class = "P1"
    scope_paths = {"division": "site__division_code", "station_code": "site__stations__id"}

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="yearly_papers", verbose_name="场所")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("种类", max_length=6, choices=YearlyKind.choices)
    text = models.TextField("正文", max_length=20000)
    state = models.CharField("状态", max_length=10, choices=YearlyState.choices, default=YearlyState.DRAFT)
    state_since = models.DateField("状态起始")
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    confirmed_by = ActorField("确认人", null=True)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质确认"
    )
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度计划和报告"
        constraints = [models.UniqueConstraint(fields=["site", "year", "kind"], name="yearly_paper_once")]

    def __str__(self):
        return f"{self.year} {self.get_kind_display()}"

    @property
    def division_code(self):
        return self.site.division_code
