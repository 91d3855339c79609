"""Households and who belongs to them, as a station keeps them."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices import Relation
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Household(models.Model):
    """People who live and keep house together. 低收入 is a fact of the household, not of one person (domain.md 5.5).

    A household belongs to the station that wrote it down: another one that knows a member reads nothing of it.
    """

    data_class = "P2"
    data_classes = {"address": "P2"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("居住社区代码", max_length=12, blank=True)
    address = EncryptedTextField("住址", blank=True, max_length=200)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家庭"

    def __str__(self):
        return f"家庭 {self.uuid}"


class HouseholdMember(models.Model):
    """A person in a household, by the relation to its head. `station` is the household's own, for the constraint."""

    data_class = "P2"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members", verbose_name="家庭")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name="人员")
    relation = models.CharField("与户主关系", max_length=1, choices=Relation.choices)
    joined_on = models.DateField("自")
    left_on = models.DateField("止", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家庭成员"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station"],
                condition=Q(left_on__isnull=True),
                name="member_of_one_household",
                violation_error_message="一个人同时只属于一个家庭。",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(left_on__isnull=True, relation="0"),
                name="household_one_head",
                violation_error_message="一个家庭只有一位户主。",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")), name="member_order"
            ),
        ]

    def __str__(self):
        return self.get_relation_display()
