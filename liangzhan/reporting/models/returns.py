"""Returns: one form of one unit and period, drafted by itself, frozen at submission (domain.md 9.1)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.divisions.models import Division
from liangzhan.reporting.choices import ReturnCause, ReturnLevel, ReturnState
from liangzhan.reporting.models.return_forms import ReturnForm
from liangzhan.reporting.rules.returns import named
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField

IN_WORK = (ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.RETURNED)


class Return(models.Model):
    """`unit_key` names the unit ("S:" station or "A:" area and its key); `area` is the unit of that day, or the station's.

    `figures` (list, see `rules.returns.Figure`) are frozen at submission together with the version of the definitions,
    their hash and the moment up to which the records were known; before that they are computed whenever they are shown.
    `words` are {block key: text}.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    form = models.ForeignKey(ReturnForm, on_delete=models.PROTECT, related_name="returns", verbose_name="表样")
    form_code = models.CharField("表号", max_length=20)
    level = models.CharField("层级", max_length=8, choices=ReturnLevel.choices)
    unit_key = models.CharField("单位", max_length=24)
    unit_name = models.CharField("填报单位", max_length=80)
    area = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="地区")
    division_code = models.CharField("区划代码", max_length=12)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="returns", verbose_name="站点"
    )
    period = models.CharField("统计期", max_length=8)
    ends_on = models.DateField("期末")
    due_on = models.DateField("报送期限")
    version = models.PositiveIntegerField("版本", default=1)
    cause = models.CharField("更正原因", max_length=10, choices=ReturnCause.choices, blank=True)
    cause_note = models.CharField("更正说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=9, choices=ReturnState.choices, default=ReturnState.DRAFT)
    state_since = models.DateField("状态起始")
    words = models.JSONField("文字说明", default=dict, blank=True)
    definition_version = models.PositiveIntegerField("口径版本", null=True, blank=True)
    figures = models.JSONField("报送数字", null=True, blank=True)
    figures_hash = models.CharField("数字摘要", max_length=64, blank=True)
    drafted_on = models.DateField("生成日期")
    first_sent_on = models.DateField("首次报送日期", null=True, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = ActorField("报送人", null=True)
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decided_by = ActorField("审核人", null=True)
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    reminded_at = models.DateTimeField("催报时间", null=True, blank=True)
    reminded_by = ActorField("催报人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表"
        constraints = [
            models.UniqueConstraint(fields=["unit_key", "form_code", "period", "version"], name="return_version_once"),
            models.UniqueConstraint(
                fields=["unit_key", "form_code", "period"],
                condition=Q(state__in=IN_WORK),
                name="return_one_in_work",
                violation_error_message="这张报表已有在办的一版，请继续办理，不必另起。",
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(cause=""), name="return_later_version_has_cause"),
            models.CheckConstraint(
                condition=Q(state=ReturnState.DRAFT) | ~Q(figures_hash=""), name="return_sent_is_frozen"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{deed}_at__isnull": True, f"{deed}_by__isnull": True})
                    | Q(**{f"{deed}_at__isnull": False, f"{deed}_by__isnull": False}),
                    name=f"return_{deed}_pair",
                )
                for deed in ("submitted", "decided", "reminded")
            ),
        ]
        indexes = [
            models.Index(fields=["form_code", "period", "level", "division_code"], name="return_completeness"),
            models.Index(F("ends_on").desc(), F("id").desc(), name="return_newest"),
            models.Index(fields=["state", "level", "division_code"], name="return_waiting"),
        ]

    def __str__(self):
        return f"{self.unit_name} {self.period} {self.form}"

    @property
    def period_words(self):
        """The period as people say it."""
        return named(self.period).words


class ReturnNote(models.Model):
    """A signed note beside a figure; the figure itself stays. `column` is a key such as "I06.times"."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "parent__division_code", "station": "parent__station_id"}

    parent = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="notes", verbose_name="报表")
    column = models.CharField("栏目", max_length=25)
    text = models.CharField("说明", max_length=300)
    written_at = models.DateTimeField("加注时间")
    written_by = ActorField("加注人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报表加注"

    def __str__(self):
        return f"{self.parent_id} {self.column}"
