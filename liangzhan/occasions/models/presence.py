"""The roll, and when somebody came and went."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.documents.models import KeptFile
from liangzhan.occasions.choices import AttendeeState, CheckInWay
from liangzhan.occasions.models.occasion import Occasion
from liangzhan.people.models import Person
from liangzhan.toolkit.fields import ActorField


class Attendee(models.Model):
    """A person on the roll of an occasion: expected beforehand, or added at the door.

    `mark` is PRESENT exactly when a valid stay says so (a mark of the roll makes one); the rest is what the roll says.
    """

    data_class = "P2"

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="attendees", verbose_name="日程")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    mark = models.CharField("到场情况", max_length=8, choices=AttendeeState.choices, default=AttendeeState.EXPECTED)
    added_at = models.DateTimeField("列入时间", auto_now_add=True)
    added_by = ActorField("列入人")

    class Meta:
        verbose_name = verbose_name_plural = "名单"
        constraints = [models.UniqueConstraint(fields=["occasion", "person"], name="attendee_once")]
        indexes = [models.Index(fields=["person", "occasion"])]

    def __str__(self):
        return f"{self.occasion_id} {self.get_mark_display()}"


class Presence(models.Model):
    """One stay of one person: in and out, how each was taken down, and what the device said.

    `device` is a keyed fingerprint of a random cookie: equal for one phone, meaningless elsewhere. `inside` is yes, no or
    unknown. A wrong row is voided with a reason, never changed; minutes are those between in and out.
    """

    data_class = "P2"
    data_classes = {"device": "P2", "inside": "P2"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="presences", verbose_name="日程")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    in_at = models.DateTimeField("到")
    in_way = models.CharField("签到方式", max_length=6, choices=CheckInWay.choices)
    in_by = ActorField("签到登记人")
    out_at = models.DateTimeField("离", null=True, blank=True)
    out_way = models.CharField("签退方式", max_length=6, choices=CheckInWay.choices, blank=True)
    out_by = ActorField("签退登记人", null=True)
    out_reason = models.CharField("补记签退的理由", max_length=200, blank=True)
    inside = models.BooleanField("在签到范围内", null=True)
    device = models.CharField("设备标记", max_length=64, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True)
    voided_by = ActorField("作废人", null=True)
    voided_reason = models.CharField("作废理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "到场记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | Q(out_at__gte=F("in_at")),
                name="presence_order",
                violation_error_message="签退不能早于签到。",
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True, out_by__isnull=True) | Q(out_at__isnull=False, out_by__isnull=False),
                name="presence_out_pair",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True)
                | Q(voided_at__isnull=False, voided_by__isnull=False),
                name="presence_voided_pair",
            ),
            models.UniqueConstraint(
                fields=["occasion", "person"],
                condition=Q(out_at__isnull=True, voided_at__isnull=True),
                name="presence_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "in_at"]),
            # Only stays nobody has closed: what the warning of forgotten check-outs reads.
            models.Index(
                fields=["in_at"], condition=Q(out_at__isnull=True, voided_at__isnull=True), name="presence_open"
            ),
        ]

    def __str__(self):
        return f"{self.occasion_id} {self.in_at:%H:%M}"


class RollCall(models.Model):
    """One saving of the roll. The key comes with the form, so a form sent twice is one saving."""

    data_class = "P1"

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="roll_calls", verbose_name="日程")
    key = models.UUIDField("表单编号", unique=True)
    taken_at = models.DateTimeField("点名时间", auto_now_add=True)
    taken_by = ActorField("点名人")

    class Meta:
        verbose_name = verbose_name_plural = "点名"

    def __str__(self):
        return f"{self.occasion_id}"


class SheetPage(models.Model):
    """A photo or scan of the signed paper sheet of an occasion, kept beside the roll that was typed from it."""

    data_class = "P2"

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="sheets", verbose_name="日程")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="签到表")
    kept_at = models.DateTimeField("上传时间", auto_now_add=True)
    kept_by = ActorField("上传人")

    class Meta:
        verbose_name = verbose_name_plural = "纸质签到表"

    def __str__(self):
        return f"{self.occasion_id}"
