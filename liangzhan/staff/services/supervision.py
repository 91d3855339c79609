"""A supervision session is planned, cancelled, and its record written (domain.md 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import AttendeeState, OccasionKind, OccasionState
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion, change_occasion
from liangzhan.occasions.services.roll import close_occasion, take_roll
from liangzhan.staff import supervision_messages as messages
from liangzhan.staff.choices.supervision import (
    SessionState,
    SupervisionEvent,
    SupervisionForm,
    SupervisionTopic,
    SupervisorSource,
)
from liangzhan.staff.models import AgendaItem, Post, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import own_part, writes
from liangzhan.staff.queries.supervision_people import homes, peers_of, supervised_workers
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.supervision import SESSION, people_problem, time_problem
from liangzhan.staff.services.supervision_work import Agreed, add_actions, take_up
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(SupervisionEvent.PLANNED, keep=["form", "held_on"])
def plan_session(
    *,
    form: SupervisionForm | str,
    held_on: dt.date,
    starts: dt.time,
    minutes: int,
    workers: Sequence[Worker],
    by: Actor,
    source: SupervisorSource | str = SupervisorSource.INTERNAL,
    supervisor_name: str = "",
    others: str = "",
    place: str = "",
    online: bool = False,
) -> SupervisionSession:
    """Arrange a session, or begin to enter one that took place; supervisees are told. A supervisor plans for his people;
    any worker holds peer sessions or enters one led by somebody outside (`supervisor_name`), and takes part himself.
    """
    led = form != SupervisionForm.PEER and not supervisor_name.strip()
    _check_time(held_on, minutes, on=today())
    chosen = _people(form, workers, others, by, led=led)
    seats = _seats(chosen, held_on)
    session = SupervisionSession.objects.create(
        station=seats[0][1].station,
        division_code=seats[0][1].division_code,
        form=form,
        others=others.strip(),
        held_on=held_on,
        starts=starts,
        minutes=minutes,
        place=place.strip(),
        online=online,
        state_since=today(),
        saved_by=by,
        **_lead(form, source, supervisor_name, by, led=led),
    )
    _seat(session, seats)
    _arrange(session, chosen, by)
    messages.planned(session, by=by)
    return session


@recorded(SupervisionEvent.CANCELLED)
def cancel_session(*, session: SupervisionSession, reason: str, by: Actor) -> SupervisionSession:
    """A planned session will not take place; everybody is told and its agenda waits again."""
    _check_writer(session, by)
    if not reason.strip():
        raise RuleBroken("请写明取消的原因。", field="reason")
    if session.occasion is not None and session.occasion.state == OccasionState.PLANNED:
        cancel_occasion(occasion=session.occasion, reason=reason, by=by)
    row = move(
        session, SessionState.CANCELLED, table=SESSION, by=by, reason=reason, cancelled_reason=reason.strip()[:200]
    )
    take_up(session=session, items=[], by=by)
    messages.cancelled(row, by=by)
    return row


@recorded(SupervisionEvent.RECORDED)
def record_session(
    *,
    session: SupervisionSession,
    attended: Sequence[int],
    topics: Sequence[str],
    issues: str,
    by: Actor,
    advice: str = "",
    follow_up: str = "",
    minutes: int | None = None,
    held_on: dt.date | None = None,
    agenda: Sequence[AgendaItem] = (),
    actions: Sequence[Agreed] = (),
) -> SupervisionSession:
    """Write what was talked about, who came (`attended`: worker ids), what was agreed. Until confirmed it can be rewritten:
    the signatures already given then fall away, since they were given to other words.
    """
    held = SupervisionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    _check_writer(held, by)
    if held.state not in (SessionState.PLANNED, SessionState.HELD):
        raise RuleBroken(f"这次督导{held.get_state_display()}，不能再改。需要补充的，请写补充记录。")
    _check_words(topics, issues)
    held.held_on, held.minutes = held_on or held.held_on, minutes or held.minutes
    if held.held_on > today():
        raise RuleBroken("督导还没有进行，不能先写记录。", field="held_on")
    _check_time(held.held_on, held.minutes, on=today())
    _mark_attendance(held, attended)
    held.topics, held.issues, held.advice = list(topics), issues.strip(), advice.strip()
    held.follow_up = follow_up.strip()
    held.save(update_fields=["held_on", "minutes", "topics", "issues", "advice", "follow_up"])
    take_up(session=held, items=agenda, by=by)
    add_actions(session=held, actions=actions, by=by)
    if held.state == SessionState.PLANNED:
        move(held, SessionState.HELD, table=SESSION, by=by)
    _take_roll(held, by)
    messages.recorded_for(held, by=by)
    return held


def _people(form: str, workers: Sequence[Worker], others: str, by: Actor, *, led: bool) -> list[Worker]:
    """Who is supervised: each is one the actor may plan for; the sentence names nobody outside his reach."""
    own = worker_of(by)
    chosen = {one.pk: one for one in workers}
    if led:
        allowed = supervised_workers(by, today())
    elif own is None:
        raise RuleBroken("您的账户没有关联工作人员，请由参加督导的工作人员登记。")
    else:
        allowed = peers_of(own, today())
        chosen.pop(own.pk, None)
    if set(chosen) - set(allowed.filter(pk__in=chosen).values_list("pk", flat=True)):
        raise RuleBroken("所选人员中有人不在您的督导范围内，或已经离岗。请重新选择。", field="workers")
    people = list(chosen.values()) if led or own is None else [own, *chosen.values()]
    if problem := people_problem(form, len(people), others):
        raise RuleBroken(problem, field="workers")
    return people


def _lead(form: str, source: str, supervisor_name: str, by: Actor, *, led: bool) -> dict[str, Any]:
    """Who supervises: nobody among peers, the actor himself, or somebody outside by name."""
    if form == SupervisionForm.PEER:
        return {"source": "", "supervisor": None, "supervisor_name": ""}
    if led:
        return {"source": source, "supervisor": User.objects.get(uuid=by.uuid), "supervisor_name": by.label}
    return {
        "source": SupervisorSource.EXTERNAL,
        "supervisor": None,
        "supervisor_name": supervisor_name.strip(),
    }


def _seats(chosen: list[Worker], on: dt.date) -> list[tuple[Worker, Post]]:
    """Under which post each takes part; refuses who held none on the day."""
    held = homes(chosen, on)
    without = [one.display_name for one in chosen if one.pk not in held]
    if without:
        raise RuleBroken(f"{'、'.join(without)}在这一天没有在岗，请核对日期或人员。", field="workers")
    return [(one, held[one.pk]) for one in chosen]


def _seat(session: SupervisionSession, seats: list[tuple[Worker, Post]]) -> None:
    SupervisionPart.objects.bulk_create(
        SupervisionPart(session=session, worker=worker, station=post.station, division_code=post.division_code)
        for worker, post in seats
    )


def _check_time(held_on: dt.date, minutes: int, *, on: dt.date) -> None:
    back = value_of("supervision.record.days", on=on)
    field, problem = time_problem(held_on, minutes, on=on, back_days=back)
    if problem:
        raise RuleBroken(problem, field=field)


def _check_writer(session: SupervisionSession, by: Actor) -> None:
    if not by.unlimited and not writes(session, by, own_part(session, by)):
        raise RuleBroken("只有督导（没有督导账户的，由参加人）能办理这次督导的安排和记录。")


def _check_words(topics: Sequence[str], issues: str) -> None:
    if not topics or set(topics) - set(SupervisionTopic.values):
        raise RuleBroken("请选择督导主题。", field="topics")
    if not issues.strip():
        raise RuleBroken("请写明讨论的问题。", field="issues")


def _mark_attendance(session: SupervisionSession, attended: Sequence[int]) -> None:
    parts = list(SupervisionPart.objects.filter(session=session).order_by("id"))
    came = {part.worker_id for part in parts}.intersection(attended)
    if not came:
        raise RuleBroken("请至少勾选一名到场的人。没有进行的督导请取消。", field="attended")
    for part in parts:
        part.attended, part.signed_at, part.signed_by = part.worker_id in came, None, None
    SupervisionPart.objects.bulk_update(parts, ["attended", "signed_at", "signed_by"])


def _arrange(session: SupervisionSession, workers: list[Worker], by: Actor) -> None:
    """One occasion per session: check-in, calendar and presence are built there."""
    starts_at, ends_at = _span(session)
    session.occasion = arrange_occasion(
        kind=OccasionKind.SUPERVISION,
        title=session.get_form_display(),
        starts_at=starts_at,
        ends_at=ends_at,
        station=session.station,
        place="线上" if session.online else session.place,
        expected=[one.person for one in workers],
        by=by,
    )
    session.save(update_fields=["occasion"])


def _take_roll(session: SupervisionSession, by: Actor) -> None:
    """What the record says of who came is what the roll of the occasion says.

    A clash there (somebody scanned elsewhere at that hour) is settled on the page of the roll; the record is not held up.
    """
    if session.occasion is None or session.occasion.state != OccasionState.PLANNED:
        return
    parts = SupervisionPart.objects.filter(session=session).select_related("worker").order_by("id")
    marks = {part.worker.person_id: AttendeeState.PRESENT if part.attended else AttendeeState.ABSENT for part in parts}
    starts_at, ends_at = _span(session)
    try:
        with transaction.atomic():
            change_occasion(occasion=session.occasion, starts_at=starts_at, ends_at=ends_at, by=by)
            take_roll(occasion=session.occasion, marks=marks, by=by)
            close_occasion(occasion=session.occasion, by=by)
    except RuleBroken:
        return


def _span(session: SupervisionSession) -> tuple[dt.datetime, dt.datetime]:
    starts_at = timezone.make_aware(dt.datetime.combine(session.held_on, session.starts))
    return starts_at, starts_at + dt.timedelta(minutes=session.minutes)
