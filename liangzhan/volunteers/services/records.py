"""Service records: made from the stays of an activity, confirmed, verified by a second person (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Presence
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move, move_all
from liangzhan.volunteers.choices import RecordSource, RecordState, SignUpState, VolunteerEvent
from liangzhan.volunteers.choices import VolunteerActivityState as ActivityState
from liangzhan.volunteers.counting import count_fresh, count_record
from liangzhan.volunteers.models import ServiceRecord, SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.record_hold import Held, held_hours, held_records, lock_persons, own_accounts, told_back
from liangzhan.volunteers.record_turns import refuse
from liangzhan.volunteers.rules.activities import ACTIVITY_STATES
from liangzhan.volunteers.rules.grading import Signals, grade
from liangzhan.volunteers.rules.hours import (
    Claim,
    Limits,
    Span,
    activity_problem,
    claim_problem,
    service_minutes,
)
from liangzhan.volunteers.rules.states import RECORD_STATES, verifier_problem
from liangzhan.volunteers.settings_hours import limits_at

SOURCES: dict[str, RecordSource] = {CheckInWay.ROLL: RecordSource.ROLL, CheckInWay.SHEET: RecordSource.SHEET}
TOLD = "{title}（{day:%Y年%m月%d日}）：记录了您的志愿服务，核实后计入时长。有不对的地方请告诉站点，也可以在“我的时长”里提出。"
DECIDE = (Action.HOURS_CONFIRM, Action.HOURS_VERIFY)


@dataclass
class Outcome:
    """The records made, and who was refused and why: [(volunteer, sentence)]. `open` stays wait for a check-out."""

    made: list[ServiceRecord] = field(default_factory=list)
    refused: list[tuple[Volunteer, str]] = field(default_factory=list)
    open: int = 0


@dataclass
class _Known:
    """What is read once for all stays of an activity."""

    sign_ups: dict[int, SignUp]
    sharing: dict[str, int]
    recipient: bool | None
    held: Held
    limits: dict[dt.date, Limits]


@recorded(VolunteerEvent.RECORDED, keep=["activity"])
def record_stays(*, activity: VolunteerActivity, by: Actor) -> Outcome:
    """Make a record of every closed stay of the activity that has none yet, and tell each volunteer.

    Called again it adds only what is new. Stays without check-out wait until the leader closes them. Raises RuleBroken
    when the activity was never approved or lies outside the actor's reach; what is wrong with one stay is told in the
    outcome and stops nobody else. Some twelve queries, however many came.
    """
    if not by.may_at(Action.HOURS_CONFIRM, code=activity.division_code, station_id=activity.station_id):
        raise RuleBroken("这项活动不在您的范围内，不能记录时长。")
    if problem := activity_problem(activity.state):
        raise RuleBroken(problem)
    stays = Presence.objects.filter(occasion=activity.occasion_id, voided_at__isnull=True, service_record__isnull=True)
    lock_persons(set(stays.values_list("person_id", flat=True)))
    rows = list(stays.order_by("in_at", "pk"))
    closed = [one for one in rows if one.out_at is not None]
    persons = {one.person_id for one in closed}
    found = Volunteer.objects.filter(person__in=persons, confirmed_at__isnull=False).order_by("pk")
    volunteers = {one.person_id: one for one in found}
    outcome, known = Outcome(open=len(rows) - len(closed)), _known(activity, closed, set(volunteers))
    for stay in closed:
        if volunteer := volunteers.get(stay.person_id):
            _record(outcome, activity, stay, volunteer, known, by)
    ServiceRecord.objects.bulk_create(outcome.made)
    tell_persons(
        persons=[one.volunteer.person_id for one in outcome.made],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.VolunteerActivity:{activity.uuid}",
        text=TOLD.format(title=activity.title, day=localdate(activity.starts_at)),
        by=by,
    )
    if activity.state == ActivityState.ENDED and not outcome.open:
        move(activity, ActivityState.HOURS_CONFIRMING, table=ACTIVITY_STATES, by=by)
    return outcome


@recorded(VolunteerEvent.HOURS_CONFIRMED, keep=[])
def confirm_records(*, records: Sequence[ServiceRecord], by: Actor) -> list[ServiceRecord]:
    """The leader says that these are right: RECORDED → CONFIRMED. All or none.

    Raises RuleBroken: out of reach, changed meanwhile, his own service, a back entry that waits for its approver.
    """
    held = held_records(records, by, Action.HOURS_CONFIRM)
    if any(one.source == RecordSource.BACKFILL and one.state == RecordState.RECORDED for one in held):
        waiting = ServiceRecord.objects.filter(pk__in=[one.pk for one in held], back_entry__accepted__isnull=True)
        if waiting.filter(back_entry__isnull=False).exists():
            raise RuleBroken("其中有补录还没有审批，请由另一个人在“补录审批”里办理。")
    move_all(held, RecordState.CONFIRMED, table=RECORD_STATES, by=by)
    _stamp(held, confirmed_at=moment(), confirmed_by=by)
    return told_back(records, held)


@recorded(VolunteerEvent.VERIFIED, keep=[])
def verify_records(*, records: Sequence[ServiceRecord], by: Actor) -> list[ServiceRecord]:
    """A second person verifies what was confirmed; from now on it counts and stands in the ledger. All or none.

    Raises RuleBroken when somebody would verify what he confirmed himself (with whatever account) or served himself, out
    of reach, or when a record is not CONFIRMED.
    """
    held = held_records(records, by, Action.HOURS_VERIFY)
    confirmers = [one.confirmed_by.uuid for one in held if one.confirmed_by is not None]
    if len(confirmers) < len(held):
        raise RuleBroken("负责人还没有确认这条记录，请先确认。")
    if problem := verifier_problem(himself=bool(own_accounts(confirmers, by))):
        raise RuleBroken(problem)
    move_all(held, RecordState.VERIFIED, table=RECORD_STATES, by=by)
    _stamp(held, verified_at=moment(), verified_by=by)
    again = [one for one in held if one.posted_version]
    count_fresh([one for one in held if not one.posted_version], by)
    for one in again:
        count_record(one, by)
    _archive({one.activity for one in held}, by)
    return told_back(records, held)


@recorded(VolunteerEvent.HOURS_REJECTED, keep=[])
def reject_record(*, record: ServiceRecord, reason: str, by: Actor) -> ServiceRecord:
    """The record does not count; what stood in the ledger is taken back, and the volunteer is told.

    Raises RuleBroken without a reason, out of reach, for one's own service, or when it changed meanwhile.
    """
    if not reason.strip():
        raise RuleBroken("请写明不予认定的理由，本人会看到。", field="reason")
    held = held_records([record], by, *DECIDE)
    refuse(held[0], reason.strip(), by)
    return told_back([record], held)[0]


def _archive(activities: set[VolunteerActivity], by: Actor) -> None:
    """Activities of which every record is settled are filed; what comes later is still taken."""
    waiting = (RecordState.RECORDED, RecordState.CONFIRMED, RecordState.DISPUTED)
    rows = VolunteerActivity.objects.filter(pk__in=[one.pk for one in activities])
    rows = rows.filter(state=ActivityState.HOURS_CONFIRMING).order_by("pk")
    for one in rows.exclude(records__state__in=waiting):
        move(one, ActivityState.ARCHIVED, table=ACTIVITY_STATES, by=by)


def _stamp(held: Sequence[ServiceRecord], **who: object) -> None:
    ServiceRecord.objects.filter(pk__in=[one.pk for one in held]).update(**who)
    for one in held:
        for name, value in who.items():
            setattr(one, name, value)


def _known(activity: VolunteerActivity, closed: Sequence[Presence], persons: set[int]) -> _Known:
    days = {localdate(one.in_at) for one in closed}
    came = (SignUpState.ACCEPTED, SignUpState.ATTENDED)
    sign_ups = SignUp.objects.filter(activity=activity, state__in=came, volunteer__person__in=persons).order_by("pk")
    devices: dict[str, set[int]] = defaultdict(set)
    same = Presence.objects.filter(occasion=activity.occasion_id, voided_at__isnull=True).exclude(device="")
    for device, person in same.values_list("device", "person_id"):
        devices[device].add(person)
    return _Known(
        sign_ups={one.volunteer_id: one for one in sign_ups},
        sharing={device: len(sharers) for device, sharers in devices.items()},
        recipient=activity.confirmations.exists() or None,
        held=held_hours(persons, days),
        limits={day: limits_at(day, activity.division_code) for day in days},
    )


def _record(
    outcome: Outcome,
    activity: VolunteerActivity,
    stay: Presence,
    volunteer: Volunteer,
    known: _Known,
    by: Actor,
) -> None:
    if problem := _problem(activity, stay, volunteer, known):
        outcome.refused.append((volunteer, problem))
        return
    signals = _signals(activity, stay, volunteer, known)
    record = ServiceRecord(
        station=activity.station,
        division_code=activity.division_code,
        activity=activity,
        volunteer=volunteer,
        sign_up=known.sign_ups.get(volunteer.pk),
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
    outcome.made.append(record)
    known.held.add(volunteer.person_id, record)


def _problem(activity: VolunteerActivity, stay: Presence, volunteer: Volunteer, known: _Known) -> str:
    """Why this stay is no record, or ""."""
    day, person = localdate(stay.in_at), volunteer.person_id
    registered_on = localdate(volunteer.confirmed_at) if volunteer.confirmed_at else None
    return claim_problem(
        Claim(_span(stay), day, activity.break_minutes, registered_on),
        now=moment(),
        others=known.held.others(person),
        already=known.held.minutes[person, day],
        limits=known.limits[day],
    )[1]


def _span(stay: Presence) -> Span:
    """In and out of a closed stay."""
    return stay.in_at, cast(dt.datetime, stay.out_at)


def _signals(activity: VolunteerActivity, stay: Presence, volunteer: Volunteer, known: _Known) -> Signals:
    """The independent signals about one stay."""
    most = known.limits[localdate(stay.in_at)].device_persons
    starts_at, ends_at = _span(stay)
    return Signals(
        code=stay.in_way == CheckInWay.CODE,
        rostered=volunteer.pk in known.sign_ups,
        inside=stay.inside,
        recipient=known.recipient,
        leader=True if stay.in_way in (CheckInWay.ROLL, CheckInWay.SHEET) else None,
        timing=starts_at < activity.ends_at and ends_at > activity.starts_at,
        own_device=known.sharing[stay.device] <= most if stay.device else None,
    )
