"""Examinations of the professional level: sign-up of a year and a result per paper (domain.md 4.2, [N 四(二)])."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import ExamPaper, PaperOutcome
from liangzhan.staff.models.qualification import Certificate
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class ExamEntry(models.Model):
    """A worker signed up for the examination of a level in a year. `certificate`: what was saved from the passes."""

    data_class = "P2"
    data_classes = {"level": "P1", "year": "P1"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="exam_entries", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField("级别", max_length=3, choices=CertificateLevel.choices)
    signed_on = models.DateField("报名日期")
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="取得的证书"
    )
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考试报名"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "year", "level"],
                condition=Q(withdrawn_on__isnull=True),
                name="exam_entry_once",
                violation_error_message="这一年度、这一级别已经报名。",
            )
        ]
        indexes = [models.Index(fields=["division_code", "year"]), models.Index(fields=["station", "year"])]

    def __str__(self):
        return f"{self.year} 年{self.get_level_display()}"


class ExamResult(models.Model):
    """One paper of an entry; signing up makes the rows, the result fills them."""

    data_class = "P2"

    entry = models.ForeignKey(ExamEntry, on_delete=models.CASCADE, related_name="results", verbose_name="考试报名")
    paper = models.CharField("科目", max_length=12, choices=ExamPaper.choices)
    outcome = models.CharField("成绩", max_length=6, choices=PaperOutcome.choices, blank=True)
    known_on = models.DateField("成绩公布日期", null=True, blank=True)
    saved_at = models.DateTimeField("登记时间", null=True, blank=True)
    saved_by = ActorField("登记人", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "考试成绩"
        constraints = [
            models.UniqueConstraint(fields=["entry", "paper"], name="exam_paper_once"),
            models.CheckConstraint(
                condition=Q(outcome="", known_on__isnull=True, saved_at__isnull=True, saved_by__isnull=True)
                | (~Q(outcome="") & Q(known_on__isnull=False, saved_at__isnull=False, saved_by__isnull=False)),
                name="exam_result_pair",
                violation_error_message="成绩要写明公布日期。",
            ),
        ]

    def __str__(self):
        return self.get_paper_display()
