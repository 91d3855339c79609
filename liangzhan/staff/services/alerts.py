"""Telling worker and head in time that a registration ends."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.models import Registration
from liangzhan.staff.queries.qualification import code_of, expiring, subject_of
from liangzhan.staff.queries.workers import account_of, heads_of
from liangzhan.staff.rules.qualification import alert_due
from liangzhan.staff.settings import ALERTS
from liangzhan.toolkit.parameters import value_of

FARTHEST_DAYS = 366


@recorded(StaffEvent.REMINDED, keep=["on"])
def remind_expiring(*, on: dt.date, by: Actor) -> int:
    """Tell worker and head at 90, 60 and 30 days before the end (parameter), once each. Returns how many registrations."""
    told = 0
    steps: dict[str, list[int]] = {}
    for registration in expiring(on, FARTHEST_DAYS):
        code = code_of(registration.certificate.worker)
        if code not in steps:
            steps[code] = value_of(ALERTS, on=on, division_code=code)
        last, told_at = registration.valid_to, registration.alerted_days
        step = alert_due(last, steps=steps[code], told=told_at, today=on) if last else None
        if step is None:
            continue
        _tell(registration, on, by)
        registration.alerted_days = step
        registration.save(update_fields=["alerted_days"])
        told += 1
    return told


def _tell(registration: Registration, on: dt.date, by: Actor) -> None:
    worker, last = registration.certificate.worker, registration.valid_to or on
    own, days = account_of(worker), (last - on).days
    heads = heads_of(worker, on)
    words = (
        (
            [own] if own else [],
            "您的社会工作者登记还有 {} 天到期，请办理再登记，并核对继续教育学时。",
            reverse("staff:me"),
        ),
        (
            heads.exclude(pk=own.pk) if own else heads,
            "本站一名工作人员的社会工作者登记还有 {} 天到期。",
            reverse("staff:worker-page", args=[worker.pk]),
        ),
    )
    for recipients, text, href in words:
        tell(
            recipients=recipients,
            kind=NoticeKind.TODO,
            subject=subject_of(registration),
            text=text.format(days),
            href=href,
            due_on=registration.valid_to,
            by=by,
        )
