"""A survey of needs and resources held with the two committees, and its answers (domain.md 7.1)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.needs.choices import AnswerWay, SurveyState, SurveyWay
from liangzhan.needs.models.need import Need
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Survey(models.Model):
    """`population` and `sample` are what is aimed at. `code` is the public address: it shows the questions, nothing else."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="surveys", verbose_name="站点", db_index=False
    )  # the index of station and day serves it
    division_code = models.CharField("区划代码", max_length=12)
    title = models.CharField("名称", max_length=80)
    instrument = models.CharField("问卷版本", max_length=20)
    way = models.CharField("方式", max_length=13, choices=SurveyWay.choices, default=SurveyWay.QUESTIONNAIRE)
    with_committee = models.BooleanField("与两委共同开展", default=True)
    committee_note = models.CharField("两委参加情况", max_length=200, blank=True)
    population = models.PositiveIntegerField("常住人口或户数")
    sample = models.PositiveIntegerField("计划样本数")
    sampling = models.CharField("抽样办法", max_length=200)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    code = models.CharField("公开地址", max_length=24, unique=True)
    state = models.CharField("状态", max_length=9, choices=SurveyState.choices, default=SurveyState.DRAFT)
    state_since = models.DateField("状态起始")
    summary = models.TextField("公布的结果", max_length=4000, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_where = models.CharField("公布地点", max_length=120, blank=True)
    report = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="调查报告"
    )
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    prepared_at = models.DateTimeField("制定时间")
    prepared_by = ActorField("制定人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "需求和资源调查"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="survey_order",
                violation_error_message="截止日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(sample__gte=1, population__gte=F("sample")),
                name="survey_sample",
                violation_error_message="计划样本数至少 1，不能多于总数。",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "-starts_on", "-id"]),
            models.Index(fields=["division_code", "-starts_on", "-id"]),
        ]

    def __str__(self):
        return self.title


class Response(models.Model):
    """One sheet of answers, without a name. `choices` holds the codes chosen by question; open answers are encrypted,
    because people write names into them. Nothing tells who answered: no address, no device, no tie to a need that asks
    for a call."""

    data_class = "P1"
    data_classes = {"words": "P3"}
    scope_paths = {"division": "survey__division_code", "station": "survey__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses", verbose_name="调查")
    position = models.PositiveIntegerField("序号")
    way = models.CharField("填答方式", max_length=5, choices=AnswerWay.choices)
    choices = models.JSONField("选择", default=dict)
    wrote = models.BooleanField("写了开放题", default=False)
    words = EncryptedTextField("开放题", blank=True, max_length=8000)
    form_key = models.UUIDField("提交编号", unique=True)
    need = models.ForeignKey(
        Need, on_delete=models.SET_NULL, null=True, blank=True, related_name="responses", verbose_name="登记的需求"
    )
    received_at = models.DateTimeField("收到时间")
    received_by = ActorField("填写或录入")
    discarded_at = models.DateTimeField("作废时间", null=True, blank=True)
    discarded_by = ActorField("作废人", null=True)
    discarded_reason = models.CharField("作废理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答卷"
        constraints = [
            models.UniqueConstraint(fields=["survey", "position"], name="response_position_once"),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False),
                name="response_discarded_pair",
            ),
        ]

    def __str__(self):
        return f"答卷 {self.position}"


class AnswerAttempt(models.Model):
    """How often one network address has answered within a day. The address itself is never stored."""

    data_class = "P1"

    asker = models.CharField("来源记号", max_length=64)
    window = models.PositiveIntegerField("日序")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "答卷限次"
        constraints = [models.UniqueConstraint(fields=["asker", "window"], name="answer_attempt_once")]

    def __str__(self):
        return f"{self.window}: {self.count}"
