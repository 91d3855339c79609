"""Trainings, their rosters, and the hours that flow from them (2.6.5, 4.2.1, 4.2.2)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.access.roles import may
from liangzhan.credentials.choices import (
    EnrolmentState,
    LearningSource,
    LearningState,
    TrainingKind,
    TrainingLevel,
    TrainingState,
)
from liangzhan.divisions.models import ZoneMember
from liangzhan.divisions.rules import ancestors, full
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.models import Occasion
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.periods import moment

# Verbs with which one looks up to the trainings of the areas above oneself, beside those of one's own area.
LOOKING_UP = frozenset({Action.TRAINING_VIEW, Action.TRAINING_ENROL, Action.TRAINING_ENROL_OTHERS})


class TrainingQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Trainings of one's own area; to read or to sign up also those that an area above offers, once they are open."""
        area = scope.area(action)
        if area.everything or action not in LOOKING_UP:
            return super().within(scope, action)
        codes = {full(one) for one in area.prefixes if one.isdigit()}
        codes |= {code for grant in scope.grants if may(grant.role, action) for code in grant.site_prefixes}
        offered = self.addressed_to(codes, ~Q(state=TrainingState.DRAFT))
        own = place_filter(area, Training.scope_paths)
        return self.filter(offered | own) if own is not None else self.none()

    @staticmethod
    def addressed_to(codes, also):
        """The condition: for one of these places, for an area above it, or for the zone it belongs to."""
        places = {above for code in codes for above in (*ancestors(code), code)}
        zones = ZoneMember.objects.filter(member__code__in=places).values("zone__code")
        return (Q(division_code__in=sorted(places)) | Q(division_code__in=zones)) & also


class Training(models.Model):
    """One training of an office or a station. When and where is its occasion; `division_code` is the area it is for."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="training", verbose_name="日程")
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name="举办站点"
    )
    division_code = models.CharField("面向区域", max_length=12)
    title = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=17, choices=TrainingKind.choices)
    level = models.CharField("级别", max_length=8, choices=TrainingLevel.choices)
    organiser = models.CharField("举办单位", max_length=80)
    content = models.TextField("主要内容", max_length=2000, blank=True)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    seats = models.PositiveIntegerField("名额", null=True, blank=True)
    enrolment_ends_on = models.DateField("报名截止", null=True, blank=True)
    state = models.CharField("状态", max_length=9, choices=TrainingState.choices, default=TrainingState.DRAFT)
    state_since = models.DateField("状态起始")
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "培训"
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="training_hours", violation_error_message="学时必须大于 0。"
            )
        ]
        indexes = [models.Index(fields=["division_code", "state"])]

    def __str__(self):
        return self.title


class Enrolment(models.Model):
    """A person's seat in a training. `community_worker` is kept as it was at sign-up: they are seated first (4.2.1)."""

    data_class = "P2"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="enrolments", verbose_name="培训")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    label = models.CharField("名单显示名", max_length=60)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在站点"
    )
    community_worker = models.BooleanField("社区工作者", default=False)
    state = models.CharField("状态", max_length=9, choices=EnrolmentState.choices, default=EnrolmentState.APPLIED)
    state_since = models.DateField("状态起始")
    applied_at = models.DateTimeField("报名时间", default=moment)
    applied_by = ActorField("报名人")
    hours = models.DecimalField("实得学时", max_digits=5, decimal_places=1, null=True, blank=True)
    certificate_no = models.CharField("结业证书号", max_length=40, blank=True)
    # What the ledger was given (I18): the person stays when rows are merged, the minutes when the setting changes.
    posted_version = models.PositiveSmallIntegerField("入账版次", default=0, editable=False)
    posted_as = models.PositiveIntegerField("入账人员", null=True, blank=True, editable=False)
    posted_minutes = models.PositiveIntegerField("入账分钟", default=0, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "培训名单"
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                condition=~Q(state="WITHDRAWN"),
                name="enrolled_once",
                violation_error_message="已经报过名。",
            )
        ]
        indexes = [models.Index(fields=["person", "state"]), models.Index(fields=["station", "state"])]

    def __str__(self):
        return f"{self.training} {self.get_state_display()}"

    @property
    def voucher(self):
        return f"credentials.Enrolment:{self.uuid}"

    @property
    def division_code(self):
        return self.station.division_code if self.station else ""


class Learning(models.Model):
    """Hours of continuing education of a person on a day; from a training by itself, otherwise on proof."""

    data_class = "P2"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在站点"
    )
    source = models.CharField("来源", max_length=8, choices=LearningSource.choices)
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="learning", verbose_name="培训名单"
    )
    title = models.CharField("内容", max_length=80)
    organiser = models.CharField("举办单位", max_length=80, blank=True)
    completed_on = models.DateField("完成日期")
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    proof = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证书或证明"
    )
    state = models.CharField("状态", max_length=7, choices=LearningState.choices, default=LearningState.COUNTED)
    state_since = models.DateField("状态起始")
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "继续教育"
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="learning_hours", violation_error_message="学时必须大于 0。"
            ),
            models.CheckConstraint(
                condition=Q(source="TRAINING", enrolment__isnull=False)
                | (~Q(source="TRAINING") & Q(enrolment__isnull=True)),
                name="learning_source",
            ),
        ]
        indexes = [models.Index(fields=["person", "completed_on"]), models.Index(fields=["station", "state"])]

    def __str__(self):
        return f"{self.title} {self.hours}"

    @property
    def division_code(self):
        return self.station.division_code if self.station else ""
