"""What one station was told about a person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.people.choices import Education, IdKind, LegalBasis, PoliticalStatus, Sex
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Card(models.Model):
    """A station's own card of a person: exactly what was typed there, read there and nowhere else.

    Whoever knows a name and a number could otherwise register somebody and read the address another station wrote down.
    `disputed` is set when the name or number here is no longer that of the person (several stations know the person, and
    only this one changed it); it and a shadow are looked at by the station, which says so by `checked_at`.
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
    }
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    name = EncryptedTextField("姓名", blank=True, max_length=60)
    alias = EncryptedTextField("化名或称呼", blank=True, max_length=60)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    born_on = models.DateField("出生日期", null=True, blank=True)
    id_kind = models.CharField("证件类型", max_length=10, choices=IdKind.choices, default=IdKind.RESIDENT)
    id_number = EncryptedTextField("证件号码", blank=True, max_length=30)
    id_number_index = models.CharField("证件号码索引", max_length=64, blank=True)
    mobile = EncryptedTextField("手机号码", blank=True, max_length=20)
    mobile_index = models.CharField("手机号码索引", max_length=64, blank=True)
    address = EncryptedTextField("住址", blank=True, max_length=200)
    division_code = models.CharField("居住社区代码", max_length=12, blank=True)
    education = models.CharField("学历", max_length=2, choices=Education.choices, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, choices=PoliticalStatus.choices, blank=True)
    legal_basis = models.CharField("处理依据", max_length=9, choices=LegalBasis.choices, default=LegalBasis.CONSENT)
    disputed = models.BooleanField("与原登记不一致", default=False)
    checked_at = models.DateTimeField("核对时间", null=True, blank=True)
    checked_by = ActorField("核对人", null=True)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记卡"
        constraints = [
            models.UniqueConstraint(fields=["person", "station"], name="card_once"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="card_checked_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["station", "id_number_index"]),
            models.Index(fields=["station", "mobile_index"]),
        ]

    def __str__(self):
        return f"登记卡 {self.uuid}"
