"""A table that somebody above wants filled in, and what the platform says to each of its columns (domain.md 9.5)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.reporting.choices import Repeat, RequestState, RowKind, Verdict
from liangzhan.toolkit.fields import ActorField


class TableRequest(models.Model):
    """`division_code`: the area whose stations would be asked. Only headings are kept, never rows of the upload."""

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    title = models.CharField("表名", max_length=120)
    asker = models.CharField("要表单位", max_length=60)
    division_code = models.CharField("地区", max_length=12)
    area_name = models.CharField("地区名称", max_length=60)
    period = models.CharField("统计期", max_length=7)
    row_kind = models.CharField("每行是", max_length=7, choices=RowKind.choices)
    repeat = models.CharField("填报频次", max_length=7, choices=Repeat.choices, default=Repeat.ONCE)
    stations_count = models.PositiveIntegerField("涉及站点")
    minutes = models.PositiveIntegerField("一站一次所需分钟", default=0)
    times = models.PositiveIntegerField("到期前填报次数", default=0)
    basis = models.CharField("依据", max_length=300, blank=True)
    expires_on = models.DateField("到期日", null=True, blank=True)
    emergency = models.CharField("紧急事由", max_length=120, blank=True)
    basis_due_on = models.DateField("补齐依据的期限", null=True, blank=True)
    state = models.CharField("状态", max_length=9, choices=RequestState.choices, default=RequestState.MATCHED)
    state_since = models.DateField("状态起始")
    note = models.CharField("说明", max_length=400, blank=True)
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    asked_at = models.DateTimeField("上传时间")
    asked_by = ActorField("上传人")
    decided_at = models.DateTimeField("审定时间", null=True, blank=True)
    decided_by = ActorField("审定人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表申请"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="table_request_decided_pair",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.ISSUED) | (Q(expires_on__isnull=False) & ~Q(basis="")),
                name="table_request_issued_with_basis",
                violation_error_message="没有依据和到期日的报表不能下发。",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.URGENT) | (Q(basis_due_on__isnull=False) & ~Q(emergency="")),
                name="table_request_urgent_has_end",
                violation_error_message="先发后补的报表须写明紧急事由和补齐期限。",
            ),
        ]
        indexes = [
            models.Index(F("asked_at").desc(), F("id").desc(), name="table_request_newest"),
            models.Index(fields=["state", "expires_on"]),
        ]

    def __str__(self):
        return self.title


class RequestColumn(models.Model):
    """One column. `key`: the number or register column that answers it. `settled`: an official looked at a MAYBE."""

    data_class = "P1"
    scope_paths = {"division": "request__division_code"}

    request = models.ForeignKey(
        TableRequest, on_delete=models.CASCADE, related_name="columns", verbose_name="申请", db_index=False
    )
    position = models.PositiveIntegerField("序号")
    heading = models.CharField("栏目", max_length=200)
    verdict = models.CharField("比对结果", max_length=8, choices=Verdict.choices)
    key = models.CharField("对应", max_length=40, blank=True)
    settled = models.BooleanField("已确认", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表栏目"
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="request_column_once")]

    def __str__(self):
        return self.heading
