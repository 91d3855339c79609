"""Guardians, and kin beyond the household, as a station was told."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices import Sex
from liangzhan.people.choices_family import GuardianEvidence, GuardianRelation, Kin
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class FamilyQuerySet(ScopedQuerySet):
    def live(self):
        """Those that have not ended."""
        return self.filter(ended_on__isnull=True)


class Guardian(models.Model):
    """Who stands in for a person without full capacity: a registered person, or a name and a mobile as typed."""

    data_class = "P2"
    data_classes = {"name": "P2", "mobile": "P2", "note": "P3"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardians", verbose_name="被监护人")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    guardian = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="wards", verbose_name="监护人（已登记）"
    )
    name = EncryptedTextField("监护人姓名", blank=True, max_length=60)
    mobile = EncryptedTextField("监护人手机号码", blank=True, max_length=20)
    relation = models.CharField("关系", max_length=11, choices=GuardianRelation.choices)
    evidence = models.CharField("依据", max_length=9, choices=GuardianEvidence.choices)
    note = EncryptedTextField("说明", blank=True, max_length=200)
    valid_from = models.DateField("自")
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")
    ended_on = models.DateField("止", null=True, blank=True)
    ended_by = ActorField("结束人", null=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监护人"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station", "guardian"],
                condition=Q(ended_on__isnull=True, guardian__isnull=False),
                name="guardian_live_once",
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("person")), name="guardian_not_himself"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | Q(ended_on__gte=F("valid_from"), ended_by__isnull=False),
                name="guardian_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["person", "station"])]

    def __str__(self):
        return self.get_relation_display()

    @property
    def division_code(self):
        return self.station.division_code


class FamilyLink(models.Model):
    """`relative` (or the one named) is the `kin` of `person`. Kept once: read from both sides."""

    data_class = "P2"
    data_classes = {"name": "P2", "note": "P3"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="kin_of", verbose_name="亲属（已登记）"
    )
    name = EncryptedTextField("亲属称呼", blank=True, max_length=60)
    sex = models.CharField("亲属性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    kind = models.CharField("是其", max_length=7, choices=Kin.choices)
    deceased = models.BooleanField("已去世", default=False)
    apart = models.BooleanField("不在一起居住", default=False)
    note = EncryptedTextField("关系情况", blank=True, max_length=200)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")
    ended_on = models.DateField("止", null=True, blank=True)
    ended_by = ActorField("结束人", null=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "亲属关系"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station", "relative"],
                condition=Q(ended_on__isnull=True, relative__isnull=False),
                name="kin_live_once",
            ),
            models.CheckConstraint(
                condition=Q(relative__isnull=True) | ~Q(relative=F("person")), name="kin_not_himself"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="kin_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["person", "station"])]

    def __str__(self):
        return self.get_kind_display()

    @property
    def division_code(self):
        return self.station.division_code
