"""薪酬水平: aggregates by area and year, never one person's pay ([N 四(二)], domain.md 2, 4.2.3)."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.posts import CertificateLevel, PostRole
from liangzhan.toolkit.fields import ActorField


class PayScale(models.Model):
    """Lowest, median and highest monthly pay of a role or a level in a year, in whole fen; both empty: everybody.

    Amounts stay empty where so few persons stand behind them that one's pay could be read out.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="地区")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    role = models.CharField("岗位", max_length=13, choices=PostRole.choices, blank=True)
    level = models.CharField("级别", max_length=3, choices=CertificateLevel.choices, blank=True)
    headcount = models.PositiveIntegerField("人数")
    lowest_fen = models.PositiveIntegerField("最低（分）", null=True, blank=True)
    median_fen = models.PositiveIntegerField("中位（分）", null=True, blank=True)
    highest_fen = models.PositiveIntegerField("最高（分）", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    basis_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    is_sample = models.BooleanField("示例", default=False)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "薪酬水平"
        constraints = [
            models.UniqueConstraint(
                fields=["division_code", "year", "role", "level"],
                name="pay_scale_once",
                violation_error_message="这个地区、年度和岗位（级别）的薪酬水平已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(level=""),
                name="pay_scale_role_or_level",
                violation_error_message="按岗位或按级别登记，二者只选一个。",
            ),
            models.CheckConstraint(
                condition=Q(lowest_fen__isnull=True, median_fen__isnull=True, highest_fen__isnull=True)
                | Q(lowest_fen__gt=0, median_fen__gte=F("lowest_fen"), highest_fen__gte=F("median_fen")),
                name="pay_scale_order",
                violation_error_message="最低、中位、最高三个数要从小到大。",
            ),
        ]

    def __str__(self):
        return f"{self.division_code} {self.year}"

    @property
    def group(self):
        """Who is meant, in words."""
        return self.get_role_display() or self.get_level_display() or "全部社会工作专业人才"
