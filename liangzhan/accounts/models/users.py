"""Users, what they were granted (role × place, from/to), invitations, and the counter of failed sign-ins."""

from functools import reduce
from operator import or_
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.access.roles import Role
from liangzhan.accounts.choices import InvitationState
from liangzhan.divisions.models import Division
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. `display_name` and `office_phone` are data of the office (P1); a private person's identity is not here."""

    data_class = "P1"

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    username = models.CharField("用户名", max_length=60, unique=True)
    display_name = models.CharField("显示名", max_length=40)
    office_phone = models.CharField("办公电话", max_length=20, blank=True)
    person_uuid = models.UUIDField("人员编号", null=True, blank=True)
    is_active = models.BooleanField("启用", default=True)
    is_demo = models.BooleanField("演示账户", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    # Part of what a session is checked against: a new value signs the user out everywhere.
    session_key = models.UUIDField("会话标识", default=uuid4, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self):
        return self.display_name

    def _get_session_auth_hash(self, secret=None):
        """A session ends when the password or `session_key` changes."""
        mark = f"{self.password}{self.session_key}"
        return salted_hmac("liangzhan.accounts.User.session", mark, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name


class GrantQuerySet(ScopedQuerySet):
    def within(self, scope, action):
        """Posts of the area's divisions and of the stations that lie in it (those have no division code of their own)."""
        area = scope.area(action)
        if area.everything:
            return self
        parts = (place_filter(area, Grant.scope_paths), place_filter(area, {"division": "station__division_code"}))
        found = [part for part in parts if part is not None]
        return self.filter(reduce(or_, found)) if found else self.none()

    def not_over(self, day):
        """Posts in force on the day or beginning later: what a rule about who may hold what has to look at."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def in_force(self, day):
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Grant(models.Model):
    """A post: role × place, from a day to a day (the last day included). Place is a division or a station, or nothing."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station": "station_id"}

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants", verbose_name="用户")
    role = models.CharField("角色", max_length=14, choices=Role.choices)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="区域"
    )
    division_code = models.CharField("区划代码", max_length=12, blank=True, db_index=True)
    station = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="站点"
    )
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    given_at = models.DateTimeField("授予时间", auto_now_add=True)
    given_by = ActorField("授予人")
    ended_reason = models.CharField("结束理由", max_length=200, blank=True)
    handed_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_from", verbose_name="移交给"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="grant_validity",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"])]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"

    @property
    def place_name(self):
        """The station's or division's name; empty for a post of the whole platform."""
        return self.station.name if self.station else self.division.name if self.division else ""

    def is_in_force(self, day):
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

    def state_word(self, day):
        """How the post stands on a day, in words."""
        if not self.user.is_active:
            return "账户已停用"
        if self.valid_from > day:
            return "未到任"
        return "在任" if self.is_in_force(day) else "已结束"


class Invitation(models.Model):
    """A one-time code that lets a person set a password. Only its hash is kept; the slip on paper shows the code once."""

    data_class = "P1"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations", verbose_name="用户")
    code_hash = models.CharField("激活码摘要", max_length=64, unique=True)
    state = models.CharField("状态", max_length=8, choices=InvitationState.choices, default=InvitationState.OPEN)
    state_since = models.DateField("状态起始")
    expires_at = models.DateTimeField("有效期至")
    invited_at = models.DateTimeField("邀请时间", auto_now_add=True)
    invited_by = ActorField("邀请人")

    class Meta:
        verbose_name = verbose_name_plural = "邀请"

    def __str__(self):
        return f"{self.user} {self.state}"


class SignInCounter(models.Model):
    """Failed sign-ins of one user name, shared by all worker processes: locked after 5 for 15 minutes (GB/T 22239)."""

    data_class = "P1"

    username = models.CharField("用户名", max_length=60, primary_key=True)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    last_failure_at = models.DateTimeField("最近失败", null=True)
    locked_until = models.DateTimeField("锁定至", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "登录计数"

    def __str__(self):
        return self.username
