"""How much supervision took place, and who is owed some: counts only (I24)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.staff.models import Post, SupervisionPart, SupervisionSession
from liangzhan.staff.queries.supervision_minima import Settings, held_of, lacking, subjects
from liangzhan.staff.queries.supervision_people import staffed, unassigned
from liangzhan.staff.rules.supervision_minima import periods_of_quarter, quarter_of
from liangzhan.stations.models import Station


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


def figures_of(stations: Iterable[Station], quarter: dt.date, *, on: dt.date) -> list[StationFigures]:
    """The figures of these stations in the quarter that holds the day, in their order; six queries for any number."""
    wanted = list(stations)
    rows = {one.pk: StationFigures(one) for one in wanted}
    first, last = quarter_of(quarter)
    settings = Settings(min(last, on))
    _count_sessions(rows, first, last, settings)
    _count_short(rows, first, settings)
    for pk in unassigned(wanted, on):
        rows[pk].unassigned = True
    return [rows[one.pk] for one in wanted]


def _count_sessions(rows: dict[int, StationFigures], first: dt.date, last: dt.date, settings: Settings) -> None:
    parts = SupervisionPart.objects.filter(station_id__in=rows, counted_on__range=(first, last))
    names = ("station_id", "session_id", "session__form", "session__minutes")
    for station_id, session_id, form, minutes in parts.order_by("id").values_list(*names):
        row = rows[station_id]
        if session_id in row.seen:
            continue
        minima = settings.at(row.station.division_code)[1]
        row.seen.add(session_id)
        row.sessions += 1
        row.minutes += minutes
        row.individual += form in minima.individual_forms
        row.group += form in minima.group_forms


def _count_short(rows: dict[int, StationFigures], first: dt.date, settings: Settings) -> None:
    """Workers in post at the end of the quarter (or today) with a finished month or the finished quarter unmet."""
    posts = Post.objects.in_force(settings.on).filter(station_id__in=rows)
    subject_to = subjects(posts, settings)
    at: dict[int, set[int]] = {}
    for worker_id, station_id in posts.order_by("id").values_list("worker_id", "station_id"):
        if worker_id in subject_to:
            at.setdefault(station_id, set()).add(worker_id)
    held = held_of(subject_to.keys(), first, settings.on)
    over = [one for one in periods_of_quarter(first) if one[2] <= settings.on]
    short = set(lacking(subject_to, held, settings, over))
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
    rows = SupervisionPart.objects.filter(station=station, counted_on__range=(start, on))
    found = rows.aggregate(count=Count("session", distinct=True), last=Max("counted_on"))
    return found["count"], found["last"]


def stations_for_figures(scope: Scope) -> QuerySet[Station]:
    """Stations of the area with somebody in post, in the order of the list."""
    return staffed(Station.objects.within(scope, Action.SUPERVISION_FIGURES))
