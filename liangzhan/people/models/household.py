"""Households and who belongs to them."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices import Relation
from liangzhan.people.models.person import Person
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class HouseholdQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Households with at least one member whom the reader may see."""
        members = HouseholdMember.objects.filter(
            household_id=OuterRef("pk"), person__in=Person.objects.within(scope, action), left_on__isnull=True
        )
        return self.filter(Exists(members))


class Household(models.Model):
    """People who live and keep house together. 低收入 is a fact of the household, not of one person (domain.md 5.5)."""

    data_class = "P2"
    data_classes = {"address": "P2"}
    scope_paths = {"division": "division_code"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    division_code = models.CharField("居住社区代码", max_length=12, blank=True)
    address = EncryptedTextField("住址", blank=True, max_length=200)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家庭"

    def __str__(self):
        return f"家庭 {self.uuid}"


class HouseholdMember(models.Model):
    """A person in a household, by the relation to its head."""

    data_class = "P2"

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members", verbose_name="家庭")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name="人员")
    relation = models.CharField("与户主关系", max_length=1, choices=Relation.choices)
    joined_on = models.DateField("自")
    left_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "家庭成员"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
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
