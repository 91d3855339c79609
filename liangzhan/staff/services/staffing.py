"""What the posts come to is written where the register, the October list and the checklist read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import TieKind
from liangzhan.people.services.register import end_tie
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.queries.staffing import counts_of
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.stations.services.staffing import count_staffing
from liangzhan.toolkit.periods import today

CLOSED = "站点关闭"


@recorded(StaffEvent.COUNTED)
def refresh_staffing(*, stations: Iterable[Station] | QuerySet[Station], by: Actor) -> int:
    """Count the people of these stations from their posts today; a station without a post keeps what it declares."""
    counts = counts_of(stations, today())
    return count_staffing(counts=counts, by=by) if counts else 0


@recorded(StaffEvent.COUNTED)
def refresh_worker(*, worker: Worker, by: Actor) -> int:
    """The qualification of a worker changed: count the stations anew where the worker is or will be."""
    stations = Station.objects.filter(pk__in=worker.posts.not_over(today()).values("station_id")).order_by("id")
    return refresh_staffing(stations=stations, by=by)


@recorded(StaffEvent.TURNED_OVER, keep=["on"])
def turn_over(*, on: dt.date, by: Actor) -> dict[str, int]:
    """Every night: posts of closed stations end with the station, ties end with the last post, all stations are counted."""
    closed = _end_closed(by)
    ended = _end_ties(on, by)
    stations = Station.objects.filter(Exists(Post.objects.filter(station=OuterRef("pk")))).order_by("id")
    return {"closed": closed, "ties": ended, "counted": refresh_staffing(stations=stations, by=by)}


def _end_closed(by: Actor) -> int:
    rows = Post.objects.filter(station__state=State.CLOSED, ends_on__isnull=True).select_related("station")
    done = 0
    for post in rows.order_by("id"):
        post.ends_on, post.ended_reason = max(post.station.closed_on or today(), post.starts_on), CLOSED
        post.save(update_fields=["ends_on", "ended_reason"])
        done += 1
    return done


def _end_ties(on: dt.date, by: Actor) -> int:
    """Ties of colleagues whose last post at the station is over by now."""
    left = Post.objects.not_over(on).filter(worker_id=OuterRef("worker_id"), station_id=OuterRef("station_id"))
    live = Exists(
        Worker.objects.filter(
            pk=OuterRef("worker_id"),
            person__ties__station_id=OuterRef("station_id"),
            person__ties__kind=TieKind.STAFF,
            person__ties__ended_on__isnull=True,
        )
    )
    rows = Post.objects.filter(~Exists(left), live, ends_on__lt=on).select_related("worker__person", "station")
    done = 0
    for post in rows.order_by("-ends_on", "id"):
        if end_tie(person=post.worker.person, station=post.station, kind=TieKind.STAFF, on=post.ends_on or on, by=by):
            done += 1
    return done
