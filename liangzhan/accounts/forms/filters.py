"""Filters of the list of users, kept in the address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.choices import InvitationState
from liangzhan.accounts.models import Grant, Invitation, SignInCounter

STATES = (
    ("", "在任"),
    ("all", "全部"),
    ("ended", "已结束"),
    ("waiting", "待激活"),
    ("closed", "账户已停用"),
    ("locked", "已锁定"),
)


class GrantFilter(forms.Form):
    """Name, role, state."""

    q = forms.CharField(label="姓名、用户名或地区", max_length=40, required=False)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部"), *Role.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def narrow_grants(rows: QuerySet[Grant], chosen: dict[str, Any], *, on: dt.date, now: dt.datetime) -> QuerySet[Grant]:
    """The chosen filters; without any, the posts in force."""
    if text := chosen.get("q", "").strip():
        rows = rows.filter(
            Q(user__display_name__contains=text)
            | Q(user__username__startswith=text)
            | Q(division__name__contains=text)
            | Q(station__name__contains=text)
        )
    if chosen.get("role"):
        rows = rows.filter(role=chosen["role"])
    state = chosen.get("state", "")
    if state == "ended":
        return rows.filter(valid_to__lt=on)
    if state == "closed":
        return rows.filter(user__is_active=False)
    if state == "waiting":
        waiting = Invitation.objects.filter(user=OuterRef("user"), state=InvitationState.OPEN)
        return rows.filter(Exists(waiting))
    if state == "locked":
        locked = SignInCounter.objects.filter(username=OuterRef("user__username"), locked_until__gt=now)
        return rows.filter(Exists(locked))
    return rows if state == "all" else rows.in_force(on).filter(user__is_active=True)
