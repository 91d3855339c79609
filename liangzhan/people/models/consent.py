"""What a person agreed to, in which words, and how it was given or withdrawn (PIPL §14–17)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.people.choices import ConsentPurpose, ConsentWay
from liangzhan.people.models.person import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class ConsentText(models.Model):
    """The words shown, by purpose and version; never changed, only followed by the next version."""

    data_class = "P0"

    purpose = models.CharField("用途", max_length=9, choices=ConsentPurpose.choices)
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("标题", max_length=60)
    text = models.TextField("正文", max_length=20000)
    from_model = models.CharField("范本", max_length=40, blank=True)
    valid_from = models.DateField("启用日期")
    published_at = models.DateTimeField("发布时间", auto_now_add=True)
    published_by = ActorField("发布人")

    class Meta:
        verbose_name = verbose_name_plural = "同意书文本"
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="consent_text_once")]

    def __str__(self):
        return f"{self.get_purpose_display()} 第{self.version}版"


class ConsentQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """By place, but never what was agreed about a sealed service: that is read through its case."""
        rows = super().within(scope, action)
        return rows if scope.unlimited else rows.filter(person__sealed_card__isnull=True)


class Consent(models.Model):
    """One consent. `signer` is the guardian where one signed; a thumb print needs a witness.

    `about` says to whom exactly what goes, where the consent is for one sharing alone (PIPL §23 单独同意).
    """

    data_class = "P2"
    data_classes = {"signer": "P2", "witness": "P2", "paper": "P2", "about": "P2"}
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents", verbose_name="人员")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name="文本")
    way = models.CharField("方式", max_length=8, choices=ConsentWay.choices)
    signer = EncryptedTextField("签字的监护人", blank=True, max_length=60)
    witness = EncryptedTextField("见证人", blank=True, max_length=60)
    about = EncryptedTextField("对象和内容", blank=True, max_length=1000)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字照片或扫描件"
    )
    given_on = models.DateField("日期")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = ActorField("登记人")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_by = ActorField("撤回登记人", null=True)
    withdrawn_reason = models.CharField("撤回说明", max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "同意"
        indexes = [models.Index(fields=["person", "station"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_pair",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")), name="consent_order"
            ),
        ]

    def __str__(self):
        return f"{self.text} {self.given_on}"

    @property
    def division_code(self):
        return self.station.division_code

    @property
    def live(self):
        """Not withdrawn."""
        return self.withdrawn_on is None
