"""Officers of street and county designated for child protection or against drugs."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.accounts.models import User
from liangzhan.protection.choices import OfficerKind
from liangzhan.toolkit.fields import ActorField


class DesignationQuerySet(ScopedQuerySet):
    def in_force(self, day):
        """Not ended on the day; the post behind it is looked at by `queries.designations`."""
        return self.filter(since_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))


class Designation(models.Model):
    """A user of a street or county is the officer for one matter in that area, from a day on (the last day included)."""

    data_class = "P1"
    scope_paths = {"division": "division_code"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    kind = models.CharField("事项", max_length=5, choices=OfficerKind.choices)
    division_code = models.CharField("区域代码", max_length=12)
    area_name = models.CharField("区域", max_length=60)
    since_on = models.DateField("自")
    ended_on = models.DateField("止", null=True, blank=True)
    reason = models.CharField("结束原因", max_length=200, blank=True)
    made_at = models.DateTimeField("指定时间", auto_now_add=True)
    made_by = ActorField("指定人")

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "专干"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "division_code"],
                condition=Q(ended_on__isnull=True),
                name="designation_once",
                violation_error_message="这名人员已经是本区域的专干。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since_on")), name="designation_order"
            ),
        ]
        indexes = [models.Index(fields=["division_code", "kind", "ended_on"])]

    def __str__(self):
        return f"{self.area_name}{self.get_kind_display()}专干"
