"""A worker is a person with posts. The four words of domain.md 4.1 never mix: a volunteer is never a worker."""

from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.staff.choices.posts import Employment, Identity, PostRole, ProfessionalBasis, RecognitionState
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField
from liangzhan.toolkit.periods import today


class WorkerQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Workers with a post in force or to come in the scope. An ended post shows its worker to nobody any more."""
        area = scope.area(action)
        if area.everything:
            return self
        place = place_filter(area, Post.scope_paths)
        if place is None:
            return self.none()
        return self.filter(Exists(Post.objects.not_over(today()).filter(place, worker_id=OuterRef("pk"))))


class Worker(models.Model):
    """Somebody who works or worked in stations. Name and phone shown here are data of the office (P1)."""

    data_class = "P1"
    data_classes = {
        "person": "P2",
        "office_phone": "P1",
        "education_note": "P2",
        "recognition_note": "P2",
        "professional_basis": "P1",
        "contract_starts_on": "P2",
        "contract_ends_on": "P2",
    }
    scope_paths = {"division": "posts__division_code", "station": "posts__station_id"}

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="worker", verbose_name="人员")
    display_name = models.CharField("姓名", max_length=40)
    office_phone = models.CharField("办公电话", max_length=20, blank=True)
    identity = models.CharField("身份", max_length=16, choices=Identity.choices)
    employer = models.CharField("用人单位", max_length=80, blank=True)
    contract_starts_on = models.DateField("合同起期", null=True, blank=True)
    contract_ends_on = models.DateField("合同止期", null=True, blank=True)
    professional_basis = models.CharField("专业依据", max_length=11, choices=ProfessionalBasis.choices, blank=True)
    education_note = models.CharField("社会工作专业学历说明", max_length=120, blank=True)
    basis_file = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="学历或培训证明"
    )
    recognition = models.CharField(
        "县级认定", max_length=10, choices=RecognitionState.choices, default=RecognitionState.NONE
    )
    recognition_on = models.DateField("认定日期", null=True, blank=True)
    recognition_by = ActorField("认定人", null=True)
    recognition_note = models.CharField("认定说明", max_length=200, blank=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作人员"
        constraints = [
            models.CheckConstraint(
                condition=Q(recognition_on__isnull=True, recognition_by__isnull=True)
                | Q(recognition_on__isnull=False, recognition_by__isnull=False),
                name="worker_recognition_pair",
            ),
            models.CheckConstraint(
                condition=Q(contract_starts_on__isnull=True)
                | Q(contract_ends_on__isnull=True)
                | Q(contract_ends_on__gte=F("contract_starts_on")),
                name="worker_contract_order",
                violation_error_message="合同止期不能早于合同起期。",
            ),
        ]
        indexes = [models.Index(fields=["recognition"])]

    def __str__(self):
        return self.display_name


class PostQuerySet(ScopedQuerySet):
    def in_force(self, day):
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def not_over(self, day):
        """In force on the day or beginning later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def overlapping(self, start, end):
        """Posts that share at least one day with start…end (end None: open)."""
        rows = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=start))
        return rows if end is None else rows.filter(starts_on__lte=end)


class Post(models.Model):
    """A worker in a station, from a day to a day (the last day included). `fte` is the share of a full week, 0.05 to 1."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="posts", verbose_name="工作人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="posts", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    role = models.CharField("岗位", max_length=13, choices=PostRole.choices)
    employment = models.CharField("专兼职", max_length=9, choices=Employment.choices)
    fte = models.DecimalField("工作量", max_digits=3, decimal_places=2, default=Decimal("1.00"))
    serves_minors = models.BooleanField("密切接触未成年人", default=False)
    starts_on = models.DateField("上岗日期")
    ends_on = models.DateField("离岗日期", null=True, blank=True)
    ended_reason = models.CharField("离岗原因", max_length=120, blank=True)
    opened_at = models.DateTimeField("登记时间", auto_now_add=True)
    opened_by = ActorField("登记人")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_order",
                violation_error_message="离岗日期不能早于上岗日期。",
            ),
            models.CheckConstraint(
                condition=Q(fte__gt=0, fte__lte=1),
                name="post_fte",
                violation_error_message="工作量要大于 0、不超过 1。",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "ends_on"]),
            models.Index(fields=["division_code", "station", "id"]),
            models.Index(fields=["division_code", "role", "ends_on"]),
            models.Index(fields=["worker", "starts_on"]),
        ]

    def __str__(self):
        return f"{self.worker} {self.get_role_display()}"

    def is_in_force(self, day):
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)
