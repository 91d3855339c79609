"""Complaints at a desk, by receipt code, and as counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.divisions.models import ZoneMember
from liangzhan.divisions.rules import ancestors
from liangzhan.staff.choices.complaints import ComplaintDesk, ComplaintState
from liangzhan.staff.models import Complaint, ComplaintStep, Post, Worker
from liangzhan.staff.models.complaints import DESK_ROLES
from liangzhan.staff.rules.complaints import OPEN, due_of, next_step, sees_identity
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.periods import today

PURPOSE = "staff.complaint"


def code_index(code: str) -> str:
    """The blind index of a receipt code, however it was typed."""
    plain = code.replace("-", "").replace(" ", "").upper()
    return blind_index(plain, PURPOSE)


def complaint_by_code(code: str) -> Complaint | None:
    """The complaint of this receipt code, or None."""
    return Complaint.objects.filter(code_index=code_index(code)).select_related("station").first()


def at_desk(actor: Actor) -> QuerySet[Complaint]:
    """Complaints at the actor's own desks, without those about himself."""
    rows = Complaint.objects.within(actor.scope, Action.COMPLAINT_HANDLE).not_about(actor)
    return rows.select_related("station", "worker__person", "paper")


def seats_at(desk: str, station: Station) -> QuerySet[User]:
    """Accounts that sit at a desk for a station."""
    codes = [*ancestors(station.division_code), station.division_code]
    zones = ZoneMember.objects.filter(member__code__in=codes).values("zone__code")
    grants = Grant.objects.in_force(today()).filter(role__in=DESK_ROLES[ComplaintDesk(desk)])
    place = Q(division_code__in=codes) | Q(division_code__in=zones)
    if desk == ComplaintDesk.STATION:
        place |= Q(station=station, role=Role.STATION_HEAD)
    return User.objects.filter(is_active=True, pk__in=grants.filter(place).values("user_id")).order_by("id")


def handlers(row: Complaint) -> list[User]:
    """Who handles a complaint; never the person concerned."""
    concerned = row.worker.person.uuid if row.worker is not None else None
    return [one for one in seats_at(row.desk, row.station) if concerned is None or one.person_uuid != concerned]


def staffed_desk(desk: str, station: Station, worker: Worker | None = None) -> ComplaintDesk:
    """The desk itself, or the next one up at which somebody else than the person concerned sits; the county at last."""
    order = list(DESK_ROLES)
    concerned = worker.person.uuid if worker is not None else None
    for one in order[order.index(ComplaintDesk(desk)) :]:
        people = seats_at(one, station)
        if any(concerned is None or user.person_uuid != concerned for user in people):
            return one
    return ComplaintDesk.COUNTY


def steps_of(row: Complaint) -> QuerySet[ComplaintStep]:
    """What was done, in order."""
    return row.steps.order_by("id")


def people_of(station: Station, on: dt.date) -> QuerySet[Worker]:
    """Whom a complaint about a station may concern: who is or was in post there."""
    posts = Post.objects.filter(station=station, starts_on__lte=on)
    return Worker.objects.filter(pk__in=posts.values("worker_id")).order_by("display_name", "id")


def counts(actor: Actor, year: int) -> dict[str, int]:
    """{state: how many} of the year at the actor's desks."""
    rows = (
        Complaint.objects.within(actor.scope, Action.COMPLAINT_HANDLE).not_about(actor).filter(received_on__year=year)
    )
    found = dict(rows.order_by("state").values_list("state").annotate(n=Count("id")))
    return {state: found.get(state, 0) for state in ComplaintState.values}


def overdue(rows: QuerySet[Complaint], on: dt.date) -> QuerySet[Complaint]:
    """Those whose running deadline is over."""
    waiting = Q(state=ComplaintState.RECEIVED, acknowledge_due_on__lt=on)
    working = Q(state__in=[ComplaintState.ACCEPTED, ComplaintState.HANDLING], answer_due_on__lt=on)
    return rows.filter(waiting | working)


def open_to_public(text: str) -> QuerySet[Station]:
    """Stations anybody may complain about, found by a part of name or place (at least two letters)."""
    rows = Station.objects.filter(state__in=[State.OPERATING, State.SUSPENDED, State.ACCEPTED, State.CLOSING])
    return (
        rows.filter(Q(name__contains=text) | Q(site__name__contains=text))
        .select_related("site")
        .order_by("division_code", "kind", "id")
    )


def public_facts(row: Complaint) -> dict[str, Any]:
    """What the holder of the receipt code is told: state, deadlines, the answer. No name of anybody."""
    due = due_of(row.state, row.acknowledge_due_on, row.answer_due_on)
    return {
        "station": row.station.name,
        "received_on": row.received_on,
        "state": row.get_state_display(),
        "desk": row.get_desk_display(),
        "due_on": due,
        "next": next_step(row.state),
        "reason": row.not_accepted_reason,
        "outcome": row.get_outcome_display(),
        "answer": row.answer,
    }


def complaint_rights(row: Complaint) -> dict[str, bool]:
    """Which deeds stand open, by state; who may is settled by the desk."""
    return {
        "decide": row.state == ComplaintState.RECEIVED,
        "work": row.state in (ComplaintState.ACCEPTED, ComplaintState.HANDLING),
        "close": row.state == ComplaintState.ANSWERED,
        "live": row.state in OPEN,
        "identity": sees_identity(row.desk),
    }
