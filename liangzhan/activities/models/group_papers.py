"""G-03 小组契约, G-07 前后测, G-08 总结评估报告."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.activities.choices.groups import SignWay
from liangzhan.activities.models.activity_base import Counted
from liangzhan.activities.models.group import Group, GroupMember
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class GroupPaper(models.Model):
    """A paper of a group that exists once."""

    scope_paths = {"division": "group__division_code", "station": "group__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(self._meta.verbose_name)


class GroupContract(GroupPaper):
    """G-03: rules the members agreed on and the promise of confidentiality."""

    data_class = "P1"

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="contract", verbose_name="小组")
    rules = models.TextField("小组规则", max_length=4000)
    promise = models.TextField("保密承诺", max_length=2000)
    agreed_on = models.DateField("约定日期")

    class Meta:
        verbose_name = verbose_name_plural = "小组契约"


class ContractSignature(models.Model):
    """One member agreed; the picture of a signature or of the signed paper, or a witness."""

    data_class = "P2"
    scope_paths = {"division": "member__group__division_code", "station": "member__group__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    contract = models.ForeignKey(
        GroupContract, on_delete=models.PROTECT, related_name="signatures", verbose_name="小组契约"
    )
    member = models.OneToOneField(GroupMember, on_delete=models.PROTECT, related_name="signature", verbose_name="组员")
    way = models.CharField("方式", max_length=6, choices=SignWay.choices)
    paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字"
    )
    witness = EncryptedTextField("见证人", blank=True, max_length=60)
    signed_on = models.DateField("签署日期")
    signed_at = models.DateTimeField("登记时间", auto_now_add=True)
    signed_by = ActorField("登记人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "契约签署"

    def __str__(self):
        return self.get_way_display()


class GroupTest(GroupPaper):
    """G-07: the instrument of pre and post test. A change counts as better in one direction."""

    data_class = "P1"

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="test", verbose_name="小组")
    instrument = models.CharField("量表或问卷", max_length=120)
    lowest = models.SmallIntegerField("最低分", default=0)
    highest = models.SmallIntegerField("最高分", default=100)
    higher_is_better = models.BooleanField("分数越高越好", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "小组前后测"
        constraints = [models.CheckConstraint(condition=Q(highest__gt=models.F("lowest")), name="group_test_range")]


class TestScore(models.Model):
    """Before and after, of one member: kept as ciphertext, opened for the few rows of one group."""

    data_class = "P3"
    scope_paths = {"division": "test__group__division_code", "station": "test__group__station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    test = models.ForeignKey(GroupTest, on_delete=models.PROTECT, related_name="scores", verbose_name="前后测")
    member = models.ForeignKey(GroupMember, on_delete=models.PROTECT, related_name="scores", verbose_name="组员")
    before = EncryptedTextField("前测得分", blank=True, max_length=10)
    after = EncryptedTextField("后测得分", blank=True, max_length=10)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    saved_by = ActorField("保存人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "前后测得分"
        constraints = [models.UniqueConstraint(fields=["test", "member"], name="test_score_once")]

    def __str__(self):
        return "前后测得分"


class GroupReport(GroupPaper, Counted):
    """G-08. Output, satisfaction and change of scores are read from roll, ratings and tests: nothing is typed twice.

    `figures` keeps them as they were when the group was closed.
    """

    data_class = "P1"
    data_classes = {"counted": "P2"}

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="report", verbose_name="小组")
    output = models.TextField("产出说明", max_length=2000, blank=True)
    outcome = models.TextField("成效", max_length=4000)
    satisfaction_note = models.TextField("满意度说明", max_length=1000, blank=True)
    budget_used_fen = models.PositiveBigIntegerField("实际支出（分）", default=0)
    budget_note = models.TextField("经费使用说明", max_length=1000, blank=True)
    follow_up = models.TextField("跟进计划", max_length=2000)
    closed_on = models.DateField("结束日期")
    figures = models.JSONField("结束时的数字", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "小组总结评估报告"
