"""A need of residents, followed to the end."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.needs.choices import Importance, NeedCategory, NeedGroup, NeedSource, NeedState, Urgency
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField

WAITING = (NeedState.NEW, NeedState.VERIFIED)


class NeedQuerySet(ScopedQuerySet):
    def unanswered(self):
        """Nobody has planned, served, referred or declined it yet."""
        return self.filter(state__in=WAITING)


class Need(models.Model):
    """One need of one person (who agreed to be named) or of a group.

    `voucher` says in text where it came from ("activities.Visit:uuid"): this room knows no room above. `contact` is how
    to reach somebody who asked for it and is not registered yet; it goes when the need ends. `answered_on` is the day of
    the first answer (planned, served, referred, declined), `served_on` of the first service.
    """

    data_class = "P1"
    data_classes = {"person": "P2", "contact": "P2", "description": "P3", "group": "P3", "outcome": "P3", "note": "P3"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, related_name="needs", verbose_name="站点", db_index=False
    )  # the index of station, state and urgency serves it
    division_code = models.CharField("区划代码", max_length=12)
    number = models.CharField("需求编号", max_length=40, unique=True)
    source = models.CharField("来源", max_length=9, choices=NeedSource.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="needs", verbose_name="提出人"
    )
    contact = EncryptedTextField("联系方式", blank=True, max_length=120)
    contact_agreed = models.BooleanField("同意联系", default=False)
    group = EncryptedChoiceField("涉及人群", choices=NeedGroup.choices)
    category = models.CharField("类别", max_length=13, choices=NeedCategory.choices)
    description = EncryptedTextField("需求内容", max_length=4000)
    persons_concerned = models.PositiveIntegerField("涉及人数", default=1)
    urgency = models.PositiveSmallIntegerField("紧急程度", choices=Urgency.choices, default=Urgency.USUAL)
    importance = models.PositiveSmallIntegerField("重要程度", choices=Importance.choices, default=Importance.MEDIUM)
    state = models.CharField("状态", max_length=8, choices=NeedState.choices, default=NeedState.NEW)
    state_since = models.DateField("状态起始")
    raised_on = models.DateField("提出日期")
    answered_on = models.DateField("首次答复日期", null=True, blank=True)
    served_on = models.DateField("首次服务日期", null=True, blank=True)
    referred_to = models.CharField("转介到", max_length=80, blank=True)
    note = EncryptedTextField("办理说明", blank=True, max_length=1000)
    outcome = EncryptedTextField("结果", blank=True, max_length=1000)
    voucher = models.CharField("来源凭据", max_length=80, blank=True)
    raised_at = models.DateTimeField("登记时间")
    raised_by = ActorField("登记人")

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "需求"
        constraints = [
            models.UniqueConstraint(
                fields=["voucher"],
                condition=~Q(voucher=""),
                name="need_once_per_voucher",
                violation_error_message="这个来源已经登记过需求。",
            ),
            models.CheckConstraint(
                condition=Q(urgency__range=(1, 4), importance__range=(1, 5), persons_concerned__gte=1),
                name="need_degrees",
                violation_error_message="紧急程度为 1 到 4，重要程度为 1 到 5，涉及人数至少 1 人。",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("raised_on")),
                name="need_answer_after_raising",
                violation_error_message="答复日期不能早于提出日期。",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(category__in=("S06", "S07")),
                name="need_sealed_unnamed",
                violation_error_message="社区矫正、戒毒康复的需求不记到个人名下。",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "state", "-urgency", "raised_on"]),
            models.Index(fields=["division_code", "state"]),
            models.Index(fields=["station", "-raised_on", "-id"]),
            models.Index(fields=["division_code", "-raised_on", "-id"]),
        ]

    def __str__(self):
        return self.number

    @property
    def is_named(self):
        """Does it tell of one resident?"""
        return self.person is not None or self.contact_agreed
