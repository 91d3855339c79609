"""Whom a step of supervision tells, and in which words: dates and forms, never what was talked about."""

from __future__ import annotations

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.staff.models import (
    AgendaItem,
    AgreedAction,
    ConfidentialNote,
    EmergencyAccess,
    SupervisionSession,
    Worker,
)
from liangzhan.staff.queries.supervision_people import supervisors_at, users_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day


def _session(session: SupervisionSession) -> str:
    return f"staff.supervision:{session.pk}"


def _page(session: SupervisionSession) -> str:
    return reverse("staff:session-page", args=[session.pk])


def _supervisees(session: SupervisionSession, by: Actor, **only: bool) -> list[User]:
    workers = Worker.objects.filter(supervisions__in=session.parts.filter(**only))
    return [user for user in users_of(workers) if user.uuid != by.uuid]


def planned(session: SupervisionSession, *, by: Actor) -> None:
    """The supervisees learn of the day."""
    text = f"{day(session.held_on)} {session.starts:%H:%M} {session.get_form_display()}，请留出时间。"
    subject, href = _session(session), _page(session)
    tell(recipients=_supervisees(session, by), kind=NoticeKind.RESULT, subject=subject, text=text, href=href, by=by)


def cancelled(session: SupervisionSession, *, by: Actor) -> None:
    """It will not take place."""
    settle(subject=_session(session), by=by)
    text = f"{day(session.held_on)}的{session.get_form_display()}已取消。"
    href = reverse("staff:supervision-own")
    people = _supervisees(session, by)
    tell(recipients=people, kind=NoticeKind.RESULT, subject=_session(session), text=text, href=href, by=by)


def recorded_for(session: SupervisionSession, *, by: Actor) -> None:
    """Who came reads the record and confirms it."""
    settle(subject=_session(session), by=by)
    text = f"{day(session.held_on)}的{session.get_form_display()}已有记录，请您确认。"
    tell(
        recipients=_supervisees(session, by, attended=True),
        kind=NoticeKind.TODO,
        subject=_session(session),
        text=text,
        href=_page(session),
        by=by,
    )


def confirmed(session: SupervisionSession, *, by: Actor) -> None:
    """Nothing more to do about this session."""
    settle(subject=_session(session), by=by)


def _action(action: AgreedAction) -> str:
    return f"staff.supervision_action:{action.pk}"


def action_done(action: AgreedAction, *, by: Actor) -> None:
    """The supervisor looks at what was done."""
    supervisor = action.session.supervisor
    href = reverse("staff:action-check", args=[action.pk])
    text = "有一项督导行动已落实，请核对。"
    people = [supervisor] if supervisor is not None else []
    tell(recipients=people, kind=NoticeKind.TODO, subject=_action(action), text=text, href=href, by=by)


def action_settled(action: AgreedAction, *, by: Actor) -> None:
    """It was checked."""
    settle(subject=_action(action), by=by)


def action_returned(action: AgreedAction, *, by: Actor) -> None:
    """The owner reads what lacks."""
    settle(subject=_action(action), by=by)
    href = reverse("staff:action-finish", args=[action.pk])
    text = "有一项督导行动还没有落实到位，请看核对意见。"
    people = users_of([action.worker])
    tell(
        recipients=people,
        kind=NoticeKind.RETURNED,
        subject=_action(action),
        text=text,
        href=href,
        due_on=action.due_on,
        by=by,
    )


def agenda_added(item: AgendaItem, station: Station, *, by: Actor) -> None:
    """The supervisors of the area see it on their desks."""
    subject = f"staff.agenda:{item.pk}"
    text = f"{station.name}有新的督导议题：{item.reason}。"
    href = reverse("staff:supervision-desk")
    people = supervisors_at(station, today())
    tell(recipients=people, kind=NoticeKind.RESULT, subject=subject, text=text, href=href, by=by)


def emergency_opened(access: EmergencyAccess, *, by: Actor) -> None:
    """Authors of the notes and the head learn that it happened; others than the reader review it the next day."""
    subject = f"staff.emergency:{access.pk}"
    authors = User.objects.filter(
        is_active=True, pk__in=ConfidentialNote.objects.filter(part__worker=access.worker).values("author_id")
    )
    code, on = access.division_code, today()
    heads = users_with(Action.SUPERVISION_REGISTER, code=code, on=on, station_id=access.station_id)
    told = [*authors.order_by("id"), *heads, *users_of([access.worker])]
    text = f"因危及生命的紧急情形，{by.label}调阅了有关的督导保密记录。"
    href = reverse("staff:supervision-own")
    tell(recipients=told, kind=NoticeKind.SYSTEM, subject=subject, text=text, href=href, by=by)
    reviewers = users_with(Action.COMPLAINT_HANDLE, code=code, on=on).exclude(uuid=by.uuid)
    tell(
        recipients=reviewers,
        kind=NoticeKind.TODO,
        subject=f"{subject}:review",
        text="有一次紧急调阅督导保密记录，请复核。",
        href=reverse("staff:emergency-review", args=[access.pk]),
        due_on=access.review_due_on,
        by=by,
    )


def emergency_reviewed(access: EmergencyAccess, *, by: Actor) -> None:
    """The review is written."""
    settle(subject=f"staff.emergency:{access.pk}:review", by=by)
