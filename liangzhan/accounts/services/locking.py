"""The counter of failed sign-ins, shared by all worker processes through the database."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.models import SignInCounter, User
from liangzhan.accounts.queries import codes_key
from liangzhan.accounts.rules import lock_terms, locks_after
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import declare, values_of
from liangzhan.toolkit.periods import today

declare("accounts.lock_after", 5, "连续输错几次密码后锁定", "M", "次")
declare("accounts.lock_minutes", 15, "锁定时间", "M", "分钟")


def count_failure(*, username: str, user: User | None = None) -> dt.datetime | None:
    """One more failed sign-in under a row lock; returns until when the name is locked, if this one locked it.

    Names that do not exist are counted as well: the answer is the same for both. `user` is given where the counter is
    not under a user name (`codes_key`), so that the record names the person.
    """
    name, now = username[:60], timezone.now()
    with transaction.atomic():
        SignInCounter.objects.get_or_create(username=name)
        row = SignInCounter.objects.select_for_update(of=("self",)).get(username=name)
        row.failures = 1 if row.locked_until and row.locked_until <= now else row.failures + 1
        row.locked_until = None
        row.last_failure_at = now
        rule = values_of(("accounts.lock_after", "accounts.lock_minutes"), on=today())
        limit, minutes = lock_terms(rule["accounts.lock_after"], rule["accounts.lock_minutes"])
        if locks_after(row.failures, limit):
            row.locked_until = now + dt.timedelta(minutes=minutes)
            _record_lock(username=name, user=user, by=Actor.system("登录保护"))
        row.save()
        return row.locked_until


@recorded(AccountEvent.LOCKED)
def _record_lock(*, username: str, user: User | None, by: Actor) -> User | None:
    return user or User.objects.filter(username=username).first()


def clear_failures(*, username: str) -> None:
    """A good sign-in starts the count anew."""
    SignInCounter.objects.filter(username=username[:60]).delete()


@recorded(AccountEvent.UNLOCKED, keep=["reason"])
def unlock(*, user: User, reason: str, by: Actor) -> User:
    """The security administrator lets a locked user in again, with a reason."""
    if not by.may(Action.SECURITY_MANAGE):
        raise RuleBroken("锁定的账户由安全管理员解除。")
    if not reason.strip():
        raise RuleBroken("请写明解除锁定的理由。", field="reason")
    clear_failures(username=user.username)
    clear_failures(username=codes_key(user))
    return user
