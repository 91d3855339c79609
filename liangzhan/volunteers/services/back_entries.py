"""补录: why it was not taken down in time, on what proof, and who else said yes; grade D for good (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.people.queries.finding import person_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import Grade, RecordSource, RecordState, SignUpState, VolunteerEvent
from liangzhan.volunteers.counting import count_fresh
from liangzhan.volunteers.models import BackEntry, ServiceRecord, SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.record_hold import held_hours, held_records, lock_persons, own_accounts
from liangzhan.volunteers.record_turns import refuse
from liangzhan.volunteers.rules.grading import Signals
from liangzhan.volunteers.rules.hours import (
    activity_problem,
    day_problem,
    overlap_problem,
    registered_problem,
    service_minutes,
    span_problem,
    within_problem,
)
from liangzhan.volunteers.rules.states import RECORD_STATES, approver_problem, own_problem
from liangzhan.volunteers.settings_hours import limits_at

TOLD = "{title}（{day:%Y年%m月%d日}）：站点为您申请补录志愿服务，另一个人同意后计入时长。没有参加的，请在“我的时长”里提出。"
ACCEPTED = "{title}（{day:%Y年%m月%d日}）：补录已同意，计入您的志愿服务时长。"


@dataclass(frozen=True)
class BackFacts:
    """When somebody served, and why nobody took it down in time."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    break_minutes: int
    content: str
    reason: str


@recorded(VolunteerEvent.BACK_ASKED, keep=[])
def ask_back_entry(
    *, activity: VolunteerActivity, volunteer: Volunteer, facts: BackFacts, upload: Any, by: Actor
) -> BackEntry:
    """Ask for a record that was not taken down, with reason and proof. It counts only after another person agreed.

    The same stay asked for again answers the one that waits. Raises RuleBroken at the field: out of reach, one's own
    service, no reason, no proof, times that cannot be, an activity that was not held.
    """
    if not by.may_at(Action.HOURS_CONFIRM, code=activity.division_code, station_id=activity.station_id):
        raise RuleBroken("这项活动不在您的范围内，不能补录。", field="activity")
    himself = person_of(by)
    if himself is not None and (problem := own_problem(volunteer.person_id, himself.pk)):
        raise RuleBroken(problem, field="volunteer")
    lock_persons([volunteer.person_id])
    same = {"activity": activity, "volunteer": volunteer, "starts_at": facts.starts_at, "ends_at": facts.ends_at}
    waiting = BackEntry.objects.filter(accepted__isnull=True, **{f"record__{k}": v for k, v in same.items()}).first()
    if waiting is not None:
        return waiting
    _check(activity, volunteer, facts)
    if upload is None:
        raise RuleBroken("请上传证明材料（签到表、照片、证明的扫描件）。", field="file")
    file = _kept(upload, by)
    record = _made(activity, volunteer, facts, by)
    entry = BackEntry.objects.create(
        record=record, reason=facts.reason.strip()[:300], file=file, asked_at=moment(), asked_by=by
    )
    _tell(record, TOLD, by)
    return entry


@recorded(VolunteerEvent.BACK_DECIDED, keep=["accepted"])
def decide_back_entry(*, entry: BackEntry, accepted: bool, by: Actor, answer: str = "") -> BackEntry:
    """Another person says yes: it counts, and stays visibly 补录; or no, with a reason the volunteer reads.

    Raises RuleBroken: whoever asked for it, one's own service, out of reach, decided meanwhile, no without a reason.
    """
    if not accepted and not answer.strip():
        raise RuleBroken("请写明不同意补录的理由，本人会看到。", field="answer")
    held = BackEntry.objects.select_for_update(of=("self",)).select_related("record").get(pk=entry.pk)
    if held.decided_at is not None:
        raise RuleBroken("这项补录已经审批，请刷新页面。")
    record = held_records([held.record], by, Action.HOURS_BACK)[0]
    if problem := approver_problem(himself=bool(own_accounts([held.asked_by.uuid], by))):
        raise RuleBroken(problem)
    held.accepted, held.answer = accepted, answer.strip()[:300]
    held.decided_at, held.decided_by = moment(), by
    held.save(update_fields=["accepted", "answer", "decided_at", "decided_by"])
    if not accepted:
        refuse(record, held.answer, by)
        return held
    who: dict[str, Any] = {"confirmed_at": held.asked_at, "confirmed_by": held.asked_by}
    move(record, RecordState.CONFIRMED, table=RECORD_STATES, by=held.asked_by, **who)
    move(record, RecordState.VERIFIED, table=RECORD_STATES, by=by, verified_at=moment(), verified_by=by)
    count_fresh([record], by)
    _tell(record, ACCEPTED, by)
    return held


def _kept(upload: Any, by: Actor) -> KeptFile:
    try:
        return keep_file(upload=upload, title="补录证明材料", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="file") from refusal


def _made(activity: VolunteerActivity, volunteer: Volunteer, facts: BackFacts, by: Actor) -> ServiceRecord:
    came = (SignUpState.ACCEPTED, SignUpState.ATTENDED)
    sign_up = SignUp.objects.filter(activity=activity, volunteer=volunteer, state__in=came).first()
    return ServiceRecord.objects.create(
        station=activity.station,
        division_code=activity.division_code,
        activity=activity,
        volunteer=volunteer,
        sign_up=sign_up,
        served_on=localdate(facts.starts_at),
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        break_minutes=facts.break_minutes,
        minutes=service_minutes(facts.starts_at, facts.ends_at, facts.break_minutes),
        content=facts.content.strip()[:200] or activity.content[:200],
        source=RecordSource.BACKFILL,
        state_since=today(),
        grade=Grade.D,
        signals=Signals(rostered=sign_up is not None, recipient=activity.confirmations.exists() or None).stored(),
        recorded_at=moment(),
        recorded_by=by,
    )


def _check(activity: VolunteerActivity, volunteer: Volunteer, facts: BackFacts) -> None:
    if problem := activity_problem(activity.state):
        raise RuleBroken(problem, field="activity")
    person, day = volunteer.person_id, localdate(facts.starts_at)
    held = held_hours([person], [day])
    margin = int(value_of("checkin.out.minutes", on=day, division_code=activity.division_code))
    minutes = service_minutes(facts.starts_at, facts.ends_at, facts.break_minutes)
    problems = {
        "reason": "" if facts.reason.strip() else "请写明当时为什么没有记录。",
        "volunteer": registered_problem(day, volunteer.confirmed_at and localdate(volunteer.confirmed_at)),
        "ends_at": span_problem(facts.starts_at, facts.ends_at, moment(), facts.break_minutes)
        or day_problem(minutes, held.minutes[person, day], limits_at(day, activity.division_code)),
        "starts_at": overlap_problem((facts.starts_at, facts.ends_at), held.others(person))
        or within_problem((facts.starts_at, facts.ends_at), (activity.starts_at, activity.ends_at), margin),
    }
    for field, problem in problems.items():
        if problem:
            raise RuleBroken(problem, field=field)


def _tell(record: ServiceRecord, text: str, by: Actor) -> None:
    tell_persons(
        persons=[record.volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.ServiceRecord:{record.uuid}",
        text=text.format(title=record.activity.title, day=record.served_on),
        by=by,
    )
