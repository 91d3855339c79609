"""What a station declares with a proof where no room knows it yet; a later room registers a better check."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.stations.models.station import Station
from liangzhan.toolkit.fields import ActorField


class Declaration(models.Model):
    """A statement of the station about one checklist item (A01–A12 of domain.md 3.4), with its files."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="declarations", verbose_name="站点")
    item = models.CharField("项目", max_length=4)
    text = models.TextField("说明", max_length=20000)
    from_model = models.CharField("所用范本", max_length=40, blank=True)
    declared_at = models.DateTimeField("申报时间", auto_now_add=True)
    declared_by = ActorField("申报人")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_by = ActorField("撤回人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "达标材料"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "item"], condition=Q(withdrawn_at__isnull=True), name="declaration_live_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="declaration_withdrawn_pair",
            ),
        ]

    def __str__(self):
        return f"{self.station} {self.item}"

    @property
    def division_code(self):
        return self.station.division_code


class DeclarationFile(models.Model):
    """One file behind a declaration."""

    data_class = "P1"

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, related_name="files", verbose_name="达标材料"
    )
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "达标材料文件"

    def __str__(self):
        return str(self.file)


class StaffDeclaration(models.Model):
    """How many people serve at the station, declared by the head until the room of staff counts them (2.4.1–2.4.4).

    Four words never mix (domain.md 4.1): professionals are 社会工作专业人才, certified are holders of the 职业水平证书.
    """

    data_class = "P1"

    station = models.OneToOneField(Station, on_delete=models.CASCADE, related_name="staffing", verbose_name="站点")
    full_time = models.PositiveIntegerField("专职人数", default=0)
    part_time = models.PositiveIntegerField("兼职人数", default=0)
    certified = models.PositiveIntegerField("持证人数", default=0)
    basis = models.CharField("专业人才认定依据", max_length=200, blank=True)
    proof = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    # Counted from the posts of the station by the room of staff: nobody types these numbers any more.
    counted = models.BooleanField("由人员名册统计", default=False)
    declared_at = models.DateTimeField("申报时间", auto_now=True)
    declared_by = ActorField("申报人")

    class Meta:
        verbose_name = verbose_name_plural = "人员申报"
        constraints = [
            models.CheckConstraint(
                condition=Q(certified__lte=models.F("full_time") + models.F("part_time")),
                name="certified_within_staff",
                violation_error_message="持证人数不能多于专职和兼职人数之和。",
            )
        ]

    def __str__(self):
        return f"{self.station} {self.full_time}+{self.part_time}"

    @property
    def division_code(self):
        return self.station.division_code


class RosterFact(models.Model):
    """What an imported roster says where the platform holds no evidence yet; counts in the list, proves nothing."""

    data_class = "P1"

    station = models.OneToOneField(Station, on_delete=models.CASCADE, related_name="roster_fact", verbose_name="站点")
    systems_count = models.PositiveSmallIntegerField("六项制度数", default=0)
    sign_hung = models.BooleanField("已悬挂标识牌", default=False)
    imported_at = models.DateTimeField("导入时间", auto_now=True)
    imported_by = ActorField("导入人")

    class Meta:
        verbose_name = verbose_name_plural = "名册登记情况"
        constraints = [
            models.CheckConstraint(
                condition=Q(systems_count__lte=6),
                name="roster_systems_count",
                violation_error_message="六项制度数在 0 到 6 之间。",
            )
        ]

    def __str__(self):
        return f"{self.station} {self.systems_count}"
