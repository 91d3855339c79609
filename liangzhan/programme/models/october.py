"""The October report of one city (or zone) under a plan (4.1.6, domain.md 9.2)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import ReportState
from liangzhan.programme.models.plan import Plan
from liangzhan.toolkit.fields import ActorField


class OctoberReport(models.Model):
    """List and account of construction. `figures` and `rows` are frozen at submission; a correction is a new version.

    `document_number` is typed from the city's own office system, never generated.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports", verbose_name="计划")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="地区")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    version = models.PositiveIntegerField("版本", default=1)
    cutoff_on = models.DateField("统计截止日")
    state = models.CharField("状态", max_length=9, choices=ReportState.choices, default=ReportState.DRAFT)
    state_since = models.DateField("状态起始")
    progress = models.TextField("总体进展", max_length=4000, blank=True)
    methods = models.TextField("主要做法", max_length=4000, blank=True)
    effects = models.TextField("取得成效", max_length=4000, blank=True)
    problems = models.TextField("存在问题", max_length=4000, blank=True)
    next_steps = models.TextField("下一步打算", max_length=4000, blank=True)
    issuer = models.CharField("发文机关", max_length=80, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    definition = models.PositiveSmallIntegerField("口径版本", default=1)
    figures = models.JSONField("报送数据", null=True, blank=True)
    rows = models.JSONField("报送名单", null=True, blank=True)
    supplement = models.JSONField("增补名单", null=True, blank=True)
    list_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="名单"
    )
    account_pdf = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建设情况（PDF）"
    )
    account_docx = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="建设情况（可编辑）"
    )
    submitted_at = models.DateTimeField("报送时间", null=True)
    submitted_by = ActorField("报送人", null=True)
    reviewed_at = models.DateTimeField("审核时间", null=True)
    reviewed_by = ActorField("审核人", null=True)
    returned_reason = models.CharField("退回理由", max_length=500, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "十月报告"
        constraints = [
            models.UniqueConstraint(fields=["plan", "division", "version"], name="october_version_once"),
            models.UniqueConstraint(
                fields=["plan", "division"],
                condition=~Q(state="ACCEPTED"),
                name="october_one_in_work",
                violation_error_message="这个地区已有在办的报告。",
            ),
        ]

    def __str__(self):
        return f"{self.division} {self.plan_id} 第{self.version}版"
