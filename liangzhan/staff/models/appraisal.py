"""The appraisal of a calendar year: one row per station, a card per worker, a score per part (domain.md 4.5)."""

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.staff.choices.appraisal import Above, AppraisalPart, AppraisalState, Grade, ScoreSource
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class AppraisalYear(models.Model):
    """A station's appraisal of one year. Weights and thresholds are those in force when it was opened."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="appraisal_years", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    weights = models.JSONField("权重")
    thresholds = models.JSONField("等次分数线")
    opened_at = models.DateTimeField("建立时间", auto_now_add=True)
    opened_by = ActorField("建立人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度考核"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "year"],
                name="appraisal_year_once",
                violation_error_message="本站这一年度的考核已经建立。",
            )
        ]
        indexes = [models.Index(fields=["division_code", "year"])]

    def __str__(self):
        return f"{self.station} {self.year} 年度考核"


class AppraisalCard(models.Model):
    """One worker's card. `from_on`…`to_on` is the part of the year in post here; `above`: reviewed by 两委 or street."""

    data_class = "P2"
    data_classes = {"state": "P1", "grade": "P2", "statement": "P2", "appeal_text": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    appraisal = models.ForeignKey(
        AppraisalYear, on_delete=models.PROTECT, related_name="cards", verbose_name="年度考核"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, related_name="appraisal_cards", verbose_name="工作人员"
    )
    from_on = models.DateField("在岗自")
    to_on = models.DateField("在岗至")
    fte = models.DecimalField("工作量", max_digits=3, decimal_places=2)
    above = models.CharField("评议方式", max_length=5, choices=Above.choices, blank=True)
    state = models.CharField("状态", max_length=9, choices=AppraisalState.choices, default=AppraisalState.DRAFT)
    state_since = models.DateField("状态起始")
    statement = models.CharField("自评", max_length=500, blank=True)
    statement_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质自评"
    )
    stated_at = models.DateTimeField("自评保存时间", null=True, blank=True)
    stated_by = ActorField("自评保存人", null=True)
    political_fit = models.BooleanField("政治素质合格", null=True)
    political_note = models.CharField("政治素质评语", max_length=200, blank=True)
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField("等次", max_length=9, choices=Grade.choices, blank=True)
    grade_note = models.CharField("等次说明", max_length=200, blank=True)
    reviewed_at = models.DateTimeField("评议时间", null=True, blank=True)
    reviewed_by = ActorField("评议人", null=True)
    publicity_on = models.DateField("公示开始日期", null=True, blank=True)
    publicity_until_on = models.DateField("公示截止日期", null=True, blank=True)
    final_on = models.DateField("定等次日期", null=True, blank=True)
    appeal_until_on = models.DateField("申诉截止日期", null=True, blank=True)
    appeal_text = models.CharField("申诉理由", max_length=500, blank=True)
    appeal_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质申诉"
    )
    appealed_at = models.DateTimeField("申诉时间", null=True, blank=True)
    appealed_by = ActorField("申诉登记人", null=True)
    decision = models.CharField("申诉决定", max_length=300, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = ActorField("决定人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "考核卡"
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "worker"],
                name="appraisal_card_once",
                violation_error_message="这名工作人员的考核卡已经建立。",
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="appraisal_card_order",
                violation_error_message="在岗结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["PUBLICITY", "FINAL", "APPEAL"]) | ~Q(grade=""),
                name="appraisal_card_graded",
                violation_error_message="公示前要先评定等次。",
            ),
            models.CheckConstraint(
                condition=Q(stated_at__isnull=True, stated_by__isnull=True)
                | Q(stated_at__isnull=False, stated_by__isnull=False),
                name="appraisal_stated_pair",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="appraisal_reviewed_pair",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True, appealed_by__isnull=True)
                | Q(appealed_at__isnull=False, appealed_by__isnull=False),
                name="appraisal_appealed_pair",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="appraisal_decided_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state"]),
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["worker", "state"]),
            models.Index(fields=["state", "publicity_until_on"]),
        ]

    def __str__(self):
        return f"{self.appraisal.year} 年度考核"


class AppraisalScore(models.Model):
    """Points of one part: the weight it has on this card, where the points come from, what they rest on."""

    data_class = "P2"

    card = models.ForeignKey(AppraisalCard, on_delete=models.CASCADE, related_name="scores", verbose_name="考核卡")
    part = models.CharField("内容", max_length=12, choices=AppraisalPart.choices)
    weight = models.DecimalField("权重", max_digits=5, decimal_places=2)
    points = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    source = models.CharField("来源", max_length=8, choices=ScoreSource.choices)
    facts = models.CharField("依据的数据", max_length=300, blank=True)
    note = models.CharField("评语", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核得分"
        constraints = [
            models.UniqueConstraint(fields=["card", "part"], name="appraisal_score_once"),
            models.CheckConstraint(
                condition=Q(source="NONE", points__isnull=True, weight=0)
                | (~Q(source="NONE") & Q(points__gte=0, points__lte=100)),
                name="appraisal_score_points",
                violation_error_message="得分在 0 到 100 之间；暂无数据的内容不评分。",
            ),
        ]

    def __str__(self):
        return self.get_part_display()


class AppraisalObjection(models.Model):
    """What somebody says against a published grade within the days of publicity, and the answer."""

    data_class = "P2"
    scope_paths = {"division": "card__division_code", "station": "card__station_id"}

    card = models.ForeignKey(AppraisalCard, on_delete=models.PROTECT, related_name="objections", verbose_name="考核卡")
    text = models.CharField("异议", max_length=300)
    filed_at = models.DateTimeField("提出时间", auto_now_add=True)
    filed_by = ActorField("提出人")
    upheld = models.BooleanField("异议成立", null=True)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = ActorField("答复人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公示异议"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, upheld__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, upheld__isnull=False),
                name="objection_answered_pair",
            )
        ]

    def __str__(self):
        return f"异议 {self.pk}"

    @property
    def division_code(self):
        return self.card.division_code
