"""登记 or 备案 of a station as a flow (domain.md 3.2, [N 二(一)])."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.stations.choices import LegalForm, StandingState
from liangzhan.stations.models.station import Station
from liangzhan.toolkit.fields import ActorField


class Standing(models.Model):
    """One record of 登记 (certificate, USCC) or 备案 (committee, then street with the 备案号).

    A change is a new row that supersedes the old one when it comes into force.
    """

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="standings", verbose_name="站点")
    form = models.CharField("方式", max_length=20, choices=LegalForm.choices)
    state = models.CharField("状态", max_length=20, choices=StandingState.choices, default=StandingState.DRAFT)
    state_since = models.DateField("状态起始")
    purpose = models.TextField("宗旨和业务范围", blank=True, max_length=2000)
    member_count = models.PositiveIntegerField("成员数", null=True, blank=True)
    rules_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="章程或简易章程"
    )
    scan = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证书或备案表扫描件"
    )
    number = models.CharField("证号或备案号", max_length=60, blank=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    authority = models.CharField("登记（备案）机关", max_length=80, blank=True)
    effective_on = models.DateField("登记（备案）日期", null=True, blank=True)
    committee_on = models.DateField("居（村）委会确认日期", null=True, blank=True)
    committee_by = ActorField("居（村）委会确认人", null=True)
    committee_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="居（村）委会纸质确认"
    )
    street_on = models.DateField("乡镇（街道）确认日期", null=True, blank=True)
    street_by = ActorField("乡镇（街道）确认人", null=True)
    street_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="乡镇（街道）纸质确认"
    )
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    lapsed_reason = models.CharField("失效理由", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记或备案"
        constraints = [
            models.UniqueConstraint(
                fields=["station"],
                condition=Q(state="IN_FORCE"),
                name="standing_in_force_once",
                violation_error_message="这个站点已有有效的登记或备案。",
            ),
            models.CheckConstraint(
                condition=~Q(state="IN_FORCE") | (Q(effective_on__isnull=False) & ~Q(number="")),
                name="standing_in_force_number",
                violation_error_message="有效的登记或备案必须有编号和日期。",
            ),
        ]

    def __str__(self):
        return f"{self.get_form_display()} {self.number}"

    @property
    def division_code(self):
        return self.station.division_code
