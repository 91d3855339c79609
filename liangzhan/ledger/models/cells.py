"""Sums of one station, month, kind and category, with the exact set of persons; thrown away and recomputed at will."""

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.ledger.choices import EntryKind
from liangzhan.people.choices import ClientCategory
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField


class Summed(models.Model):
    """What a sum consists of. `times` is 人次 (persons and unnamed heads); `persons` a serialised Roaring bitmap of person
    ids, so 人数 is exact. `month` is the first day of the month.
    """

    data_class = "P1"
    data_classes = {"persons": "P2", "category": "P3"}

    month = models.DateField("月份")
    kind = models.CharField("种类", max_length=20, choices=EntryKind.choices)
    category = EncryptedChoiceField("服务对象类别", choices=ClientCategory.choices, blank=True)
    entries = models.IntegerField("笔数")
    times = models.IntegerField("人次")
    minutes = models.BigIntegerField("分钟")
    fen = models.BigIntegerField("金额（分）")
    persons = models.BinaryField("人员集合")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class Cell(Summed):
    """Of one station. `division_code` is the station's at the time of rebuilding."""

    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)

    class Meta:
        verbose_name = verbose_name_plural = "汇总单元"
        constraints = [
            models.UniqueConstraint(fields=["station", "month", "kind", "category"], name="cell_once"),
        ]
        indexes = [models.Index(fields=["month", "kind", "division_code"])]

    def __str__(self):
        return f"{self.station_id} {self.month:%Y-%m} {self.kind}"


class DirtyMark(models.Model):
    """The cells of this station and month are behind its entries. A row, deleted by id after the rebuild, never a flag."""

    data_class = "P1"

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", verbose_name="站点")
    month = models.DateField("月份")

    class Meta:
        verbose_name = verbose_name_plural = "待重算"

    def __str__(self):
        return f"{self.station_id} {self.month:%Y-%m}"


class AreaCell(Summed):
    """Sums of a county, a city or the province: the union of the cells below, so that a figure costs the same at any size.

    `area` is the code prefix (6, 4 or 2 digits) of the cells' `division_code`, `length` how many digits it has.
    """

    scope_paths = {"division": "area"}

    area = models.CharField("地区代码前段", max_length=6)
    length = models.SmallIntegerField("位数")

    class Meta:
        verbose_name = verbose_name_plural = "地区汇总单元"
        constraints = [
            models.UniqueConstraint(fields=["area", "month", "kind", "category"], name="area_cell_once"),
        ]
        indexes = [models.Index(fields=["month", "length", "area"])]

    def __str__(self):
        return f"{self.area} {self.month:%Y-%m} {self.kind}"


class AreaMark(models.Model):
    """The sums of this county (6 digits), and of what it lies in, are behind its stations' cells in this month."""

    data_class = "P1"

    area = models.CharField("县级代码前段", max_length=6)
    month = models.DateField("月份")

    class Meta:
        verbose_name = verbose_name_plural = "待重算地区"

    def __str__(self):
        return f"{self.area} {self.month:%Y-%m}"
