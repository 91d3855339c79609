"""What the desk, the worker's own page and the figures gather."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.staff.choices.supervision import SessionState
from liangzhan.staff.models import AgreedAction, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import (
    LIVE_AGENDA,
    actions_to_check,
    agenda_of,
    my_sessions,
    open_actions,
    rating_of,
    sessions_of_worker,
    to_be_signed,
    visible_agenda,
    with_parts,
)
from liangzhan.staff.queries.supervision_emergency import accesses_told
from liangzhan.staff.queries.supervision_figures import StationFigures, figures_of
from liangzhan.staff.queries.supervision_minima import owed_by_worker
from liangzhan.staff.queries.supervision_pages import home_station
from liangzhan.staff.queries.supervision_people import homes, supervised_workers, supervising_area, supervisors_at
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.supervision_minima import before, most_pressing, quarter_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of

SHOWN = 10
QUARTERS = 8


def workers_on_desk(actor: Actor, on: dt.date) -> QuerySet[Worker]:
    """Workers whom the actor supervises."""
    return supervised_workers(actor, on)


def worker_lines(workers: Iterable[Worker], actor: Actor, on: dt.date) -> list[dict[str, Any]]:
    """For the list: the worker, his station, what he lacks; seven queries for any number."""
    wanted = list(workers)
    seats = homes(wanted, on, supervising_area(actor, on))
    lacking = owed_by_worker([one.pk for one in wanted], on=on)
    last = _last_days([one.pk for one in wanted])
    return [
        {
            "worker": one,
            "post": seats.get(one.pk),
            "owed": most_pressing(lacking.get(one.pk, [])),
            "last": last.get(one.pk),
        }
        for one in wanted
    ]


def _last_days(worker_ids: list[int]) -> dict[int, dt.date]:
    rows = SupervisionPart.objects.filter(worker_id__in=worker_ids, counted_on__isnull=False)
    return dict(rows.order_by().values_list("worker_id").annotate(last=Max("counted_on")))


def desk_context(actor: Actor, on: dt.date) -> dict[str, Any]:
    """Above the list: sessions to come and to be recorded, agenda waiting, actions to check, the rating."""
    mine = with_parts(SupervisionSession.objects.filter(supervisor__uuid=actor.uuid)).order_by("-held_on", "-id")
    waiting = visible_agenda(actor, on).filter(state__in=LIVE_AGENDA)
    if actor.person_uuid is not None:
        waiting = waiting.exclude(worker__person__uuid=actor.person_uuid)
    least = value_of("supervision.rating.least", on=on)
    start, end, mean = rating_of(actor, on=on, least=least)
    return {
        "upcoming": list(mine.filter(state=SessionState.PLANNED).order_by("held_on", "starts", "id")[:SHOWN]),
        "unconfirmed": list(mine.filter(state=SessionState.HELD)[:SHOWN]),
        "recent": list(mine.filter(state=SessionState.CONFIRMED)[:SHOWN]),
        "agenda": list(waiting.order_by("added_at", "id")[:SHOWN]),
        "to_check": list(actions_to_check(actor)[:SHOWN]),
        "rating": mean,
        "rating_from": start,
        "rating_to": end,
        "rating_least": least,
    }


def own_context(actor: Actor, on: dt.date) -> dict[str, Any]:
    """A worker's page: next session, what to confirm, agenda, actions, what he is owed, who supervises his station."""
    worker = worker_of(actor)
    told = list(accesses_told(actor)[:SHOWN])
    if worker is None:
        return {"worker": None, "sessions": list(my_sessions(actor)[:SHOWN]), "told": told}
    post = home_station(worker, on)
    return {
        "worker": worker,
        "post": post,
        "supervisors": list(supervisors_at(post.station, on)) if post is not None else [],
        "to_sign": list(to_be_signed(worker)[:SHOWN]),
        "sessions": list(with_parts(sessions_of_worker(worker))[:SHOWN]),
        "agenda": list(agenda_of([worker])[:SHOWN]),
        "actions": list(open_actions(worker)[:SHOWN]),
        "owed": owed_by_worker([worker.pk], on=on).get(worker.pk, []),
        "told": told,
    }


def action_rows(sessions: Iterable[SupervisionSession], station_ids: Iterable[int]) -> dict[int, list[AgreedAction]]:
    """{session id: the actions of one's own people} for the head's register, one query."""
    rows = AgreedAction.objects.filter(session__in=[one.pk for one in sessions], station_id__in=list(station_ids))
    found: dict[int, list[AgreedAction]] = {}
    for action in rows.select_related("worker").order_by("due_on", "id"):
        found.setdefault(action.session_id, []).append(action)
    return found


def quarters_back(on: dt.date) -> list[tuple[str, str]]:
    """The running quarter and those before, as choices: ("2026-10-01", "2026年第4季度")."""
    start = quarter_of(on)[0]
    found = []
    for _ in range(QUARTERS):
        found.append((start.isoformat(), f"{start.year}年第{(start.month + 2) // 3}季度"))
        start = quarter_of(before(start))[0]
    return found


def quarter_from(text: str, on: dt.date) -> dt.date:
    """The first day of the chosen quarter; the running one for anything that is not a choice."""
    known = dict(quarters_back(on))
    return dt.date.fromisoformat(text) if text in known else quarter_of(on)[0]


def figure_rows(stations: Iterable[Station], quarter: dt.date, on: dt.date) -> list[StationFigures]:
    """The figures of these stations."""
    return figures_of(stations, quarter, on=on)
