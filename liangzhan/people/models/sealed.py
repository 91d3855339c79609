"""Who a sealed service is for (限制查阅): kept apart from every card, tie and number that others can find."""

from uuid import uuid4

from django.db import models

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class SealedCardQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """By place nobody reads any of these: the room that owns the sealed case shows it to the team."""
        return self if scope.unlimited else self.none()


class SealedCard(models.Model):
    """The identity behind a `Person` row that is itself empty: no name, no number index, no tie, so nothing finds it.

    A number registered elsewhere, before or afterwards, answers as if this row did not exist (domain.md 5.8). Sex and
    birth date stand encrypted too.
    """

    data_class = "P4"
    data_classes = {"station": "P4", "person": "P4"}
    scope_paths = {"station": "station_id", "division": "station__division_code"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="sealed_card", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    name = EncryptedTextField("姓名", blank=True, max_length=60)
    alias = EncryptedTextField("化名", max_length=60)
    sex = EncryptedTextField("性别", max_length=1)
    birth = EncryptedTextField("出生日期", blank=True, max_length=10)
    id_number = EncryptedTextField("证件号码", blank=True, max_length=30)
    mobile = EncryptedTextField("手机号码", blank=True, max_length=20)
    address = EncryptedTextField("住址", blank=True, max_length=200)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    objects = SealedCardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "限制查阅的登记卡"

    def __str__(self):
        return f"限制查阅 {self.uuid}"
