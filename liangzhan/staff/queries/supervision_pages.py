"""What the pages of a session and its forms show, and what their reader may do there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.occasions.queries.presence import present_ids
from liangzhan.staff.choices.supervision import ActionState, SessionState
from liangzhan.staff.models import AgendaItem, ConfidentialNote, Post, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import LIVE_AGENDA, own_part, visible_agenda, writes
from liangzhan.staff.queries.supervision_people import peers_of, posts_in, supervised_workers, supervising_area
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.supervision import needs_paper
from liangzhan.stations.models import Station

MOST = 60  # workers to tick on one page; above it a station is chosen first


@dataclass(frozen=True)
class Candidates:
    """Whom a supervisor can tick: all of few stations, or those of the chosen ones."""

    workers: list[Worker] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    stations: list[Station] = field(default_factory=list)
    must_choose: bool = False


def _numbers(given: Mapping[str, Any], name: str) -> list[int]:
    values = given.getlist(name) if hasattr(given, "getlist") else []
    return [int(one) for one in values if one.isascii() and one.isdigit() and len(one) < 19]


def candidates(actor: Actor, given: Mapping[str, Any], on: dt.date) -> Candidates:
    """By `?worker=` that one's station, by `?station=` those stations, otherwise everybody when they are few."""
    mine = supervised_workers(actor, on)
    held = posts_in(supervising_area(actor, on), on)
    chosen = _numbers(given, "worker")
    wanted = _numbers(given, "station")
    if chosen:
        wanted += list(held.filter(worker_id__in=chosen).order_by("id").values_list("station_id", flat=True))
    stations = list(Station.objects.filter(pk__in=held.order_by().values("station_id")).order_by("name", "id")[:400])
    if wanted:
        mine = mine.filter(pk__in=held.filter(station_id__in=wanted).values("worker_id"))
    workers = list(mine.order_by("display_name", "id")[: MOST + 1])
    if len(workers) > MOST and not wanted:
        return Candidates(stations=stations, must_choose=True)
    ticked = chosen or ([workers[0].pk] if len(workers) == 1 else [])
    return Candidates(workers, ticked, stations)


def own_peers(actor: Actor, on: dt.date) -> list[Worker]:
    """With whom a worker can hold a peer session."""
    own = worker_of(actor)
    return [] if own is None else list(peers_of(own, on).order_by("display_name", "id")[:200])


def live_agenda_of(session: SupervisionSession, actor: Actor, on: dt.date) -> list[AgendaItem]:
    """Items of the supervisees that can be taken up in this session: waiting, postponed, or taken up here already."""
    rows = visible_agenda(actor, on).filter(worker__in=[part.worker_id for part in session.parts.order_by("id")])
    rows = rows.filter(Q(session__isnull=True, state__in=LIVE_AGENDA) | Q(session=session))
    return list(rows.exclude(state="SETTLED").order_by("added_at", "id")[:50])


def came_by_check_in(session: SupervisionSession) -> list[int]:
    """Worker ids to tick beforehand: as recorded, else who checked in, else all."""
    parts = list(session.parts.select_related("worker").order_by("id"))
    if any(part.attended is not None for part in parts):
        return [part.worker_id for part in parts if part.attended]
    present = present_ids(session.occasion) if session.occasion is not None else set()
    came = [part.worker_id for part in parts if part.worker.person_id in present]
    return came or [part.worker_id for part in parts]


def session_parts(session: SupervisionSession) -> dict[str, Any]:
    """Actions, addenda and agenda of a session, for its page."""
    return {
        "actions": list(session.actions.select_related("worker").order_by("due_on", "id")),
        "addenda": list(session.addenda.order_by("id")),
        "agenda": list(session.agenda.select_related("worker").order_by("added_at", "id")),
    }


def notes_shown(session: SupervisionSession, actor: Actor) -> list[ConfidentialNote]:
    """Notes of the session that this reader wrote or was shown."""
    rows = ConfidentialNote.objects.readable_by(actor).filter(session=session)
    return list(rows.select_related("author", "part__worker").order_by("written_at", "id"))


def rights_on_session(session: SupervisionSession, actor: Actor) -> dict[str, bool]:
    """What the reader may do here."""
    part = own_part(session, actor)
    keeps = writes(session, actor, part)
    came = part is not None and bool(part.attended)
    paper = needs_paper(has_account=session.supervisor_id is not None, form=session.form, others=session.others)
    held = session.state == SessionState.HELD
    rated = part is not None and part.feedback is not None
    return {
        "record": keeps and session.state in (SessionState.PLANNED, SessionState.HELD),
        "cancel": keeps and session.state == SessionState.PLANNED,
        "paper": keeps and held,
        "paper_needed": paper,
        "sign": held and came and part is not None and part.signed_at is None,
        "rate": came and not rated and session.supervisor is not None and session.state == SessionState.CONFIRMED,
        "add": session.state == SessionState.CONFIRMED,
        "note": session.state != SessionState.CANCELLED,
        "keeps": keeps,
        "open_actions": session.actions.exclude(state=ActionState.CHECKED).exists(),
    }


def home_station(worker: Worker, on: dt.date) -> Post | None:
    """The worker's oldest post in force."""
    return Post.objects.in_force(on).filter(worker=worker).select_related("station").order_by("starts_on", "id").first()


def stations_headed(actor: Actor) -> list[Station]:
    """Stations whose register the actor keeps."""
    rows = Station.objects.within(actor.scope, Action.SUPERVISION_REGISTER).filter(closed_on__isnull=True)
    return list(rows.order_by("name", "id")[:200])
