"""A case and its team. What phase it is in follows from the papers that exist."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from liangzhan.access.actions import Action
from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.casework.choices import CaseSide, CaseSource, MemberRole
from liangzhan.people.choices import ClientCategory
from liangzhan.people.models import Household, Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.ordering import ordered_id
from liangzhan.toolkit.periods import moment


class CaseQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Cases where the verb is held and the reader stands on the team; for the head (CASE_OVERSEE) every case of the
        station that is not sealed. A sealed case is there for its team alone (domain.md 5.8, 10.3), and to be read by
        whoever holds a running 紧急调阅."""
        if scope.unlimited:
            return self
        place = place_filter(scope.area(action), self.model.scope_paths)
        if place is None:
            return self.none()
        if action == Action.CASE_ADVISE:
            return self.filter(place, sealed=False)
        mine = CaseMember.objects.live().filter(case_id=OuterRef("pk"), worker__person__uuid=scope.person_uuid)
        allowed = Q(Exists(mine)) if scope.person_uuid else Q(pk__in=[])
        if action == Action.CASE_VIEW and scope.user_uuid is not None:
            running = Q(emergencies__user_uuid=scope.user_uuid, emergencies__closes_at__gt=moment())
            allowed |= Q(pk__in=self.model.objects.filter(running).values("pk"))
        overseen = place_filter(scope.area(Action.CASE_OVERSEE), self.model.scope_paths)
        if overseen is not None:
            allowed |= overseen & Q(sealed=False)
        return self.filter(place).filter(allowed)

    def running(self):
        """Cases that are worked on: accepted or being decided, not closed, not handed away."""
        return self.filter(closed_on__isnull=True, state__in=[CaseSide.ACTIVE, CaseSide.REOPENED, CaseSide.SUSPENDED])


class Case(models.Model):
    """One case of one person at one station. `number` is taken at acceptance; drafts and refused ones have none.

    `closed_on` is copied from the approved closing (C-08) so that lists need no join; `formal` likewise from the papers
    (domain.md 5.1: C-01 … C-04 and three contacts), kept by the services that add papers; it never goes back (0018).
    `category` is the primary category of the day of acceptance, as the ledger was told it. `sealed`: 限制查阅.
    """

    data_class = "P1"
    data_classes = {
        "person": "P3",
        "household": "P3",
        "sealed": "P4",
        "problem": "P3",
        "nickname": "P3",
        "category": "P3",
        "counted_person": "P3",
    }
    scope_paths = {"division": "division_code", "station": "station_id"}

    id = models.BigIntegerField("键", primary_key=True, default=ordered_id, editable=False)
    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases", verbose_name="服务对象")
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="家庭"
    )
    number = models.CharField("案号", max_length=40, blank=True)
    nickname = EncryptedTextField("督导和交流用的化名", blank=True, max_length=30)
    source = models.CharField("来源", max_length=14, choices=CaseSource.choices)
    problem = EncryptedTextField("主要问题", blank=True, max_length=4000)
    opened_on = models.DateField("求助日期")
    accepted_on = models.DateField("接案日期", null=True, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)
    formal = models.BooleanField("正式个案", default=False)
    formal_on = models.DateField("成为正式个案的日期", null=True, blank=True)
    category = EncryptedChoiceField("接案时的主要类别", choices=ClientCategory.choices, blank=True)
    # The person's row as the ledger was told it: a merge moves `person`, posted entries stay under the alias.
    counted_person = models.PositiveIntegerField("入账人员", null=True, blank=True, editable=False)
    imported = models.BooleanField("由历史台账导入", default=False)
    sealed = models.BooleanField("限制查阅", default=False)
    state = models.CharField("状态", max_length=12, choices=CaseSide.choices, default=CaseSide.ACTIVE)
    state_since = models.DateField("状态起始")
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    opened_at = models.DateTimeField("登记时间", auto_now_add=True)
    opened_by = ActorField("登记人")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个案"
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="case_number_once",
                violation_error_message="案号重复。",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("opened_on")), name="case_accepted_order"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_closed_order"
            ),
            models.CheckConstraint(
                condition=Q(formal=False, formal_on__isnull=True) | Q(formal=True, formal_on__isnull=False),
                name="case_formal_pair",
            ),
        ]
        indexes = [models.Index(fields=["station", "closed_on", "opened_on"]), models.Index(fields=["division_code"])]

    def __str__(self):
        return self.number or f"个案 {self.uuid}"

    @property
    def sealed_subject(self):
        """Deeds about a sealed case are recorded apart under this uuid (`audit.sealed`); None for any other case."""
        return self.uuid if self.sealed else None

    @property
    def voucher(self):
        """As the ledger, the agenda of supervision and other rooms name this case."""
        return f"casework.Case:{self.uuid}"


class MemberQuerySet(models.QuerySet):
    def live(self):
        """Who stands on the team now."""
        return self.filter(ended_on__isnull=True)


class CaseMember(models.Model):
    """A worker on the team of a case, from a day on. A transfer ends one lead and begins another; the case stays open."""

    data_class = "P1"

    id = models.BigIntegerField("键", primary_key=True, default=ordered_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members", verbose_name="个案")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="社工")
    role = models.CharField("角色", max_length=6, choices=MemberRole.choices)
    since_on = models.DateField("自")
    ended_on = models.DateField("止", null=True, blank=True)
    reason = models.CharField("原因", max_length=200, blank=True)
    client_agreed = models.BooleanField("服务对象同意更换社工", null=True)
    added_at = models.DateTimeField("登记时间", auto_now_add=True)
    added_by = ActorField("登记人")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个案团队成员"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "worker"], condition=Q(ended_on__isnull=True), name="case_member_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True, role="LEAD"), name="case_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since_on")), name="case_member_order"
            ),
        ]
        indexes = [models.Index(fields=["worker", "ended_on"])]

    def __str__(self):
        return self.get_role_display()

    @property
    def sealed_subject(self):
        """As of its case."""
        return self.case.sealed_subject


class CasePaperQuerySet(models.QuerySet):
    def within(self, scope, action):
        """Papers of the cases within reach: a neighbour's, or a sealed one of another team, is not there."""
        return self.filter(case__in=Case.objects.within(scope, action))


class CasePaper(models.Model):
    """A form of a case: who wrote it, for which day, and the key by which a lost answer is sent again without harm."""

    scope_paths = {"division": "case__division_code", "station": "case__station_id"}

    id = models.BigIntegerField("键", primary_key=True, default=ordered_id, editable=False)
    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    on = models.DateField("日期")
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    objects = CasePaperQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self._meta.verbose_name} {self.on}"

    @property
    def voucher(self):
        """As addenda, and the ledger where it counts, name this paper."""
        return f"{self._meta.label}:{self.uuid}"

    @property
    def sealed_subject(self):
        """As of its case."""
        return self.case.sealed_subject
