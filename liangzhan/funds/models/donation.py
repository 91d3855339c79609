"""Donations: receiver, issuer of the receipt and user are three fields (domain.md 8.3)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.funds.choices import DonationKind, DonorKind, Party, RaisedBy, ReceiptKind, Spending
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class DonationQuerySet(ScopedQuerySet):
    def standing(self):
        """Without those that were entered by mistake and made void."""
        return self.filter(voided_at__isnull=True)


class Donation(models.Model):
    """One donation for the use of a station. A private donor stands in `people`; a name is never copied."""

    data_class = "P1"
    data_classes = {"person": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="donations", verbose_name="使用人")
    division_code = models.CharField("区划代码", max_length=12)
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("登记号")
    donor_kind = models.CharField("捐赠人类别", max_length=12, choices=DonorKind.choices)
    donor_name = models.CharField("捐赠单位", max_length=80, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="donations", verbose_name="捐赠个人"
    )
    kind = models.CharField("种类", max_length=7, choices=DonationKind.choices)
    items = models.CharField("物资或服务名称和数量", max_length=200, blank=True)
    amount_fen = models.PositiveBigIntegerField("金额或价值（分）")
    value_basis = models.CharField("价值依据", max_length=120, blank=True)
    raised = models.CharField("捐赠方式", max_length=6, choices=RaisedBy.choices, default=RaisedBy.GIVEN)
    receiver = models.CharField("接收人", max_length=9, choices=Party.choices)
    receiver_name = models.CharField("接收人名称", max_length=80)
    issuer = models.CharField("票据开具人", max_length=9, choices=Party.choices, blank=True)
    issuer_name = models.CharField("票据开具人名称", max_length=80, blank=True)
    receipt = models.CharField("票据种类", max_length=6, choices=ReceiptKind.choices)
    receipt_no = models.CharField("票据号", max_length=40, blank=True)
    receipt_on = models.DateField("开票日期", null=True, blank=True)
    charity_permit = models.CharField("公开募捐资格和备案编号", max_length=60, blank=True)
    purpose = models.CharField("约定用途", max_length=200)
    accounts = models.JSONField("可用于的支出科目", default=list)
    agreement = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="捐赠协议或票据"
    )
    received_on = models.DateField("接收日期")
    published_on = models.DateField("公示日期", null=True, blank=True)
    published_where = models.CharField("公示地点或网址", max_length=120, blank=True)
    published_by = ActorField("公示登记人", null=True)
    reported_on = models.DateField("反馈日期", null=True, blank=True)
    reported_how = models.CharField("反馈方式和内容", max_length=200, blank=True)
    reported_by = ActorField("反馈登记人", null=True)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)
    registered_by = ActorField("登记人")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_by = ActorField("作废人", null=True)
    voided_reason = models.CharField("作废理由", max_length=200, blank=True)

    objects = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "捐赠"
        constraints = [
            models.UniqueConstraint(fields=["station", "year", "number"], name="donation_number_once"),
            models.CheckConstraint(
                condition=(Q(donor_kind="PERSON", person__isnull=False, donor_name=""))
                | (Q(donor_kind="ORGANISATION", person__isnull=True) & ~Q(donor_name=""))
                | Q(donor_kind="ANONYMOUS", person__isnull=True, donor_name=""),
                name="donation_donor",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0),
                name="donation_amount",
                violation_error_message="金额或价值必须大于 0。",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_reason="")),
                name="donation_voided_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["division_code", "received_on"]),
            models.Index(fields=["station", "-received_on", "-id"]),
        ]

    def __str__(self):
        return f"捐赠 {self.year}-{self.number:03d}"

    @property
    def donor_words(self):
        """What may be shown to every reader of the row: an organisation by name, a person never."""
        return self.donor_name or self.get_donor_kind_display()

    @property
    def purpose_words(self):
        return "、".join(Spending(one).label for one in self.accounts) or "不限科目"


class DonationUse(models.Model):
    """What was used of a donation whose money lies in no book of ours: goods, services, a charity's account.

    Money in the books is used by entries that name the donation. Negative lines take a use back. Only ever added to.
    """

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "donation__division_code", "station": "donation__station_id"}

    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="uses", verbose_name="捐赠")
    account = models.CharField("支出科目", max_length=3, choices=Spending.choices)
    amount_fen = models.BigIntegerField("金额或价值（分）")
    on = models.DateField("日期")
    note = models.CharField("用于", max_length=200)
    written_at = models.DateTimeField("登记时间", auto_now_add=True)
    written_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "捐赠使用"
        constraints = [models.CheckConstraint(condition=~Q(amount_fen=0), name="donation_use_amount")]
        indexes = [models.Index(fields=["donation", "id"])]

    def __str__(self):
        return self.note


class PurposeChange(models.Model):
    """The purpose was changed with the donor's consent (公益事业捐赠法 §18). Only ever added to."""

    data_class = "P1"
    append_only = True
    scope_paths = {"division": "donation__division_code", "station": "donation__station_id"}

    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="changes", verbose_name="捐赠")
    before = models.CharField("原用途", max_length=300)
    after = models.CharField("新用途", max_length=300)
    consent = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="捐赠人同意书")
    changed_at = models.DateTimeField("变更时间", auto_now_add=True)
    changed_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "捐赠用途变更"

    def __str__(self):
        return self.after
