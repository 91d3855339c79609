"""One notice to one user, and its deliveries outside."""

from django.db import models
from django.db.models import Q

from liangzhan.accounts.models import User
from liangzhan.notices.choices import Channel, DeliveryState, NoticeKind
from liangzhan.people.models import Person


class Notice(models.Model):
    """What a user is told. `text` names things, places and dates, never a private person. `subject` replaces a repeated one."""

    data_class = "P1"

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices", verbose_name="收件人")
    kind = models.CharField("种类", max_length=8, choices=NoticeKind.choices)
    subject = models.CharField(
        "事由", max_length=120
    )  # e.g. "programme.visit:12"; one open notice per subject and kind
    text = models.CharField("内容", max_length=300)
    href = models.CharField("链接", max_length=200)
    due_on = models.DateField("期限", null=True, blank=True)
    told_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    settled_at = models.DateTimeField("办结时间", null=True, blank=True)  # the matter is done, read or not

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        indexes = [
            models.Index(fields=["recipient", "read_at"]),
            models.Index(fields=["subject"]),
            models.Index(fields=["due_on"]),
        ]

    def __str__(self):
        return self.text


class PersonNotice(models.Model):
    """What somebody without an account is told about his own matters: he reads it with his pass; SMS may go out besides.

    `text` names things, places and dates, never another person. `subject` replaces a repeated unread one.
    """

    data_class = "P2"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="told", verbose_name="收件人")
    kind = models.CharField("种类", max_length=8, choices=NoticeKind.choices)
    subject = models.CharField("事由", max_length=120)
    text = models.CharField("内容", max_length=300)
    href = models.CharField("链接", max_length=200, blank=True)
    told_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "本人提醒"
        indexes = [models.Index(fields=["person", "told_at"]), models.Index(fields=["subject"])]

    def __str__(self):
        return self.text


class Delivery(models.Model):
    """A notice sent through a channel outside; the simulator of the embedded adapters writes here too."""

    data_class = "P1"

    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries", verbose_name="提醒"
    )
    to_person = models.ForeignKey(
        PersonNotice,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name="本人提醒",
    )
    channel = models.CharField("渠道", max_length=5, choices=Channel.choices)
    state = models.CharField("状态", max_length=7, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    answer = models.CharField("回执", max_length=200, blank=True)
    next_try_at = models.DateTimeField("下次尝试", null=True, blank=True)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送"
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False, to_person__isnull=True)
                | Q(notice__isnull=True, to_person__isnull=False),
                name="delivery_of_one",
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self):
        return f"{self.channel} {self.state}"
