"""醒目标识牌 [N 二(三)]: the sign record and the pattern of annex 2 (an upload; until then 样式待省厅提供)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.stations.choices import FundAccount, SignPlace, SignVariant, StationKind
from liangzhan.stations.models.station import Station
from liangzhan.toolkit.fields import ActorField


class Sign(models.Model):
    """One sign: where, when, of what, from which account it was paid (2.3.5). Cost in fen."""

    data_class = "P0"
    data_classes = {"cost_fen": "P1", "fund_account": "P1"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="signs", verbose_name="站点")
    variant = models.CharField("样式", max_length=20, choices=SignVariant.choices, default=SignVariant.GRAPHIC_AND_NAME)
    place = models.CharField("位置类别", max_length=12, choices=SignPlace.choices)
    spot = models.CharField("具体位置", max_length=80, blank=True)
    size = models.CharField("尺寸", max_length=40, blank=True)
    material = models.CharField("材质", max_length=40, blank=True)
    hung_on = models.DateField("悬挂日期")
    conspicuous = models.BooleanField("位置醒目", default=False)
    correct_graphic = models.BooleanField("标志图形正确", default=False)
    correct_words = models.BooleanField("站名字样正确", default=False)
    photo = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    cost_fen = models.PositiveBigIntegerField("制作费用（分）", null=True, blank=True)
    fund_account = models.CharField("列支科目", max_length=20, choices=FundAccount.choices, blank=True)
    removed_on = models.DateField("撤下日期", null=True, blank=True)
    removed_by = ActorField("撤下登记人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "标识牌"
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_fen__isnull=True) | Q(cost_fen=0) | ~Q(fund_account=""),
                name="sign_cost_account",
                violation_error_message="标识牌费用要从社区建设经费或社区工作经费列支，请选择科目。",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=models.F("hung_on")),
                name="sign_removed_after_hung",
                violation_error_message="撤下日期不能早于悬挂日期。",
            ),
        ]

    def __str__(self):
        return f"{self.station} {self.get_place_display()}标识牌"

    @property
    def division_code(self):
        return self.station.division_code


class SignTemplate(models.Model):
    """The pattern of annex 2 for one kind of station, as the province uploaded it."""

    data_class = "P0"

    kind = models.CharField("类型", max_length=2, choices=StationKind.choices)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="样式文件")
    note = models.CharField("说明", max_length=200, blank=True)
    valid_from = models.DateField("启用日期")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaded_by = ActorField("上传人")

    class Meta:
        verbose_name = verbose_name_plural = "标识牌样式"

    def __str__(self):
        return f"{self.get_kind_display()}标识牌样式"
