"""Supervision and ethics on the desk: records to confirm, agreed actions, who is owed, complaints with their deadlines."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.staff.choices.supervision import ActionState, SessionState
from liangzhan.staff.models import AgreedAction, EmergencyAccess, SupervisionPart
from liangzhan.staff.queries.complaints import at_desk
from liangzhan.staff.queries.ethics import register
from liangzhan.staff.queries.supervision import actions_to_check
from liangzhan.staff.queries.supervision_desk import workers_on_desk
from liangzhan.staff.queries.supervision_emergency import to_review
from liangzhan.staff.queries.supervision_minima import short_now
from liangzhan.staff.queries.supervision_pages import stations_headed
from liangzhan.staff.queries.supervision_people import unassigned
from liangzhan.staff.rules.complaints import OPEN, due_of
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

SHOWN = 5


@desk_panel
def records_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """Records of sessions that wait for the worker's own word."""
    if actor.person_uuid is None or not actor.may(Action.STAFF_OWN):
        return []
    rows = SupervisionPart.objects.filter(
        worker__person__uuid=actor.person_uuid,
        attended=True,
        signed_at__isnull=True,
        session__state=SessionState.HELD,
    ).select_related("session")
    return [
        Todo("确认督导记录", f"（{one.session.held_on:%m-%d}）", reverse("staff:session-page", args=[one.session_id]))
        for one in rows.order_by("session__held_on", "id")[:SHOWN]
    ]


@desk_panel
def agreed_actions(actor: Actor, today: dt.date) -> list[Todo]:
    """What was agreed in supervision, with its due day; the words are on the page."""
    if actor.person_uuid is None or not actor.may(Action.STAFF_OWN):
        return []
    rows = AgreedAction.objects.filter(worker__person__uuid=actor.person_uuid, state=ActionState.OPEN)
    return [
        Todo(
            "落实督导行动",
            f"：{one.text[:30]}",
            reverse("staff:action-finish", args=[one.pk]),
            due_on=one.due_on,
            tone="miss" if one.due_on < today else "wait",
        )
        for one in rows.order_by("due_on", "id")[:SHOWN]
    ]


@desk_panel
def actions_waiting_for_a_look(actor: Actor, today: dt.date) -> list[Todo]:
    """Done actions of the supervisor's own sessions."""
    if not actor.may(Action.SUPERVISION_RECORD):
        return []
    return [
        Todo("核对", f"{one.worker.display_name}的督导行动", reverse("staff:action-check", args=[one.pk]))
        for one in actions_to_check(actor)[:SHOWN]
    ]


@desk_panel
def declarations_to_look_at(actor: Actor, today: dt.date) -> list[Todo]:
    """Conflicts and gifts that nobody looked at yet; for heads and 两委, who are near."""
    if not actor.holds(Role.STATION_HEAD, Role.COMMITTEE):
        return []
    rows = register(actor).filter(seen_at__isnull=True)
    if actor.person_uuid is not None:
        rows = rows.exclude(worker__person__uuid=actor.person_uuid)
    return [
        Todo("阅签", f"{one.worker.display_name}的申报", reverse("staff:ethics-declaration", args=[one.pk]))
        for one in rows.order_by("happened_on", "id")[:SHOWN]
    ]


@desk_panel
def complaints_at_the_desk(actor: Actor, today: dt.date) -> list[Todo]:
    """Complaints with the deadline that runs."""
    if not actor.may(Action.COMPLAINT_HANDLE):
        return []
    found = []
    for row in at_desk(actor).filter(state__in=OPEN).order_by("acknowledge_due_on", "id")[:SHOWN]:
        due = due_of(row.state, row.acknowledge_due_on, row.answer_due_on)
        tone = "miss" if due is not None and due < today else "wait"
        verb = "决定是否受理投诉" if row.state == "RECEIVED" else "办理投诉"
        href = reverse("staff:complaint-page", args=[row.pk])
        found.append(Todo(verb, f"（{row.station.name}）", href, due_on=due, tone=tone))
    return found


@desk_panel
def emergencies_to_review(actor: Actor, today: dt.date) -> list[Todo]:
    """Emergency readings that another person has to review."""
    if not actor.holds(Role.COMMITTEE, Role.STREET, Role.COUNTY):
        return []
    rows = to_review(actor).filter(reviewed_at__isnull=True)
    return [_review(one, today) for one in rows.order_by("review_due_on", "id")[:SHOWN]]


def _review(one: EmergencyAccess, today: dt.date) -> Todo:
    tone = "miss" if one.review_due_on < today else "wait"
    href = reverse("staff:emergency-review", args=[one.pk])
    return Todo("复核紧急调阅", f"（{one.station.name}）", href, due_on=one.review_due_on, tone=tone)


@warning_panel
def workers_owed(actor: Actor, today: dt.date) -> list[Todo]:
    """How many of my people lack supervision of the month or quarter that is over."""
    if not actor.holds(Role.SUPERVISOR, Role.STATION_HEAD):
        return []
    count = short_now(workers_on_desk(actor, today), on=today)
    if not count:
        return []
    href = reverse("staff:supervision-desk")
    return [Todo("查看", f"{count} 名工作人员没有达到督导最低次数", href, count=count, tone="miss")]


@warning_panel
def stations_without_supervisor(actor: Actor, today: dt.date) -> list[Todo]:
    """My stations for which nobody is 督导: a flag, nothing is blocked."""
    if not actor.holds(Role.STATION_HEAD):
        return []
    stations = stations_headed(actor)
    lacking = unassigned(stations, today)
    href = reverse("staff:supervision-register")
    return [
        Todo("查看", f"{one.name}还没有督导，可以先做同辈督导或请外部督导", href, tone="wait")
        for one in stations
        if one.pk in lacking
    ][:SHOWN]
