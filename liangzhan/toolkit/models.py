"""Dated parameters, number series, the log of state moves, jobs and their steps."""

import uuid

from django.db import models
from django.db.models import F, Q

from liangzhan.toolkit.fields import ActorField


class Parameter(models.Model):
    """A setting of practice: key, area (code prefix, empty for everywhere), value, from/to, basis. Never a constant."""

    data_class = "P1"

    key = models.CharField("参数", max_length=60)
    area_code = models.CharField("适用区域", max_length=12, blank=True)
    value = models.JSONField("取值")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    set_at = models.DateTimeField("设定时间", auto_now_add=True)
    set_by = ActorField("设定人")

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        indexes = [models.Index(fields=["key", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="parameter_validity",
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]

    def __str__(self):
        return f"{self.key}@{self.area_code or '*'}"


class NumberSeries(models.Model):
    """One locked counter per series; the number is taken at confirmation, in the same transaction."""

    data_class = "P1"

    series = models.CharField("系列", max_length=120, unique=True)
    last = models.PositiveBigIntegerField("最近编号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"

    def __str__(self):
        return f"{self.series} {self.last}"


class Move(models.Model):
    """One change of a state: from, to, when, who, why."""

    data_class = "P1"
    append_only = True

    object_label = models.CharField("对象类别", max_length=80)
    object_id = models.CharField("对象编号", max_length=40)
    from_state = models.CharField("原状态", max_length=24)
    to_state = models.CharField("新状态", max_length=24)
    on = models.DateField("日期")
    reason = models.CharField("理由", max_length=500, blank=True)
    moved_at = models.DateTimeField("时间", auto_now_add=True)
    moved_by = ActorField("操作人")

    class Meta:
        verbose_name = verbose_name_plural = "状态变化"
        indexes = [models.Index(fields=["object_label", "object_id"])]

    def __str__(self):
        return f"{self.object_label} {self.object_id} {self.from_state}→{self.to_state}"


class JobState(models.TextChoices):
    QUEUED = "QUEUED", "排队中"
    RUNNING = "RUNNING", "进行中"
    DONE = "DONE", "已完成"
    FAILED = "FAILED", "未完成"


class Job(models.Model):
    """Long work: progress, heartbeat lease, resumable steps, result. The row is the only truth about it."""

    data_class = "P1"

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField("任务", max_length=120)
    title = models.CharField("名称", max_length=120)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("进展", max_length=200, blank=True)
    result = models.JSONField("结果", null=True)
    file_uuid = models.UUIDField("结果文件", null=True)
    error = models.CharField("错误", max_length=300, blank=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    created_by = ActorField("建立人")
    started_at = models.DateTimeField("开始时间", null=True)
    heartbeat_at = models.DateTimeField("心跳", null=True)
    lease_until = models.DateTimeField("占用至", null=True)
    worker = models.CharField("执行者", max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    finished_at = models.DateTimeField("结束时间", null=True)
    # A job about a sealed matter: `audit` records deeds about it apart.
    sealed_subject = models.UUIDField("限制查阅", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self):
        return self.title


class JobStep(models.Model):
    """A finished step of a job with its result: skipped when the job is taken up again."""

    data_class = "P1"

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps", verbose_name="任务")
    key = models.CharField("步骤", max_length=80)
    result = models.JSONField("结果", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "任务步骤"
        constraints = [models.UniqueConstraint(fields=["job", "key"], name="job_step_once")]

    def __str__(self):
        return f"{self.job_id} {self.key}"


class ScheduleRun(models.Model):
    """When a scheduled task last ran: one row per task, so that two clocks run it once."""

    data_class = "P1"

    task = models.CharField("任务", max_length=120, unique=True)
    last_run_at = models.DateTimeField("最近运行", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "定时任务"

    def __str__(self):
        return self.task
