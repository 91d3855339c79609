"""Which category of client a person is at a station, since when and until when, and how the station knows."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices import (
    ORDINARY_CATEGORIES,
    CategorySource,
    ClientCategory,
    DisabilityGrade,
    LegalBasis,
)
from liangzhan.people.models.household import Household
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class CategoryQuerySet(ScopedQuerySet):
    def live(self):
        """Categories that nobody has ended."""
        return self.filter(ended_on__isnull=True)

    def on(self, day):
        """Categories that hold on a day: ended or run out later, or not at all."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            valid_from__lte=day,
        )

    def ordinary(self):
        """Without X1–X5, whose very existence is hidden from whoever is not assigned."""
        return self.filter(code__in=ORDINARY_CATEGORIES)


class Category(models.Model):
    """A person belongs to a category from `valid_from` until `valid_to` (the last day) or until ended (from `ended_on` no more).

    Rows are spans: another primary category ends the row and begins a new one, so that the primary of any day can be read
    back. A low-income category is a fact of the `household` and stands with each member.
    """

    data_class = "P2"
    data_classes = {"code": "P3", "grade": "P3", "ended_reason": "P3"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="categories", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="家庭"
    )
    code = EncryptedChoiceField("类别", choices=ClientCategory.choices, blank=True)
    grade = EncryptedChoiceField("残疾等级", choices=DisabilityGrade.choices, blank=True)
    primary = models.BooleanField("主要类别", default=False)
    source = models.CharField("来源", max_length=9, choices=CategorySource.choices)
    legal_basis = models.CharField("处理依据", max_length=9, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    verified_on = models.DateField("核实日期", null=True, blank=True)
    valid_from = models.DateField("自")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    imported = models.BooleanField("批量导入", default=False)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    ended_by = ActorField("结束人", null=True)
    ended_reason = EncryptedTextField("结束原因", blank=True, max_length=200)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "服务对象类别"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "station", "code"],
                condition=Q(ended_on__isnull=True),
                name="category_live_once",
                violation_error_message="这个类别已经登记。",
            ),
            models.UniqueConstraint(
                fields=["person", "station"],
                condition=Q(ended_on__isnull=True, primary=True),
                name="category_one_primary",
                violation_error_message="一个人在一个站点只有一个主要类别。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True)
                | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="category_ended_pair",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("valid_from")), name="category_order"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="category_span"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "station", "valid_from"]),
            models.Index(fields=["station", "code", "ended_on"]),
            models.Index(fields=["valid_to"], condition=Q(ended_on__isnull=True), name="category_runs_out"),
        ]

    def __str__(self):
        return f"服务对象类别 {self.uuid}"

    @property
    def division_code(self):
        return self.station.division_code
