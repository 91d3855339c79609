"""Keys of other platforms for the record API, and the calls they made with an idempotency key."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class ApiToken(models.Model):
    """A platform's key for one station, or for an area (`prefix`). Only the hash is kept; the key is shown once.

    `feeder` goes into every record it sends: a new key of the same platform at the same place goes on where the old one
    stopped. `minute`, `calls`: calls in the minute that runs.
    """

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    name = models.CharField("平台名称", max_length=20)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="站点"
    )
    prefix = models.CharField("区划前缀", max_length=12, blank=True)
    division_code = models.CharField("区划代码", max_length=12)
    place = models.CharField("范围", max_length=80)
    feeder = models.CharField("送来的平台", max_length=40)
    token_hash = models.CharField("密钥摘要", max_length=64, unique=True)
    reads = models.BooleanField("可以查询记录", default=True)
    writes = models.BooleanField("可以送来记录", default=True)
    expires_on = models.DateField("有效期至")
    made_at = models.DateTimeField("生成时间")
    made_by = ActorField("生成人")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    revoked_by = ActorField("停用人", null=True)
    used_on = models.DateField("最近使用", null=True, blank=True)
    minute = models.PositiveIntegerField("分钟", default=0)
    calls = models.PositiveIntegerField("本分钟次数", default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口密钥"
        constraints = [
            models.CheckConstraint(
                condition=Q(station__isnull=False, prefix="") | (Q(station__isnull=True) & ~Q(prefix="")),
                name="token_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_pair",
            ),
        ]
        indexes = [models.Index(fields=["division_code", "id"])]

    def __str__(self):
        return f"{self.name} {self.place}"


class ApiCall(models.Model):
    """What was answered to a call with this idempotency key: the same call again is answered the same and writes nothing."""

    data_class = "P1"
    scope_paths = {"division": "token__division_code", "station": "token__station_id"}

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="made_calls", verbose_name="接口密钥")
    key = models.CharField("请求编号", max_length=80)
    body_hash = models.CharField("内容指纹", max_length=64)
    status = models.PositiveSmallIntegerField("状态码")
    answer = models.JSONField("回答")
    accepted = models.PositiveIntegerField("收下", default=0)
    refused = models.PositiveIntegerField("未收", default=0)
    made_at = models.DateTimeField("时间")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口请求"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="call_once")]
        indexes = [models.Index(fields=["made_at"])]

    def __str__(self):
        return f"{self.token_id} {self.status}"
