"""Service records: made from the stays of an activity, confirmed, verified by a second person (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from django.utils.timezone import localdate

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Presence
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import RecordSource, RecordState, VolunteerEvent
from liangzhan.volunteers.counting import count_record
from liangzhan.volunteers.models import ServiceRecord, SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.rules.grading import Signals, grade
from liangzhan.volunteers.rules.hours import (
    activity_problem,
    day_problem,
    overlap_problem,
    registered_problem,
    service_minutes,
    span_problem,
)
from liangzhan.volunteers.rules.states import RECORD_STATES, verifier_problem
from liangzhan.volunteers.settings_hours import limits_at

SOURCES: dict[str, RecordSource] = {CheckInWay.ROLL: RecordSource.ROLL, CheckInWay.SHEET: RecordSource.SHEET}
TOLD = "{title}（{day:%Y年%m月%d日}）：记录了您的志愿服务，核实后计入时长。有不对的地方请告诉站点。"


@dataclass
class Outcome:
    """The records made, and who was refused and why: [(volunteer, sentence)]. `open` stays wait for a check-out."""

    made: list[ServiceRecord] = field(default_factory=list)
    refused: list[tuple[Volunteer, str]] = field(default_factory=list)
    open: int = 0


@recorded(VolunteerEvent.RECORDED, keep=["activity"])
def record_stays(*, activity: VolunteerActivity, by: Actor) -> Outcome:
    """Make a record of every closed stay of the activity that has none yet, and tell each volunteer.

    Called again it adds only what is new. Stays without check-out wait until the leader closes them. Raises RuleBroken
    when the activity was never approved; what is wrong with one stay is told in the outcome and stops nobody else.
    """
    if problem := activity_problem(activity.state):
        raise RuleBroken(problem)
    stays = Presence.objects.filter(occasion=activity.occasion_id, voided_at__isnull=True, service_record__isnull=True)
    closed = list(stays.filter(out_at__isnull=False).order_by("in_at", "pk"))
    persons = {one.person_id for one in closed}
    rows = Volunteer.objects.select_for_update(of=("self",)).filter(person__in=persons, confirmed_at__isnull=False)
    volunteers = {one.person_id: one for one in rows.order_by("pk")}
    outcome = Outcome(open=stays.filter(out_at__isnull=True).count())
    for stay in closed:
        if volunteer := volunteers.get(stay.person_id):
            _record(outcome, activity, stay, volunteer, by)
    tell_persons(
        persons=[one.volunteer.person_id for one in outcome.made],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.VolunteerActivity:{activity.uuid}",
        text=TOLD.format(title=activity.title, day=localdate(activity.starts_at)),
        by=by,
    )
    return outcome


@recorded(VolunteerEvent.HOURS_CONFIRMED, keep=[])
def confirm_records(*, records: Sequence[ServiceRecord], by: Actor) -> list[ServiceRecord]:
    """The leader says that these are right: RECORDED → CONFIRMED. All or none; raises RuleBroken."""
    for one in records:
        move(one, RecordState.CONFIRMED, table=RECORD_STATES, by=by, confirmed_at=moment(), confirmed_by=by)
    return list(records)


@recorded(VolunteerEvent.VERIFIED, keep=[])
def verify_records(*, records: Sequence[ServiceRecord], by: Actor) -> list[ServiceRecord]:
    """A second person verifies what was confirmed; from now on it counts and stands in the ledger. All or none.

    Raises RuleBroken when somebody would verify what he confirmed himself, or when a record is not CONFIRMED.
    """
    for one in records:
        if one.confirmed_by is None:
            raise RuleBroken("负责人还没有确认这条记录，请先确认。")
        if problem := verifier_problem(str(one.confirmed_by.uuid), str(by.uuid)):
            raise RuleBroken(problem)
        move(one, RecordState.VERIFIED, table=RECORD_STATES, by=by, verified_at=moment(), verified_by=by)
        count_record(one, by)
    return list(records)


@recorded(VolunteerEvent.HOURS_REJECTED, keep=[])
def reject_record(*, record: ServiceRecord, reason: str, by: Actor) -> ServiceRecord:
    """The record does not count; what stood in the ledger is taken back. Raises RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken("请写明不予认定的理由，本人会看到。", field="reason")
    move(record, RecordState.REJECTED, table=RECORD_STATES, by=by, reason=reason)
    count_record(record, by, reason)
    return record


def _record(outcome: Outcome, activity: VolunteerActivity, stay: Presence, volunteer: Volunteer, by: Actor) -> None:
    if problem := _problem(activity, stay, volunteer):
        outcome.refused.append((volunteer, problem))
        return
    sign_up = SignUp.objects.filter(activity=activity, volunteer=volunteer, state__in=("ACCEPTED", "ATTENDED")).first()
    signals = _signals(activity, stay, sign_up)
    outcome.made.append(
        ServiceRecord.objects.create(
            station=activity.station,
            division_code=activity.division_code,
            activity=activity,
            volunteer=volunteer,
            sign_up=sign_up,
            presence=stay,
            served_on=localdate(stay.in_at),
            starts_at=stay.in_at,
            ends_at=_span(stay)[1],
            break_minutes=activity.break_minutes,
            minutes=service_minutes(*_span(stay), activity.break_minutes),
            content=activity.content[:200],
            source=SOURCES.get(stay.in_way, RecordSource.CHECK_IN),
            state_since=today(),
            grade=grade(signals, back_entry=False),
            signals=signals.stored(),
            recorded_at=moment(),
            recorded_by=by,
        )
    )


def _problem(activity: VolunteerActivity, stay: Presence, volunteer: Volunteer) -> str:
    """Why this stay is no record, or ""."""
    day, span = localdate(stay.in_at), _span(stay)
    held = ServiceRecord.objects.filter(volunteer__person=volunteer.person_id).exclude(state=RecordState.REJECTED)
    near = held.filter(starts_at__lt=stay.out_at, ends_at__gt=stay.in_at).values_list("starts_at", "ends_at")
    minutes = service_minutes(*_span(stay), activity.break_minutes)
    already = sum(held.filter(served_on=day).values_list("minutes", flat=True))
    return (
        span_problem(*span, moment(), activity.break_minutes)
        or registered_problem(day, localdate(volunteer.confirmed_at))
        or overlap_problem(span, near)
        or day_problem(minutes, already, limits_at(day, activity.division_code))
    )


def _span(stay: Presence) -> tuple[dt.datetime, dt.datetime]:
    """In and out of a closed stay."""
    return stay.in_at, cast(dt.datetime, stay.out_at)


def _signals(activity: VolunteerActivity, stay: Presence, sign_up: SignUp | None) -> Signals:
    """The independent signals about one stay."""
    same = Presence.objects.filter(occasion=stay.occasion_id, device=stay.device, voided_at__isnull=True)
    sharing = same.values("person").distinct().count() if stay.device else 0
    most = limits_at(localdate(stay.in_at), activity.division_code).device_persons
    starts_at, ends_at = _span(stay)
    return Signals(
        code=stay.in_way == CheckInWay.CODE,
        rostered=sign_up is not None,
        inside=stay.inside,
        recipient=activity.confirmations.exists() or None,
        leader=True if stay.in_way in (CheckInWay.ROLL, CheckInWay.SHEET) else None,
        timing=starts_at < activity.ends_at and ends_at > activity.starts_at,
        own_device=sharing <= most if stay.device else None,
    )
