"""C-07 … C-09 and opinions (C-11): referral, closing, follow-up."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import place_filter
from liangzhan.casework.choices import (
    ClosingReason,
    ContactMode,
    FollowUpOutcome,
    OpinionOn,
    ReferralReason,
    ReferralState,
    WithoutConsent,
)
from liangzhan.casework.models.case import Case, CasePaper
from liangzhan.casework.models.counted import Counted
from liangzhan.casework.models.papers import ScaleScore
from liangzhan.people.models import Consent
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class IncomingQuerySet(models.QuerySet):
    """Referrals as the receiving station reads them."""

    def within(self, scope, action):
        """Sent to a station where the verb is held; what came of the case at the sender is not reached from here."""
        if scope.unlimited:
            return self.filter(to_station__isnull=False)
        place = place_filter(scope.area(action), {"division": "to_station__division_code", "station": "to_station_id"})
        return self.none() if place is None else self.filter(place)


class Referral(CasePaper, Counted):
    """C-07 转介表. `items` names exactly what data go (`on` is the day they were sent); without consent only for danger to
    life or a mandatory report. `sent` is what went, word for word: the receiving station reads this and nothing else."""

    data_class = "P3"
    data_classes = {
        "items": "P2",
        "contact": "P3",
        "to_agency": "P2",
        "to_station": "P2",
        "state": "P2",
        "state_since": "P1",
        "answered_on": "P1",
        "answered_by": "P1",
        "follow_up_on": "P1",
        "counted_version": "P1",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals", verbose_name="个案")
    reason = EncryptedChoiceField("原因", choices=ReferralReason.choices)
    reason_note = EncryptedTextField("说明", blank=True, max_length=1000)
    to_station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转到站点"
    )
    to_agency = models.CharField("转到机构", max_length=100, blank=True)
    contact = EncryptedTextField("联系人和电话", blank=True, max_length=100)
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="同意"
    )
    without_consent = EncryptedChoiceField("未经同意的依据", choices=WithoutConsent.choices, blank=True)
    items = models.JSONField("提供的资料", default=list)
    sent = EncryptedTextField("提供的内容", blank=True, max_length=20000)
    letter = EncryptedTextField("转介说明", max_length=4000)
    again_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="再次转介自"
    )
    state = models.CharField("状态", max_length=12, choices=ReferralState.choices, default=ReferralState.PENDING)
    state_since = models.DateField("状态起始")
    answer = EncryptedTextField("接收方答复", blank=True, max_length=1000)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = ActorField("答复登记人", null=True)
    follow_up_on = models.DateField("跟进日期")

    incoming = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "转介表"
        constraints = [
            models.CheckConstraint(condition=Q(to_station__isnull=False) | ~Q(to_agency=""), name="referral_whereto"),
            models.CheckConstraint(
                condition=Q(consent__isnull=False) | ~Q(without_consent=""), name="referral_consent"
            ),
        ]
        indexes = [models.Index(fields=["to_station", "state"]), models.Index(fields=["state", "follow_up_on"])]


class Closing(CasePaper, Counted):
    """C-08 结案表. It closes the case when approved; returned with a reason it waits to be sent again."""

    data_class = "P3"
    data_classes = {
        "progress": "P2",
        "goal_percent": "P2",
        "satisfaction": "P2",
        "approved_on": "P1",
        "approved_by": "P1",
        "returned_on": "P1",
        "voided_on": "P1",
        "self_closed": "P1",
        "counted_version": "P1",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings", verbose_name="个案")
    reason = EncryptedChoiceField("结案原因", choices=ClosingReason.choices)
    progress = models.JSONField("目标达成", default=dict)
    goal_percent = models.PositiveSmallIntegerField("目标达成率", null=True, blank=True)
    score = models.OneToOneField(
        ScaleScore, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="服务后评分"
    )
    client_opinion = EncryptedTextField("服务对象的意见", blank=True, max_length=2000)
    satisfaction = models.PositiveSmallIntegerField("满意度", null=True, blank=True)
    open_issues = EncryptedTextField("遗留问题", blank=True, max_length=2000)
    separation = EncryptedTextField("离别处理", blank=True, max_length=2000)
    follow_up_plan = EncryptedTextField("跟进安排", blank=True, max_length=2000)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by = ActorField("批准人", null=True)
    returned_reason = EncryptedTextField("退回理由", blank=True, max_length=500)
    returned_on = models.DateField("退回日期", null=True, blank=True)
    voided_on = models.DateField("重开日期", null=True, blank=True)
    self_closed = models.BooleanField("无第二人审批", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "结案表"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True, approved_by__isnull=True)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="closing_approved_pair",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="closing_satisfaction",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(voided_on__isnull=True),
                name="closing_one_at_a_time",
                violation_error_message="这个个案已经有一份结案表。",
            ),
        ]
        indexes = [models.Index(fields=["approved_on"])]

    @property
    def waits(self):
        """Sent and neither approved nor returned."""
        return self.approved_on is None and self.returned_on is None and self.voided_on is None


class FollowUp(CasePaper):
    """C-09 回访表: due at 1, 3 and 6 months after closing (parameter); done when `done_on` stands."""

    data_class = "P3"
    data_classes = {"due_on": "P1", "done_on": "P1", "reopen": "P2"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="个案")
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="结案表")
    due_on = models.DateField("应回访日期")
    done_on = models.DateField("回访日期", null=True, blank=True)
    mode = EncryptedChoiceField("方式", choices=ContactMode.choices, blank=True)
    outcome = EncryptedChoiceField("状况", choices=FollowUpOutcome.choices, blank=True)
    note = EncryptedTextField("情况", blank=True, max_length=2000)
    reopen = models.BooleanField("需要重开", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "回访表"
        constraints = [models.UniqueConstraint(fields=["closing", "due_on"], name="follow_up_due_once")]
        indexes = [models.Index(fields=["done_on", "due_on"])]


class Opinion(CasePaper):
    """C-11 督导意见: of a supervisor or the head, on plan, process, closing or crisis; never changed afterwards.

    Where nobody is there to give one, `missing` says so: a flag, never a block.
    """

    data_class = "P3"
    data_classes = {"about": "P1", "paper_uuid": "P1", "agrees": "P1", "missing": "P1"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions", verbose_name="个案")
    about = models.CharField("关于", max_length=7, choices=OpinionOn.choices)
    paper_uuid = models.UUIDField("所针对的表", null=True, blank=True)
    agrees = models.BooleanField("同意", null=True)
    text = EncryptedTextField("意见", blank=True, max_length=4000)
    missing = models.BooleanField("暂无督导", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "督导意见"
