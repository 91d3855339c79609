"""A project that answers at least one need (notice 1.1, 2.1.7)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.needs.choices import ProjectKind, ProjectState
from liangzhan.needs.models.need import Need
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class Project(models.Model):
    """`responsible` is the name of somebody on duty for it (an office, P1)."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="projects", verbose_name="站点", db_index=False
    )  # the index of station, state and end serves it
    division_code = models.CharField("区划代码", max_length=12)
    number = models.CharField("项目编号", max_length=40, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类型", max_length=7, choices=ProjectKind.choices)
    goals = models.CharField("目标", max_length=1000)
    responsible = models.CharField("负责人", max_length=40)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    state = models.CharField("状态", max_length=7, choices=ProjectState.choices, default=ProjectState.PLANNED)
    state_since = models.DateField("状态起始")
    outcome = models.CharField("成效总结", max_length=2000, blank=True)
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="project_order",
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]
        indexes = [
            models.Index(fields=["station", "state", "ends_on"]),
            models.Index(fields=["division_code", "state", "ends_on"]),
        ]

    def __str__(self):
        return self.name


class ProjectNeed(models.Model):
    """The project answers this need."""

    data_class = "P1"
    scope_paths = {"division": "project__division_code", "station": "project__station_id"}

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="links", verbose_name="项目")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="links", verbose_name="需求")
    linked_on = models.DateField("对应日期")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目对应的需求"
        constraints = [models.UniqueConstraint(fields=["project", "need"], name="project_need_once")]

    def __str__(self):
        return f"对应需求 {self.pk}"


class ProjectMeasure(models.Model):
    """One measure of the effect: where it stood before, what is aimed at, what came of it (notice 1.2)."""

    data_class = "P1"
    scope_paths = {"division": "project__division_code", "station": "project__station_id"}

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="measures", verbose_name="项目")
    name = models.CharField("指标", max_length=60)
    unit = models.CharField("单位", max_length=10)
    before = models.DecimalField("项目前", max_digits=12, decimal_places=1)
    target = models.DecimalField("目标", max_digits=12, decimal_places=1)
    after = models.DecimalField("结果", max_digits=12, decimal_places=1, null=True, blank=True)
    measured_on = models.DateField("测量日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目成效指标"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="project_measure_once", violation_error_message="这个指标已经有了。"
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True, measured_on__isnull=True)
                | Q(after__isnull=False, measured_on__isnull=False),
                name="project_measure_pair",
                violation_error_message="结果和测量日期请一起填写。",
            ),
        ]

    def __str__(self):
        return self.name
