"""Volunteer activities, their posts, who signed up (domain.md 6.6)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.needs.models import Project
from liangzhan.occasions.models import Occasion
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.choices import ActivitySource, Area, RiskLevel, SignUpState, VolunteerActivityState
from liangzhan.volunteers.models.register import Volunteer


class VolunteerActivity(models.Model):
    """One activity of one station. Its project names a need (`needs.Project`, clause 3.3.2); its occasion is its check-in.

    What another platform sent (FEED) has no occasion, roster or posts: it is there so that a record has all that
    Order 67 §7 asks for. `leader` is shown by the name of the office; a leader who is a private person is `leader_person`.
    """

    data_class = "P1"
    data_classes = {"leader_person": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="volunteer_activities", verbose_name="站点"
    )
    division_code = models.CharField("区划代码", max_length=12)
    number = models.CharField("活动编号", max_length=40, blank=True)
    national_no = models.CharField("全国系统活动编号", max_length=32, blank=True)
    source = models.CharField("来源", max_length=4, choices=ActivitySource.choices, default=ActivitySource.OWN)
    feeder = models.CharField("送来的平台", max_length=40, blank=True)
    feeder_no = models.CharField("对方活动编号", max_length=64, blank=True)
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteer_activities",
        verbose_name="项目",
    )
    occasion = models.OneToOneField(
        Occasion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteer_activity",
        verbose_name="日程",
    )
    title = models.CharField("活动名称", max_length=80)
    area = models.CharField("服务领域", max_length=3, choices=Area.choices)
    organiser = models.CharField("活动组织单位", max_length=80)
    leader = models.CharField("活动负责人", max_length=40)
    leader_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责人（人员）"
    )
    place = models.CharField("地点", max_length=120)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    recruits_on = models.DateField("招募开始", null=True, blank=True)
    recruit_ends_on = models.DateField("招募截止", null=True, blank=True)
    content = models.TextField("服务内容", max_length=2000)
    risk_level = models.CharField("风险", max_length=6, choices=RiskLevel.choices, default=RiskLevel.LOW)
    risk_note = models.TextField("可能的风险和防范", max_length=1000, blank=True)
    guarantees = models.CharField("保障（餐饮、交通、保险、物资）", max_length=300, blank=True)
    training = models.CharField("上岗前培训", max_length=17, blank=True)  # a credentials TrainingKind
    min_age = models.PositiveSmallIntegerField("最低年龄", null=True, blank=True)
    max_age = models.PositiveSmallIntegerField("最高年龄", null=True, blank=True)
    with_minors = models.BooleanField("与未成年人接触", default=False)
    restricted = models.BooleanField("不公开招募", default=False)
    clients_heads = models.PositiveIntegerField("服务人数", default=0)
    break_minutes = models.PositiveSmallIntegerField("休息分钟", default=0)
    hour_rule = models.CharField("时长认定说明", max_length=200, blank=True)
    agreement = models.BooleanField("签订书面协议", default=False)
    state = models.CharField(
        "状态", max_length=10, choices=VolunteerActivityState.choices, default=VolunteerActivityState.DRAFT
    )
    state_since = models.DateField("状态起始")
    cancelled_reason = models.CharField("取消、退回原因", max_length=300, blank=True)
    recipient_code = models.CharField("服务对象确认码", max_length=24, blank=True)
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    planned_at = models.DateTimeField("登记时间")
    planned_by = ActorField("登记人")
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    reviewed_by = ActorField("审核人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务活动"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="volunteering_order",
                violation_error_message="结束时间要晚于开始时间。",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="volunteering_number_once"),
            models.UniqueConstraint(
                fields=["feeder", "feeder_no"], condition=~Q(feeder_no=""), name="volunteering_fed_once"
            ),
            models.CheckConstraint(condition=Q(source="FEED") | Q(occasion__isnull=False), name="own_has_occasion"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="volunteering_reviewed_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "starts_at", "id"]),
            models.Index(fields=["division_code", "state", "starts_at"]),
        ]

    def __str__(self):
        return self.title


class VolunteerPost(models.Model):
    """A post of an activity: how many, who fits (条例 §15: age, knowledge, skill, health)."""

    data_class = "P1"

    activity = models.ForeignKey(VolunteerActivity, on_delete=models.CASCADE, related_name="posts", verbose_name="活动")
    name = models.CharField("岗位", max_length=40)
    seats = models.PositiveSmallIntegerField("人数")
    conditions = models.CharField("条件", max_length=200, blank=True)
    skills = models.JSONField("需要的技能", default=list, blank=True)
    licence = models.CharField("需要的资格证书", max_length=60, blank=True)
    training = models.CharField("岗位培训", max_length=17, blank=True)
    min_age = models.PositiveSmallIntegerField("最低年龄", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "志愿岗位"
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="post_seats")]

    def __str__(self):
        return self.name


class SignUp(models.Model):
    """One volunteer for one activity. Guardian's consent for this very activity stands with it where age and risk ask."""

    data_class = "P2"
    data_classes = {"note": "P3"}
    scope_paths = {"division": "activity__division_code", "station": "activity__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        VolunteerActivity, on_delete=models.PROTECT, related_name="sign_ups", verbose_name="活动"
    )
    post = models.ForeignKey(
        VolunteerPost, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name="岗位"
    )
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="sign_ups", verbose_name="志愿者")
    state = models.CharField("状态", max_length=9, choices=SignUpState.choices, default=SignUpState.APPLIED)
    state_since = models.DateField("状态起始")
    reason = models.CharField("说明", max_length=200, blank=True)
    note = EncryptedTextField("本人留言", max_length=200, blank=True)
    licence_seen = models.BooleanField("已核对资格证书", default=False)
    guardian_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监护人同意书"
    )
    guardian_agreed_on = models.DateField("监护人同意日期", null=True, blank=True)
    guardian_present = models.BooleanField("监护人陪同", default=False)
    agreed_on = models.DateField("签订协议日期", null=True, blank=True)
    applied_at = models.DateTimeField("报名时间")
    applied_by = ActorField("报名人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿活动报名"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "volunteer"],
                condition=~Q(state__in=["WITHDRAWN", "REJECTED"]),
                name="signed_up_once",
                violation_error_message="已经报过名。",
            )
        ]
        indexes = [
            models.Index(fields=["volunteer", "state"]),
            models.Index(fields=["activity", "state", "applied_at"]),
        ]

    def __str__(self):
        return f"{self.activity_id} {self.get_state_display()}"

    @property
    def division_code(self):
        return self.activity.division_code
