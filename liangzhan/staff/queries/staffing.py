"""The posts of stations as counting sees them: one query for any number of stations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from liangzhan.staff.models import Certificate, Post
from liangzhan.staff.rules.staffing import CountedPost, count, has_begun
from liangzhan.staff.settings import BASES
from liangzhan.stations.models import Station
from liangzhan.stations.rules.staffing import StaffCount
from liangzhan.toolkit.parameters import value_of

COLUMNS = (
    "station_id",
    "worker_id",
    "role",
    "employment",
    "starts_on",
    "ends_on",
    "worker__professional_basis",
    "worker__recognition",
    "worker__recognition_on",
    "first_passed",
)
BATCH = 500


def first_passed(worker: str) -> Subquery:
    """The day of the first certificate of the worker behind a path."""
    held = Certificate.objects.filter(worker_id=OuterRef(worker)).order_by("passed_on", "id")
    return Subquery(held.values("passed_on")[:1])


def posts_of_stations(stations: Iterable[Station]) -> dict[int, list[CountedPost]]:
    """Every post of the stations, by station id; stations without one are missing."""
    rows = Post.objects.filter(station__in=list(stations)).annotate(first_passed=first_passed("worker_id"))
    found: dict[int, list[CountedPost]] = {}
    for station, *values in rows.order_by("id").values_list(*COLUMNS):
        found.setdefault(station, []).append(CountedPost(*values))
    return found


def counts_of(stations: QuerySet[Station] | Iterable[Station], on: dt.date) -> dict[int, StaffCount]:
    """What the posts come to on the day, by station id; stations where no post has begun are missing.

    Two queries per 500 stations and one for each area that holds a setting of its own.
    """
    rows = list(stations)
    counts: dict[int, StaffCount] = {}
    bases: dict[str, list[str]] = {}
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]
        held = posts_of_stations(batch)
        for station in batch:
            posts = held.get(station.pk, [])
            if not has_begun(posts, on):
                continue
            code = station.division_code
            if code not in bases:
                bases[code] = value_of(BASES, on=on, division_code=code)
            counts[station.pk] = count(posts, kind=station.kind, on=on, bases=bases[code])
    return counts
