"""Report forms as data: which figures and which words a return holds, from when to when (domain.md 9.1)."""

from django.db import models
from django.db.models import F, Q

from liangzhan.reporting.choices import ReturnCycle
from liangzhan.toolkit.fields import ActorField


class ReturnForm(models.Model):
    """One version of a form. `levels`: who hands it in (ReturnLevel, lowest first). `valid_to` is the last day.

    A form that nobody above has laid down says so in `basis` (示例). Its due days are dated parameters.
    """

    data_class = "P0"

    code = models.CharField("表号", max_length=20)
    version = models.PositiveIntegerField("版本")
    name = models.CharField("表名", max_length=80)
    cycle = models.CharField("周期", max_length=7, choices=ReturnCycle.choices)
    levels = models.JSONField("填报层级")
    basis = models.CharField("依据", max_length=200)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    published_at = models.DateTimeField("发布时间")
    published_by = ActorField("发布人")

    class Meta:
        verbose_name = verbose_name_plural = "报表表样"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="return_form_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="return_form_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="return_form_validity"
            ),
        ]

    def __str__(self):
        return self.name


class ReturnColumn(models.Model):
    """One figure of a form: a part of an indicator, computed and never typed."""

    data_class = "P0"

    form = models.ForeignKey(
        ReturnForm, on_delete=models.CASCADE, related_name="columns", verbose_name="表样", db_index=False
    )  # the unique index serves it
    position = models.PositiveSmallIntegerField("序号")
    heading = models.CharField("栏目", max_length=80)
    indicator = models.CharField("指标", max_length=4)
    part = models.CharField("项目", max_length=20)

    class Meta:
        verbose_name = verbose_name_plural = "报表栏目"
        constraints = [models.UniqueConstraint(fields=["form", "position"], name="return_column_once")]
        ordering = ["position"]

    def __str__(self):
        return self.heading

    @property
    def key(self):
        """How frozen figures and notes name it: "I06.times"."""
        return f"{self.indicator}.{self.part}"


class ReturnBlock(models.Model):
    """Words that people write."""

    data_class = "P0"

    form = models.ForeignKey(
        ReturnForm, on_delete=models.CASCADE, related_name="blocks", verbose_name="表样", db_index=False
    )  # the unique index serves it
    position = models.PositiveSmallIntegerField("序号")
    key = models.CharField("代号", max_length=20)
    heading = models.CharField("标题", max_length=80)
    hint = models.CharField("提示", max_length=200, blank=True)
    required = models.BooleanField("必填", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "报表说明"
        constraints = [models.UniqueConstraint(fields=["form", "position"], name="return_block_once")]
        ordering = ["position"]

    def __str__(self):
        return self.heading
