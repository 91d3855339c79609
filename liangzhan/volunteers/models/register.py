"""Volunteers: who, at which station since when, how the person said yes (domain.md 6.4, Order 67 §5)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.volunteers.choices import (
    CheckResult,
    ConfirmWay,
    Employment,
    NationalState,
    VolunteerSource,
    VolunteerState,
)


class Volunteer(models.Model):
    """One person's registration; `station` is where it is kept now. Identity stands in `people` alone.

    `skills`, `areas`, `times` are lists of codes: Skill, Area, and weekday 1–7 with the part of the day ("6-AM", "7-PM",
    "1-EVE"). `national_no` is opaque: the form of the number is not published. Skills and areas are 专业技能, 服务类别.
    """

    data_class = "P2"
    data_classes = {"uuid": "P1", "state": "P1", "station": "P1", "division_code": "P1", "health": "P3"}
    # `counted_person` is the id the ledger was given: it stays when the person is merged into another row.
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="volunteering", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="volunteers", verbose_name="所在站点")
    division_code = models.CharField("区划代码", max_length=12)
    number = models.CharField("本站登记号", max_length=40, unique=True)
    national_no = models.CharField("全国志愿者编号", max_length=32, blank=True)
    national_state = models.CharField(
        "全国系统登记", max_length=8, choices=NationalState.choices, default=NationalState.NONE
    )
    national_on = models.DateField("全国系统登记日期", null=True, blank=True)
    source = models.CharField("登记来源", max_length=6, choices=VolunteerSource.choices)
    state = models.CharField("状态", max_length=9, choices=VolunteerState.choices, default=VolunteerState.APPLIED)
    state_since = models.DateField("状态起始")
    confirm_way = models.CharField("本人确认方式", max_length=8, choices=ConfirmWay.choices, blank=True)
    confirmed_at = models.DateTimeField("本人确认时间", null=True, blank=True)
    confirmed_by = ActorField("确认登记人", null=True)
    check_result = models.CharField(
        "实名核验", max_length=9, choices=CheckResult.choices, default=CheckResult.UNCHECKED
    )
    checked_on = models.DateField("核验日期", null=True, blank=True)
    skills = models.JSONField("专业技能", default=list, blank=True)
    areas = models.JSONField("服务类别", default=list, blank=True)
    times = models.JSONField("可服务时间", default=list, blank=True)
    languages = models.CharField("语言", max_length=80, blank=True)
    employment = models.CharField("从业状况", max_length=8, choices=Employment.choices, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    emergency_contact = EncryptedTextField("紧急联系人和电话", max_length=80, blank=True)
    health = EncryptedTextField("健康情况说明", max_length=200, blank=True)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字扫描件"
    )
    form_key = models.UUIDField("提交编号", default=uuid4, unique=True)
    applied_at = models.DateTimeField("登记时间")
    applied_by = ActorField("登记人")
    left_reason = models.CharField("退出、暂停说明", max_length=200, blank=True)
    counted_person = models.PositiveIntegerField("入账人员", null=True, blank=True, editable=False)
    moving_to = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请转入的站点"
    )
    moving_asked_at = models.DateTimeField("申请转站时间", null=True, blank=True)
    moving_asked_by = ActorField("申请转站人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["APPLIED", "ACTIVE", "SUSPENDED"]),
                name="volunteer_live_once",
                violation_error_message="这个人已经登记为志愿者。",
            ),
            models.UniqueConstraint(
                fields=["national_no"],
                condition=~Q(national_no="") & ~Q(state="MERGED"),
                name="national_no_once",
                violation_error_message="这个全国志愿者编号已经登记。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ACTIVE", "SUSPENDED"]) | Q(confirmed_at__isnull=False),
                name="volunteer_confirmed_himself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="volunteer_confirmed_pair",
            ),
            models.CheckConstraint(
                condition=Q(moving_asked_at__isnull=True, moving_asked_by__isnull=True)
                | Q(moving_asked_at__isnull=False, moving_asked_by__isnull=False),
                name="volunteer_moving_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "id"]),
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["moving_to"], condition=Q(moving_to__isnull=False), name="volunteer_moving"),
        ]

    def __str__(self):
        return self.number

    @property
    def voucher(self):
        return f"volunteers.Volunteer:{self.uuid}"


class VolunteerSpell(models.Model):
    """The volunteer belonged to this station from … to …: where hours, names and figures of the time belong."""

    data_class = "P1"
    data_classes = {"volunteer": "P2", "counted_person": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="spells", verbose_name="志愿者")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    starts_on = models.DateField("自")
    ends_on = models.DateField("止", null=True, blank=True)
    reason = models.CharField("转站原因", max_length=200, blank=True)
    counted_person = models.PositiveIntegerField("退出入账人员", null=True, blank=True, editable=False)
    saved_at = models.DateTimeField("登记时间")
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者所在站点"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="volunteer_spell_order"
            ),
            models.UniqueConstraint(
                fields=["volunteer"], condition=Q(ends_on__isnull=True), name="volunteer_spell_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.station} {self.starts_on}"

    @property
    def voucher(self):
        return f"volunteers.VolunteerSpell:{self.uuid}"


class Policy(models.Model):
    """人身意外伤害保险 (条例 §17): of one person, or 统保 of a whole county or city, matched by date and place."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="站点"
    )
    division_code = models.CharField("区划代码", max_length=12)
    policy_no = models.CharField("保单号", max_length=60)
    insurer = models.CharField("保险公司", max_length=80)
    holder = models.CharField("投保单位", max_length=80)
    whole_area = models.BooleanField("统保（本区域全部志愿者）", default=False)
    starts_on = models.DateField("自")
    ends_on = models.DateField("止")
    cover = models.CharField("保障内容", max_length=200, blank=True)
    file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保单"
    )
    saved_at = models.DateTimeField("登记时间")
    saved_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者保险"
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="policy_order")]
        indexes = [models.Index(fields=["division_code", "ends_on"])]

    def __str__(self):
        return self.policy_no


class PolicyMember(models.Model):
    """Who is on the insured list of a policy that does not cover a whole area."""

    data_class = "P2"

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="members", verbose_name="保险")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="policies", verbose_name="志愿者")

    class Meta:
        verbose_name = verbose_name_plural = "被保险人"
        constraints = [models.UniqueConstraint(fields=["policy", "volunteer"], name="insured_once")]

    def __str__(self):
        return f"{self.policy_id} {self.volunteer_id}"
