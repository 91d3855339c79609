"""A volunteer activity is planned, reviewed by another person, held, called off (domain.md 6.6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.needs.models import Project
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion, change_occasion
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move, moves_of
from liangzhan.volunteers.choices import VolunteerActivityState, VolunteerEvent
from liangzhan.volunteers.models import SignUp, VolunteerActivity, VolunteerPost
from liangzhan.volunteers.opened import held_activity, subject_of
from liangzhan.volunteers.rules.activities import (
    ACTIVITY_STATES,
    STANDING,
    ActivityFacts,
    activity_problems,
    holding_problem,
    reviewer_problem,
)

S = VolunteerActivityState
LEAD = dt.timedelta(minutes=30)  # people gather before it begins


@recorded(VolunteerEvent.ACTIVITY_SAVED, keep=["station"])
def save_activity(
    *,
    facts: ActivityFacts,
    station: Station,
    by: Actor,
    activity: VolunteerActivity | None = None,
    project: Project | None = None,
    leader_person: Person | None = None,
    form_key: UUID | None = None,
) -> VolunteerActivity:
    """Write a draft with its posts and its time in the calendar, or change a draft.

    The same `form_key` again answers the draft it made. Raises RuleBroken at the field.
    """
    if activity is None and form_key:
        made = VolunteerActivity.objects.filter(form_key=form_key, station=station).first()
        if made is not None:
            return made
    for field, sentence in activity_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    if project is not None and project.division_code != station.division_code:
        raise RuleBroken("请选择本社区（村）的项目。", field="project")
    given = {**_texts(facts), "project": project, "leader_person": leader_person}
    row = _changed(activity, given, by) if activity is not None else _made(given, station, form_key, by)
    row.posts.all().delete()
    for one in facts.posts:
        VolunteerPost.objects.create(activity=row, **{**asdict(one), "name": one.name.strip(), "skills": [*one.skills]})
    return row


@recorded(VolunteerEvent.ACTIVITY_MOVED)
def submit_activity(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """Ask another person to review it. Raises RuleBroken without a project (3.3.2: it answers a need) or once begun."""
    held = held_activity(activity)
    if held.project_id is None:
        raise RuleBroken("请先选择这项活动属于哪个项目，项目对应居民的需求。", field="project")
    if moment() >= held.starts_at:
        raise RuleBroken("开始时间已经过去，请先修改时间。", field="starts_at")
    return move(held, S.REVIEW, table=ACTIVITY_STATES, by=by, cancelled_reason="")


@recorded(VolunteerEvent.ACTIVITY_MOVED)
def approve_activity(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """Another person says yes: it takes its number and recruits. Raises RuleBroken for whoever planned it."""
    held = _reviewed(activity, by)
    series = f"{held.division_code}-VS-ACT-{today().year}"
    return move(held, S.RECRUITING, table=ACTIVITY_STATES, by=by, **_review(by), number=_number(held, series))


@recorded(VolunteerEvent.ACTIVITY_MOVED)
def return_activity(*, activity: VolunteerActivity, reason: str, by: Actor) -> VolunteerActivity:
    """Another person sends it back to be mended. Raises RuleBroken without a reason."""
    if not reason.strip():
        raise RuleBroken("请写明要修改什么。", field="reason")
    words = reason.strip()[:300]
    held = _reviewed(activity, by)
    return move(held, S.DRAFT, table=ACTIVITY_STATES, by=by, reason=words, cancelled_reason=words, **_review(by))


@recorded(VolunteerEvent.ACTIVITY_MOVED)
def begin_activity(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """The roster is published and it begins. Raises RuleBroken long before its time."""
    return _hold(activity, S.ONGOING, by)


@recorded(VolunteerEvent.ACTIVITY_MOVED)
def end_activity(*, activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """It is over; its stays become records of service (`record_stays`). Raises RuleBroken before its end."""
    return _hold(activity, S.ENDED, by)


@recorded(VolunteerEvent.ACTIVITY_CANCELLED, keep=["reason"])
def cancel_activity(*, activity: VolunteerActivity, reason: str, by: Actor) -> VolunteerActivity:
    """It will not take place: out of the calendar, and whoever signed up is told why.

    Raises RuleBroken without a reason, once it has begun, and when somebody has checked in.
    """
    if not reason.strip():
        raise RuleBroken("请写明取消的原因。", field="reason")
    held, words = held_activity(activity), reason.strip()[:200]
    move(held, S.CANCELLED, table=ACTIVITY_STATES, by=by, reason=words, cancelled_reason=words)
    if held.occasion is not None:
        cancel_occasion(occasion=held.occasion, reason=words, by=by)
    rows = SignUp.objects.filter(activity=held, state__in=STANDING)
    persons = list(rows.order_by("pk").values_list("volunteer__person_id", flat=True))
    text = f"志愿活动“{held.title}”已取消：{words}"
    tell_persons(persons=persons, kind=NoticeKind.RESULT, subject=subject_of(held), text=text, by=by)
    return held


def _made(given: dict[str, Any], station: Station, form_key: UUID | None, by: Actor) -> VolunteerActivity:
    occasion = arrange_occasion(kind=OccasionKind.VOLUNTEER, station=station, by=by, **_where(given))
    if form_key is not None:
        given["form_key"] = form_key
    return VolunteerActivity.objects.create(
        **given,
        station=station,
        division_code=station.division_code,
        occasion=occasion,
        state_since=today(),
        planned_at=moment(),
        planned_by=by,
    )


def _changed(activity: VolunteerActivity, given: dict[str, Any], by: Actor) -> VolunteerActivity:
    held = held_activity(activity)
    if held.state != S.DRAFT or held.occasion is None:
        raise RuleBroken(f"活动“{S(held.state).label}”，不能再修改。要改的，请审核人退回，或者取消后重新登记。")
    change_occasion(occasion=held.occasion, by=by, **_where(given))
    for name, value in given.items():
        setattr(held, name, value)
    held.save(update_fields=list(given))
    return held


def _where(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("title", "starts_at", "ends_at", "place")}


def _texts(facts: ActivityFacts) -> dict[str, Any]:
    given = {name: value for name, value in asdict(facts).items() if name != "posts"}
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def _reviewed(activity: VolunteerActivity, by: Actor) -> VolunteerActivity:
    """Locked, and `by` is somebody else than who wrote, submitted or leads it."""
    held = held_activity(activity)
    submitted = moves_of(held).filter(to_state=S.REVIEW).last()
    known = {held.planned_by.uuid, submitted.moved_by.uuid if submitted else None}
    leads = held.leader_person is not None and held.leader_person.uuid == by.person_uuid
    if problem := reviewer_problem(is_planner=leads or by.uuid in known):
        raise RuleBroken(problem)
    return held


def _review(by: Actor) -> dict[str, Any]:
    return {"reviewed_at": moment(), "reviewed_by": by}


def _number(held: VolunteerActivity, series: str) -> str:
    """`{community12}-VS-ACT-{yyyy}-{seq4}`, as the other numbers of 10.5."""
    return f"{series}-{next_number(series):04d}"


def _hold(activity: VolunteerActivity, to: str, by: Actor) -> VolunteerActivity:
    held = held_activity(activity)
    problem = holding_problem(to, now=moment(), starts_at=held.starts_at, ends_at=held.ends_at, lead=LEAD)
    if problem:
        raise RuleBroken(problem)
    return move(held, to, table=ACTIVITY_STATES, by=by)
