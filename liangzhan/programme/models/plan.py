"""The plan, its task allocation table (annex 1) and what became of it."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import PlanState, TransferState
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.fields import ActorField


class Plan(models.Model):
    """One year's construction plan. `cutoff_on` 统计截止日 and `due_on` 报送截止日 are two fields.

    Between them a supplement list (增补名单) may name stations accepted after the cut-off; it never enters the count.
    """

    data_class = "P0"

    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=80)
    province = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="省")
    target_sw = models.PositiveIntegerField("社会工作站目标（个）")
    target_vs = models.PositiveIntegerField("志愿服务站目标（个）")
    cutoff_on = models.DateField("统计截止日")
    due_on = models.DateField("报送截止日")
    preamble = models.TextField("总体要求", max_length=4000, blank=True)
    recipient = models.CharField("主送机关", max_length=80, default="省民政厅")
    recipient_office = models.CharField("承办处室", max_length=80, blank=True)
    is_sample = models.BooleanField("示例", default=False)
    state = models.CharField("状态", max_length=6, choices=PlanState.choices, default=PlanState.DRAFT)
    state_since = models.DateField("状态起始")

    class Meta:
        verbose_name = verbose_name_plural = "建设计划"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("cutoff_on")),
                name="plan_due_after_cutoff",
                violation_error_message="报送截止日不能早于统计截止日。",
            )
        ]

    def __str__(self):
        return self.title

    def target(self, kind):
        """The target of one kind of station."""
        return self.target_sw if kind == StationKind.SW else self.target_vs


class PlanDocument(models.Model):
    """A basis document of the plan (0.1, 0.4)."""

    data_class = "P0"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents", verbose_name="计划")
    title = models.CharField("文件名称", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    added_at = models.DateTimeField("添加时间", auto_now_add=True)
    added_by = ActorField("添加人")

    class Meta:
        verbose_name = verbose_name_plural = "依据文件"

    def __str__(self):
        return self.title


class Quota(models.Model):
    """Task of one area under a plan: both kinds in one row. Province rows have no parent; a county's parent is its city.

    `own_sw`/`own_vs` are what the area added by itself (自加任务), included in `sw`/`vs`, with a reason.
    `version` guards against two officers splitting at once.
    """

    data_class = "P0"
    scope_paths = {"division": "division_code"}

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="quotas", verbose_name="计划")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="地区")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="parts", verbose_name="上级任务"
    )
    sw = models.PositiveIntegerField("社会工作站（个）")
    vs = models.PositiveIntegerField("志愿服务站（个）")
    note = models.CharField("备注", max_length=200, blank=True)
    own_reason = models.CharField("自加任务理由", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    split_on = models.DateField("分解日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任务"
        constraints = [models.UniqueConstraint(fields=["plan", "division"], name="quota_once_per_area")]

    def __str__(self):
        return f"{self.plan_id} {self.division_code} {self.sw}/{self.vs}"

    def count(self, kind):
        """Task of one kind."""
        return self.sw if kind == StationKind.SW else self.vs


class QuotaChange(models.Model):
    """History of a quota: before, after, why, who."""

    data_class = "P0"
    scope_paths = {"division": "quota__division_code"}

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="changes", verbose_name="任务")
    sw_before = models.PositiveIntegerField("原社会工作站")
    vs_before = models.PositiveIntegerField("原志愿服务站")
    sw_after = models.PositiveIntegerField("现社会工作站")
    vs_after = models.PositiveIntegerField("现志愿服务站")
    reason = models.CharField("理由", max_length=200)
    changed_at = models.DateTimeField("时间", auto_now_add=True)
    changed_by = ActorField("操作人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任务变更"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.quota} {self.reason}"


class Transfer(models.Model):
    """任务调剂 between two areas of the same parent: the sum stays. Decided by the level that set both quotas."""

    data_class = "P0"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="transfers", verbose_name="计划")
    source = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="given", verbose_name="调出地区")
    target = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="received", verbose_name="调入地区")
    kind = models.CharField("类型", max_length=2, choices=StationKind.choices)
    count = models.PositiveIntegerField("数量（个）")
    reason = models.CharField("理由", max_length=300)
    state = models.CharField("状态", max_length=9, choices=TransferState.choices, default=TransferState.REQUESTED)
    state_since = models.DateField("状态起始")
    requested_at = models.DateTimeField("申请时间", auto_now_add=True)
    requested_by = ActorField("申请人")
    decided_at = models.DateTimeField("办理时间", null=True)
    decided_by = ActorField("办理人", null=True)
    decision_note = models.CharField("办理意见", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任务调剂"
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="transfer_positive"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_two_areas"),
        ]

    def __str__(self):
        return f"{self.source_id}→{self.target_id} {self.count}"
