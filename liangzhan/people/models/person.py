"""A natural person, and why a station may know the person."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.people.choices import (
    Education,
    IdKind,
    LegalBasis,
    PersonState,
    PoliticalStatus,
    Sex,
    TieKind,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class PersonQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Persons to whom a station of the scope has a live tie. Up the hierarchy there are figures, not persons."""
        area = scope.area(action)
        if area.everything:
            return self
        place = place_filter(area, Tie.scope_paths)
        if place is None:
            return self.none()
        return self.filter(Exists(Tie.objects.live().filter(place, person_id=OuterRef("pk"))))

    def found(self):
        """Persons as they stand: no alias of a merged one, none whose data were deleted."""
        return self.filter(state__in=[PersonState.ACTIVE, PersonState.FROZEN])


class Person(models.Model):
    """One natural person. The 32-bit id indexes exact person sets and is never used again; URLs carry the uuid.

    Identity is encrypted and found by blind index. What a station shows of a person is its own `Card`; here stands what
    the platform goes by: the name and number of record, and for the rest what was told first. `shadow` marks a row that
    was typed with a number already known under another name: it is no second person but a slip to be cleared up, and the
    unique index passes it by.
    """

    data_class = "P2"
    data_classes = {
        "name": "P2",
        "alias": "P2",
        "born_on": "P2",
        "mobile": "P2",
        "mobile_index": "P2",
        "address": "P2",
        "id_number": "P3",
        "id_number_index": "P3",
        "uuid": "P1",
        "state": "P1",
    }
    scope_paths = {"division": "ties__division_code", "station": "ties__station_id"}

    id = models.AutoField(primary_key=True)
    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    name = EncryptedTextField("姓名", blank=True, max_length=60)
    alias = EncryptedTextField("化名或称呼", blank=True, max_length=60)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    born_on = models.DateField("出生日期", null=True, blank=True)
    id_kind = models.CharField("证件类型", max_length=10, choices=IdKind.choices, default=IdKind.RESIDENT)
    id_number = EncryptedTextField("证件号码", blank=True, max_length=30)
    id_number_index = models.CharField("证件号码索引", max_length=64, blank=True)
    mobile = EncryptedTextField("手机号码", blank=True, max_length=20)
    mobile_index = models.CharField("手机号码索引", max_length=64, blank=True, db_index=True)
    address = EncryptedTextField("住址", blank=True, max_length=200)
    division_code = models.CharField("居住社区代码", max_length=12, blank=True)
    education = models.CharField("学历", max_length=2, choices=Education.choices, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, choices=PoliticalStatus.choices, blank=True)
    legal_basis = models.CharField("处理依据", max_length=9, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    state = models.CharField("状态", max_length=9, choices=PersonState.choices, default=PersonState.ACTIVE)
    state_since = models.DateField("状态起始")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="aliases", verbose_name="合并到"
    )
    shadow = models.BooleanField("待核对", default=False)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_index"],
                condition=~Q(id_number_index="") & Q(shadow=False) & ~Q(state="MERGED"),
                name="person_number_once",
                violation_error_message="这个证件号码已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(state="MERGED", merged_into__isnull=False)
                | ~Q(state="MERGED") & Q(merged_into__isnull=True),
                name="person_merged_pair",
                violation_error_message="合并的人员要指明合并到谁。",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_into_itself"),
        ]
        indexes = [models.Index(fields=["id_number_index"])]

    def __str__(self):
        return f"人员 {self.uuid}"


class TieQuerySet(ScopedQuerySet):
    def live(self):
        """Ties that have not ended."""
        return self.filter(ended_on__isnull=True)


class Tie(models.Model):
    """Why a station may know a person. Opened by a service (a post, a case, an enrolment) and ended with it."""

    data_class = "P2"
    scope_paths = {"division": "division_code", "station": "station_id"}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="ties", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    kind = models.CharField("关联", max_length=11, choices=TieKind.choices)
    opened_on = models.DateField("自")
    opened_by = ActorField("建立人")
    ended_on = models.DateField("止", null=True, blank=True)
    ended_by = ActorField("结束人", null=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员关联"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station", "kind"], condition=Q(ended_on__isnull=True), name="tie_live_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")),
                name="tie_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="tie_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["station", "kind", "ended_on"]), models.Index(fields=["division_code", "kind"])]

    def __str__(self):
        return f"{self.station} {self.get_kind_display()}"
