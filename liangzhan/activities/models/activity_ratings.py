"""K-05 满意度: a page for phones without account, totals from paper slips. Anonymous: no answer leads to a person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.models.activity import Activity
from liangzhan.activities.models.group import Group
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.fields import ActorField

SCORES = (1, 2, 3, 4, 5)


class RatingSheet(models.Model):
    """The ratings of one activity or one group: the address with its token, how many gave each score, on which way.

    Only sums are kept: of a single answer nothing remains, so that nobody is found by when he answered.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    token = models.CharField("评价码", max_length=32, unique=True)
    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name="活动"
    )
    group = models.OneToOneField(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name="小组"
    )
    station = models.ForeignKey("stations.Station", on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    held_on = models.DateField("活动日期")
    open_to_on = models.DateField("评价截止日期")
    online_1 = models.PositiveIntegerField("线上 1 分", default=0)
    online_2 = models.PositiveIntegerField("线上 2 分", default=0)
    online_3 = models.PositiveIntegerField("线上 3 分", default=0)
    online_4 = models.PositiveIntegerField("线上 4 分", default=0)
    online_5 = models.PositiveIntegerField("线上 5 分", default=0)
    paper_1 = models.PositiveIntegerField("纸质 1 分", default=0)
    paper_2 = models.PositiveIntegerField("纸质 2 分", default=0)
    paper_3 = models.PositiveIntegerField("纸质 3 分", default=0)
    paper_4 = models.PositiveIntegerField("纸质 4 分", default=0)
    paper_5 = models.PositiveIntegerField("纸质 5 分", default=0)
    scan = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="纸质评价表"
    )
    opened_at = models.DateTimeField("开放时间", auto_now_add=True)
    opened_by = ActorField("开放人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "满意度评价"
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, group__isnull=True) | Q(activity__isnull=True, group__isnull=False),
                name="ratings_of_one",
            )
        ]
        indexes = [models.Index(fields=["division_code", "held_on"])]

    def __str__(self):
        return str(self.activity or self.group)

    @property
    def counts(self):
        """{score: how many, on both ways}."""
        return {one: getattr(self, f"online_{one}") + getattr(self, f"paper_{one}") for one in SCORES}

    @property
    def online(self):
        return sum(getattr(self, f"online_{one}") for one in SCORES)

    @property
    def paper(self):
        return sum(getattr(self, f"paper_{one}") for one in SCORES)


class RatingComment(models.Model):
    """Free words somebody left. Kept apart from the scores and without a moment."""

    data_class = "P2"

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    sheet = models.ForeignKey(RatingSheet, on_delete=models.CASCADE, related_name="comments", verbose_name="满意度评价")
    text = models.TextField("意见建议", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "意见建议"

    def __str__(self):
        return f"意见 {self.pk}"


class RatingTry(models.Model):
    """How often one network address has answered one sheet in the running hour, and which forms were counted already.

    `asker` is a keyed fingerprint; rows of hours gone by are deleted with the next answer.
    """

    data_class = "P2"

    sheet = models.ForeignKey(RatingSheet, on_delete=models.CASCADE, related_name="+", verbose_name="满意度评价")
    asker = models.CharField("来源标记", max_length=64)
    hour = models.PositiveIntegerField("小时")
    count = models.PositiveSmallIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "评价次数"
        constraints = [models.UniqueConstraint(fields=["sheet", "asker", "hour"], name="rating_try_once")]

    def __str__(self):
        return f"{self.count}"
