"""How much supervision took place, and who is owed some: counts only (I24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q, QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.supervision import SessionState
from liangzhan.staff.models import Post, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision_people import since_of, staffed, unassigned
from liangzhan.staff.rules.supervision_minima import (
    KEYS,
    Held,
    Minima,
    Owed,
    before,
    minima_from,
    month_of,
    owed,
    periods_of_quarter,
    quarter_of,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import values_of


@dataclass
class StationFigures:
    """One station in one quarter. `short` are workers in post who lack something; nobody is named."""

    station: Station
    workers: int = 0
    sessions: int = 0
    minutes: int = 0
    individual: int = 0
    group: int = 0
    short: int = 0
    unassigned: bool = False
    seen: set[int] = field(default_factory=set)

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


ROLES = "supervision.roles"


def _settings(on: dt.date, division_code: str) -> tuple[list[str], Minima]:
    """(roles that must be supervised, the minima) in force for a place, one query."""
    values = values_of([*KEYS, ROLES], on=on, division_code=division_code)
    return values[ROLES], minima_from(values)


def held_of(workers: Collection[int] | QuerySet[Worker], start: dt.date, end: dt.date) -> dict[int, list[Held]]:
    """{worker id: confirmed sessions in which he took part}, one query; by ids or by a query of workers."""
    rows = SupervisionPart.objects.filter(
        worker__in=workers,
        session__state=SessionState.CONFIRMED,
        session__held_on__gte=start,
        session__held_on__lte=end,
    ).exclude(attended=False)
    found: dict[int, list[Held]] = {}
    names = ("worker_id", "session__held_on", "session__form", "session__minutes")
    for worker_id, on, form, minutes in rows.order_by("id").values_list(*names):
        found.setdefault(worker_id, []).append(Held(on, form, minutes))
    return found


def owed_by_worker(worker_ids: Iterable[int], *, on: dt.date, division_code: str) -> dict[int, list[Owed]]:
    """{worker id: what he lacks now}; workers who lack nothing are left out. Three queries for any number of workers."""
    ids = list(worker_ids)
    roles, minima = _settings(on, division_code)
    since = since_of(ids, on, roles)
    start = min(month_of(before(on.replace(day=1)))[0], quarter_of(before(quarter_of(on)[0]))[0])
    held = held_of(since.keys(), start, on)
    lacking = {pk: owed(held.get(pk, ()), since=day, on=on, minima=minima) for pk, day in since.items()}
    return {pk: found for pk, found in lacking.items() if found}


def figures_of(stations: Iterable[Station], quarter: dt.date, *, on: dt.date) -> list[StationFigures]:
    """The figures of these stations in the quarter that holds the day, in their order; six queries for any number."""
    wanted = list(stations)
    rows = {one.pk: StationFigures(one) for one in wanted}
    first, last = quarter_of(quarter)
    _count_sessions(rows, first, last, on)
    _count_short(rows, first, min(last, on))
    for pk in unassigned(wanted, on):
        rows[pk].unassigned = True
    return [rows[one.pk] for one in wanted]


def _count_sessions(rows: dict[int, StationFigures], first: dt.date, last: dt.date, on: dt.date) -> None:
    _, minima = _settings(on, "")
    parts = SupervisionPart.objects.filter(
        station_id__in=rows, session__state=SessionState.CONFIRMED, session__held_on__range=(first, last)
    ).exclude(attended=False)
    names = ("station_id", "session_id", "session__form", "session__minutes")
    for station_id, session_id, form, minutes in parts.order_by("id").values_list(*names):
        row = rows[station_id]
        if session_id in row.seen:
            continue
        row.seen.add(session_id)
        row.sessions += 1
        row.minutes += minutes
        row.individual += form in minima.individual_forms
        row.group += form in minima.group_forms


def _count_short(rows: dict[int, StationFigures], first: dt.date, until: dt.date) -> None:
    """Workers in post at the end of the quarter (or today) with a month or the quarter itself unmet so far."""
    roles, minima = _settings(until, "")
    posts = Post.objects.in_force(until).filter(station_id__in=rows, role__in=roles).order_by("starts_on", "id")
    since: dict[int, dt.date] = {}
    at: dict[int, set[int]] = {}
    for worker_id, station_id, starts_on in posts.values_list("worker_id", "station_id", "starts_on"):
        since.setdefault(worker_id, starts_on)
        at.setdefault(station_id, set()).add(worker_id)
    held = held_of(since.keys(), first, until)
    periods = [one for one in periods_of_quarter(first) if one[2] <= until]
    short = {
        worker_id
        for worker_id, day in since.items()
        if owed(held.get(worker_id, ()), since=day, on=until, minima=minima, periods=periods)
    }
    for station_id, workers in at.items():
        rows[station_id].workers = len(workers)
        rows[station_id].short = len(workers & short)


def totals(scope: Scope, quarter: dt.date) -> dict[str, int]:
    """Sessions and minutes of the whole area in the quarter; a session with people of two stations counts once."""
    rows = SupervisionSession.objects.within(scope, Action.SUPERVISION_FIGURES).confirmed()
    found = rows.filter(held_on__range=quarter_of(quarter)).aggregate(sessions=Count("id"), minutes=Sum("minutes"))
    return {"sessions": found["sessions"], "minutes": found["minutes"] or 0}


def confirmed_within(station: Station, start: dt.date, on: dt.date) -> tuple[int, dt.date | None]:
    """(how many confirmed sessions of the station from start to the day, the last day of one) for the evidence of 2.6.3."""
    rows = SupervisionSession.objects.confirmed().filter(
        Q(held_on__gte=start, held_on__lte=on),
        pk__in=SupervisionPart.objects.filter(station=station).exclude(attended=False).values("session_id"),
    )
    days = list(rows.order_by("-held_on").values_list("held_on", flat=True)[:200])
    return len(days), days[0] if days else None


def stations_for_figures(scope: Scope) -> QuerySet[Station]:
    """Stations of the area with somebody in post, in the order of the list."""
    return staffed(Station.objects.within(scope, Action.SUPERVISION_FIGURES))


def short_now(workers: QuerySet[Worker], *, on: dt.date, division_code: str) -> int:
    """How many of these workers lack what a finished month or quarter asked for. Three queries, for a warning."""
    roles, minima = _settings(on, division_code)
    start = min(month_of(before(on.replace(day=1)))[0], quarter_of(before(quarter_of(on)[0]))[0])
    posts = Post.objects.in_force(on).filter(worker__in=workers.order_by(), role__in=roles)
    since = dict(posts.order_by().values_list("worker_id").annotate(first=Min("starts_on")))
    held = held_of(workers.order_by(), start, on)
    return sum(
        any(one.late for one in owed(held.get(pk, ()), since=day, on=on, minima=minima)) for pk, day in since.items()
    )
