"""Telling people, and settling what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeEvent, NoticeKind
from liangzhan.notices.models import Notice


@recorded(NoticeEvent.TOLD, keep=["kind", "subject"])
def tell(
    *,
    recipients: Iterable[User],
    kind: NoticeKind,
    subject: str,
    text: str,
    href: str,
    by: Actor,
    due_on: dt.date | None = None,
) -> list[Notice]:
    """Tell users in the caller's transaction: one open notice per recipient, subject and kind (the older one is replaced)."""
    users = list(recipients)
    Notice.objects.filter(recipient__in=users, subject=subject, kind=kind, read_at__isnull=True).delete()
    return Notice.objects.bulk_create(
        [
            Notice(recipient=user, kind=kind, subject=subject, text=text[:300], href=href, due_on=due_on)
            for user in users
        ]
    )


@recorded(NoticeEvent.READ, keep=["subject"])
def settle(*, subject: str, by: Actor) -> int:
    """The matter is done: its open notices are marked as read for everybody. Returns how many."""
    return Notice.objects.filter(subject=subject, read_at__isnull=True).update(read_at=timezone.now())
