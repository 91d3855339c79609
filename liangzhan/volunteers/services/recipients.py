"""Whoever was served says so by the code of the activity: no account, no name (domain.md 6.7; Order 67 §10)."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db.models import Avg
from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today, workdays_between
from liangzhan.volunteers.choices import RecordSource, RecordState, VolunteerEvent
from liangzhan.volunteers.models import RecipientConfirmation, ServiceRecord, VolunteerActivity
from liangzhan.volunteers.rules.grading import Signals, grade
from liangzhan.volunteers.rules.hours import activity_problem
from liangzhan.volunteers.settings_hours import limits_at

LETTERS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 6  # nothing that looks like another letter
UNKNOWN = "没有这个确认码。请核对志愿者给您的六位码，不分大小写。"


@recorded(VolunteerEvent.RECIPIENT_CONFIRMED)
def give_recipient_code(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """The code of the activity for those who are served; asked again it stays the same. Raises RuleBroken: reach, state."""
    if not by.may_at(Action.HOURS_CONFIRM, code=activity.division_code, station_id=activity.station_id):
        raise RuleBroken("这项活动不在您的范围内。")
    held = VolunteerActivity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if problem := activity_problem(held.state):
        raise RuleBroken(problem)
    if not held.recipient_code:
        held.recipient_code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        held.save(update_fields=["recipient_code"])
    return held


@recorded(VolunteerEvent.RECIPIENT_CONFIRMED, keep=["rating"])
def confirm_served(*, code: str, rating: int, form_key: UUID, by: Actor) -> RecipientConfirmation:
    """Somebody who was served says so, and how it was (1–5). The records of the activity gain a proof and their quality.

    The same form sent again answers the first. Raises RuleBroken: no such code, too late, or a volunteer of the activity.
    """
    given = RecipientConfirmation.objects.filter(form_key=form_key).first()
    if given is not None:
        return given
    rows = VolunteerActivity.objects.select_for_update(of=("self",)).exclude(recipient_code="")
    activity = rows.filter(recipient_code=code.strip().upper()).first()
    if activity is None:
        raise RuleBroken(UNKNOWN, field="code")
    _check(activity, by)
    made = RecipientConfirmation.objects.create(activity=activity, rating=rating, form_key=form_key, given_at=moment())
    _weigh(activity)
    return made


def _check(activity: VolunteerActivity, by: Actor) -> None:
    ended = localdate(activity.ends_at)
    if workdays_between(ended, today()) > limits_at(ended, activity.division_code).late_workdays:
        raise RuleBroken("这次服务结束已久，确认码停用了。有意见请直接告诉站点。", field="code")
    if by.person_uuid is not None and activity.records.filter(volunteer__person__uuid=by.person_uuid).exists():
        raise RuleBroken("您是这次服务的志愿者，要由服务对象自己确认。", field="code")


def _weigh(activity: VolunteerActivity) -> None:
    """The signal, the grade (a back entry stays D), and the mean of the ratings as quality of each record."""
    mean = activity.confirmations.aggregate(mean=Avg("rating"))["mean"]
    rows = ServiceRecord.objects.select_for_update(of=("self",)).filter(activity=activity)
    held = list(rows.exclude(state=RecordState.REJECTED).order_by("pk"))
    for one in held:
        signals = Signals(**{**one.signals, "recipient": True})
        one.signals = signals.stored()
        one.grade = grade(signals, back_entry=one.source == RecordSource.BACKFILL)
        one.quality, one.rated_on = round(mean), today()
    ServiceRecord.objects.bulk_update(held, ["signals", "grade", "quality", "rated_on"], batch_size=200)
