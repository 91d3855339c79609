"""Telling people, settling what is done, reading, reminding, sending outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.notices.channels import GATEWAYS, Receipt
from liangzhan.notices.choices import Channel, DeliveryState, NoticeEvent, NoticeKind
from liangzhan.notices.models import Delivery, Notice, PersonNotice
from liangzhan.notices.queries import address_and_text, notices_of, owed_reminders, told_to
from liangzhan.notices.rules import LONGEST, pause_after, reminder_of, reminder_subject, reminder_text, subjects_of
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today

declare("notices.channels", ["INBOX"], "提醒渠道（INBOX 站内，SMS 短信，MAIL 邮件）", "D")


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
    users = list({user.pk: user for user in recipients}.values())
    if not users:
        return []
    Notice.objects.filter(recipient__in=users, subject=subject, kind=kind, read_at__isnull=True).delete()
    told = Notice.objects.bulk_create(
        [
            Notice(recipient=user, kind=kind, subject=subject, text=text[:LONGEST], href=href, due_on=due_on)
            for user in users
        ]
    )
    _queue_deliveries(told)
    return told


def _queue_deliveries(told: list[Notice]) -> None:
    """A row for each channel outside that is switched on; the worker sends them after the commit."""
    outside = [name for name in value_of("notices.channels", on=today()) if name in GATEWAYS]
    Delivery.objects.bulk_create(
        [Delivery(notice=notice, channel=Channel(name)) for notice in told for name in outside]
    )


@recorded(NoticeEvent.TOLD_PERSON, keep=["kind", "subject"])
def tell_persons(
    *, persons: Iterable[int], kind: NoticeKind, subject: str, text: str, by: Actor, href: str = ""
) -> list[PersonNotice]:
    """Tell people (ids) about their own matters in the caller's transaction; an unread one of the subject is replaced.

    They read it with a pass (or at the station); SMS goes out besides where the platform has a gateway and they a number.
    """
    ids = list(dict.fromkeys(persons))
    PersonNotice.objects.filter(person__in=ids, subject=subject, kind=kind, read_at__isnull=True).delete()
    told = PersonNotice.objects.bulk_create(
        [PersonNotice(person_id=one, kind=kind, subject=subject, text=text[:LONGEST], href=href) for one in ids]
    )
    if str(Channel.SMS) in value_of("notices.channels", on=today()):
        Delivery.objects.bulk_create([Delivery(to_person=notice, channel=Channel.SMS) for notice in told])
    return told


@recorded(NoticeEvent.READ)
def mark_own_read(*, by: Actor) -> int:
    """All that the person behind the actor was told is read. Returns how many were unread."""
    rows = told_to(by).filter(read_at__isnull=True)
    return rows.update(read_at=timezone.now())


@recorded(NoticeEvent.SETTLED, keep=["subject"])
def settle(*, subject: str, by: Actor) -> int:
    """The matter is done: its open notices and reminders are settled and read for everybody. Returns how many."""
    now = timezone.now()
    rows = Notice.objects.filter(subject__in=subjects_of(subject), settled_at__isnull=True)
    rows.filter(read_at__isnull=True).update(read_at=now)
    return rows.update(settled_at=now)


@recorded(NoticeEvent.TAKEN_BACK, keep=["subject"])
def take_back(*, recipients: Iterable[User], subject: str, by: Actor) -> int:
    """These users were not to be told of the matter: their notices and reminders of it go. Returns how many."""
    rows = Notice.objects.filter(recipient__in=list(recipients), subject__in=subjects_of(subject))
    return rows.delete()[0]


@recorded(NoticeEvent.READ, keep=["pk"])
def mark_read(*, pk: int, by: Actor) -> Notice | None:
    """One's own notice was read; None when it is not there or somebody else's. Reading again changes nothing."""
    notice = notices_of(by).filter(pk=pk).first()
    if notice is not None and notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


@recorded(NoticeEvent.READ)
def mark_all_read(*, by: Actor) -> int:
    """All of one's own notices. Returns how many were unread."""
    return notices_of(by).filter(read_at__isnull=True).update(read_at=timezone.now())


@recorded(NoticeEvent.REMINDED, keep=["on"])
def remind(*, on: dt.date, by: Actor) -> list[Notice]:
    """Remind of what is due within three days, and once more when it is overdue; each person once for each."""
    made = [
        Notice(
            recipient=one.recipient,
            kind=NoticeKind.REMINDER,
            subject=reminder_subject(one.subject, reminder_of(one.due_on, on)),
            text=reminder_text(one.text, one.due_on, on),
            href=one.href,
            due_on=one.due_on,
        )
        for one in owed_reminders(on)
        if one.due_on is not None
    ]
    unique = {(notice.recipient_id, notice.subject): notice for notice in made}
    told = Notice.objects.bulk_create(unique.values())
    _queue_deliveries(told)
    return told


def _try(delivery: Delivery) -> Receipt:
    gateway = GATEWAYS[delivery.channel]
    try:
        return gateway.send(*address_and_text(delivery))
    except OSError as problem:
        return Receipt(False, f"网关没有应答（{type(problem).__name__}）")


@recorded(NoticeEvent.SENT, keep=["delivery"])
def send(*, delivery: Delivery, by: Actor) -> Delivery:
    """Try one delivery; a failure is tried again after a growing pause, five times in all."""
    receipt = _try(delivery)
    now = timezone.now()
    delivery.attempts += 1
    delivery.answer = receipt.answer[:200]
    pause = pause_after(delivery.attempts)
    if receipt.accepted:
        delivery.state, delivery.sent_at, delivery.next_try_at = DeliveryState.SENT, now, None
    elif pause is None:
        delivery.state, delivery.next_try_at = DeliveryState.FAILED, None
    else:
        delivery.next_try_at = now + pause
    delivery.save(update_fields=["attempts", "answer", "state", "sent_at", "next_try_at"])
    return delivery
