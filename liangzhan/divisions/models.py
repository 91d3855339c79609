"""Units of the administrative hierarchy. Codes are attributes with validity, never primary keys."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.choices import CommunityType, Department, Level, SuccessionKind
from liangzhan.toolkit.fields import ActorField


class DivisionQuerySet(ScopedQuerySet):
    def on(self, day):
        """Units that exist on this day."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def at(self, level):
        return self.filter(level=level)


class Division(models.Model):
    """One unit: province, city, county, street, community, or a functional zone.

    `code` has 12 characters (statistical code, 统计用区划代码); a zone's begins with "21Z". `valid_to` is the last day.
    `urban_rural` is the three-digit 城乡分类代码, empty when unknown.
    """

    data_class = "P0"
    scope_paths = {"division": "code"}

    code = models.CharField("区划代码", max_length=12)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    initials = models.CharField("拼音首字母", max_length=60, blank=True, db_index=True)
    community_type = models.CharField("社区类型", max_length=14, choices=CommunityType.choices, blank=True)
    urban_rural = models.CharField("城乡分类", max_length=3, blank=True)
    # Units coded 400–599 may have no government: the street that manages them is named here (domain.md 1.2 rule 5).
    managed_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="manages", verbose_name="管理街道"
    )
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="division_code_live_once",
                violation_error_message="这个区划代码正在使用。",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="division_validity",
                violation_error_message="停用日期不能早于启用日期。",
            ),
        ]
        indexes = [models.Index(fields=["code"]), models.Index(fields=["level", "code"]), models.Index(fields=["name"])]

    def __str__(self):
        return self.name


class Succession(models.Model):
    """Old unit → new unit on a day, so that old periods are reported under the tree of their day."""

    data_class = "P0"

    old = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="successors", verbose_name="原单位")
    new = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="predecessors", verbose_name="新单位")
    kind = models.CharField("方式", max_length=6, choices=SuccessionKind.choices)
    on = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=200)
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = ActorField("登记人")

    class Meta:
        verbose_name = verbose_name_plural = "区划沿革"
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self):
        return f"{self.old} → {self.new}"


class ZoneMember(models.Model):
    """A county, street or community that a functional zone answers for (domain.md 1.3)."""

    data_class = "P0"

    zone = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="members", verbose_name="功能区")
    member = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="zones", verbose_name="所辖单位")

    class Meta:
        verbose_name = verbose_name_plural = "功能区所辖单位"
        constraints = [models.UniqueConstraint(fields=["member"], name="zone_member_once")]

    def __str__(self):
        return f"{self.zone}：{self.member}"


class Authority(models.Model):
    """Which department is in charge of an area, from a day on (民政部门, 社会工作部): a row, never a constant."""

    data_class = "P0"
    scope_paths = {"division": "division_code"}

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="authorities", verbose_name="区域")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    department = models.CharField("部门", max_length=14, choices=Department.choices)
    name = models.CharField("机关名称", max_length=80)
    office = models.CharField("承办处室", max_length=80, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主管部门"

    def __str__(self):
        return self.name
