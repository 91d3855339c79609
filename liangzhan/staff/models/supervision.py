"""Supervision sessions: what was talked about is read by those who took part; that they took place is counted (4.4)."""

from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.accounts.models import User
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.models import Occasion
from liangzhan.staff.choices.supervision import SessionState, SupervisionForm, SupervisionTopic, SupervisorSource
from liangzhan.staff.models.worker import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class SessionQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Sessions with a supervisee of the scope; each once, also when several of its stations took part."""
        area = scope.area(action)
        if area.everything:
            return self
        place = place_filter(area, SupervisionPart.scope_paths)
        if place is None:
            return self.none()
        return self.filter(Exists(SupervisionPart.objects.filter(place, session_id=OuterRef("pk"))))

    def of_participant(self, actor):
        """Sessions in which the actor supervised or was supervised: nobody else reads what was said."""
        mine = Q(supervisor__uuid=actor.uuid)
        if actor.person_uuid is not None:
            own = SupervisionPart.objects.filter(
                session_id=OuterRef("pk"), worker__person__uuid=actor.person_uuid
            ).exclude(attended=False)
            mine |= Q(Exists(own))
        return self.filter(mine)

    def confirmed(self):
        """Sessions that count."""
        return self.filter(state=SessionState.CONFIRMED)


class SupervisionSession(models.Model):
    """One session. It counts once, however many took part (I24); `supervisor` has an account, or stands by name.

    `held_on`, `starts` and `minutes` are the plan until the record is written, then the fact. A peer session has no
    supervisor. `others` names people without a row here (peers of other places); then a signed paper is asked for.
    """

    data_class = "P1"
    data_classes = {"issues": "P3", "advice": "P3", "follow_up": "P3", "supervisor_name": "P1", "others": "P1"}
    scope_paths = {"division": "parts__division_code", "station": "parts__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    occasion = models.OneToOneField(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="日程"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    form = models.CharField("形式", max_length=15, choices=SupervisionForm.choices)
    source = models.CharField("督导来源", max_length=8, choices=SupervisorSource.choices, blank=True)
    supervisor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="督导"
    )
    supervisor_name = models.CharField("督导姓名", max_length=80, blank=True)
    others = models.CharField("其他参加人", max_length=200, blank=True)
    topics = models.JSONField("主题", default=list)
    held_on = models.DateField("日期")
    starts = models.TimeField("开始时间")
    minutes = models.PositiveSmallIntegerField("时长（分钟）")
    place = models.CharField("地点", max_length=80, blank=True)
    online = models.BooleanField("线上", default=False)
    issues = EncryptedTextField("讨论的问题", blank=True, max_length=10000)
    advice = EncryptedTextField("督导建议", blank=True, max_length=10000)
    follow_up = EncryptedTextField("上次行动的落实情况", blank=True, max_length=4000)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字扫描件"
    )
    state = models.CharField("状态", max_length=9, choices=SessionState.choices, default=SessionState.PLANNED)
    state_since = models.DateField("状态起始")
    cancelled_reason = models.CharField("取消原因", max_length=200, blank=True)
    saved_at = models.DateTimeField("登记时间", auto_now_add=True)
    saved_by = ActorField("登记人")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导"
        constraints = [
            models.CheckConstraint(
                condition=Q(form=SupervisionForm.PEER, supervisor__isnull=True, source="")
                | ~Q(form=SupervisionForm.PEER) & ~Q(supervisor_name="") & ~Q(source=""),
                name="session_supervisor",
                violation_error_message="同辈督导没有督导人，其他形式要写明督导人。",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=600),
                name="session_minutes",
                violation_error_message="时长应在 10 到 600 分钟之间。",
            ),
        ]
        indexes = [models.Index(fields=["supervisor", "state", "held_on"]), models.Index(fields=["state", "held_on"])]

    def __str__(self):
        return f"{self.get_form_display()} {self.held_on}"

    @property
    def topic_words(self):
        """个案、伦理: the topics in words."""
        return "、".join(SupervisionTopic(one).label for one in self.topics if one in SupervisionTopic.values)


class SupervisionPart(models.Model):
    """One supervisee in one session: signed on the page, and rated. The rating is never shown with its author.

    `counted_on` is the day of the session once it is confirmed and he came; figures and minima read nothing else.
    """

    data_class = "P1"
    data_classes = {"feedback": "P2", "feedback_on": "P2"}
    scope_paths = {"division": "division_code", "station": "station_id"}

    session = models.ForeignKey(SupervisionSession, on_delete=models.CASCADE, related_name="parts", verbose_name="督导")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="supervisions", verbose_name="受督导人")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    attended = models.BooleanField("到场", null=True)
    signed_at = models.DateTimeField("确认时间", null=True, blank=True)
    signed_by = ActorField("确认人", null=True)
    counted_on = models.DateField("计入日期", null=True, blank=True)
    feedback = models.PositiveSmallIntegerField("评价", null=True, blank=True)
    feedback_on = models.DateField("评价日期", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "受督导人"
        constraints = [
            models.UniqueConstraint(fields=["session", "worker"], name="part_once"),
            models.CheckConstraint(
                condition=Q(feedback__isnull=True, feedback_on__isnull=True)
                | Q(feedback__gte=1, feedback__lte=5, feedback_on__isnull=False),
                name="part_feedback",
                violation_error_message="评价为 1 至 5 分。",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "counted_on"]),
            models.Index(fields=["station", "counted_on"]),
            models.Index(fields=["division_code", "counted_on"]),
        ]

    def __str__(self):
        return f"{self.worker}"


class SupervisionAddendum(models.Model):
    """What is added to a locked session. Append-only."""

    data_class = "P1"
    data_classes = {"text": "P3"}
    append_only = True

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        SupervisionSession, on_delete=models.PROTECT, related_name="addenda", verbose_name="督导"
    )
    text = EncryptedTextField("补充内容", max_length=4000)
    written_at = models.DateTimeField("时间", auto_now_add=True)
    written_by = ActorField("补充人")

    class Meta:
        verbose_name = verbose_name_plural = "督导补充记录"

    def __str__(self):
        return f"补充 {self.uuid}"
