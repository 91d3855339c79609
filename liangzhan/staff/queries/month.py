"""A station's month as it reads now, and as it was confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Min, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.attendance import AttendanceMode
from liangzhan.staff.choices.posts import Employment
from liangzhan.staff.models import MonthLine, MonthSheet, Post, Worker
from liangzhan.staff.queries.attendance_facts import Ledger, ledger_of
from liangzhan.staff.queries.duty import days_from
from liangzhan.staff.rules.attendance import AttendanceDay, Totals, totals_of
from liangzhan.staff.rules.month import month_end
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment, today


@dataclass
class WorkerMonth:
    """One worker's days from the first to the last (None outside the post) with their sums."""

    worker: Worker
    part_time: bool
    days: list[AttendanceDay | None]

    @cached_property
    def held_days(self) -> list[AttendanceDay]:
        """The days inside the post."""
        return [day for day in self.days if day is not None]

    @cached_property
    def totals(self) -> Totals:
        return totals_of(self.held_days)


@dataclass
class Month:
    """A station's month: its days, one row a worker, and who keeps attendance."""

    station: Station
    month_on: dt.date
    days: list[dt.date]
    rows: list[WorkerMonth]
    mode: AttendanceMode

    @property
    def all_part_time(self) -> bool:
        """Nobody clocks here: the month is confirmed by hours."""
        return bool(self.rows) and all(row.part_time for row in self.rows)


def posts_between(stations: Iterable[Station], start: dt.date, end: dt.date) -> list[Post]:
    """Posts at the stations that share a day with start … end, by worker."""
    rows = Post.objects.overlapping(start, end).filter(station__in=list(stations))
    return list(rows.select_related("worker__person", "station").order_by("worker_id", "starts_on", "id"))


def month_of(station: Station, month_on: dt.date, at: dt.datetime) -> Month:
    """The month as it reads at the moment: at most fourteen queries for any number of workers."""
    last = month_end(month_on)
    posts = posts_between([station], month_on, last)
    ledger = ledger_of(posts, month_on, last)
    mode = ledger.mode_on(station.division_code, month_on)
    rows = worker_rows(ledger, month_on, last, at)
    return Month(station, month_on, days_from(month_on, last), rows, mode)


def worker_rows(ledger: Ledger, start: dt.date, end: dt.date, at: dt.datetime) -> list[WorkerMonth]:
    """One row per worker of the ledger for the days start … end."""
    workers = {post.worker_id: post.worker for post in ledger.posts}
    clocking = {post.worker_id for post in ledger.posts if post.employment == Employment.FULL_TIME}
    days = days_from(start, end)
    return [
        WorkerMonth(workers[pk], pk not in clocking, [ledger.day_of(pk, day, at) for day in days])
        for pk in ledger.worker_ids
    ]


def own_posts(worker: Worker, start: dt.date, end: dt.date) -> list[Post]:
    """The worker's posts in all stations that share a day with start … end."""
    rows = Post.objects.overlapping(start, end).filter(worker=worker)
    return list(rows.select_related("worker__person", "station").order_by("starts_on", "id"))


def own_month(posts: Iterable[Post], month_on: dt.date, at: dt.datetime) -> WorkerMonth | None:
    """The month of one worker over all these posts of his; None without a post in it."""
    last = month_end(month_on)
    held = [post for post in posts if post.starts_on <= last and (post.ends_on is None or post.ends_on >= month_on)]
    rows = worker_rows(ledger_of(held, month_on, last), month_on, last, at) if held else []
    return rows[0] if rows else None


def sheets_of(station: Station, month_on: dt.date) -> list[MonthSheet]:
    """Versions of the confirmed month, the newest first."""
    return list(MonthSheet.objects.filter(station=station, month_on=month_on).order_by("-version"))


def lines_of(sheet: MonthSheet) -> list[MonthLine]:
    """The workers on a confirmed sheet."""
    return list(sheet.lines.select_related("worker__person").order_by("id"))


def is_closed(station: Station, day: dt.date) -> bool:
    """Was the month of the day confirmed already?"""
    return MonthSheet.objects.filter(station=station, month_on=day.replace(day=1)).exists()


def first_post_on(station: Station) -> dt.date | None:
    """When the first post of the station began."""
    found: dt.date | None = Post.objects.filter(station=station).aggregate(first=Min("starts_on"))["first"]
    return found


def differs(lines: Sequence[MonthLine], month: Month) -> bool:
    """Does the month read otherwise now than it was confirmed (a visit entered late, a post changed)?"""
    held = {line.worker_id: (line.days_due, line.present, line.leave_days, line.field_minutes) for line in lines}
    now = {
        row.worker.pk: (row.totals.days_due, row.totals.present, row.totals.leave_days, row.totals.field_minutes)
        for row in month.rows
    }
    return held != now


def sheets_within(scope: Scope, action: Action) -> QuerySet[MonthSheet]:
    """Confirmed sheets in the reader's reach."""
    return MonthSheet.objects.within(scope, action).select_related("station")


def last_closed(stations: Iterable[int]) -> dict[int, dt.date]:
    """{station id: the last month that was confirmed}."""
    rows = MonthSheet.objects.filter(station__in=list(stations)).values("station_id").annotate(last=Max("month_on"))
    return {row["station_id"]: row["last"] for row in rows.order_by("station_id")}


def day_now(station: Station) -> list[tuple[Worker, bool, AttendanceDay | None]]:
    """(worker, part-time, his day) of everybody with a post at the station today."""
    on = today()
    posts = posts_between([station], on, on)
    rows = worker_rows(ledger_of(posts, on, on), on, on, moment())
    return [(row.worker, row.part_time, row.days[0]) for row in rows]


def months_due(stations: Iterable[int], month_on: dt.date) -> list[Station]:
    """Of these stations, those that had somebody in post in the month and have not confirmed it."""
    held = Post.objects.overlapping(month_on, month_end(month_on)).values("station_id")
    closed = MonthSheet.objects.filter(month_on=month_on).values("station_id")
    rows = Station.objects.filter(pk__in=list(stations), closed_on__isnull=True).filter(pk__in=held)
    return list(rows.exclude(pk__in=closed).order_by("id"))


def last_line(worker: Worker) -> MonthLine | None:
    """The worker on the last confirmed sheet, its newest version."""
    rows = MonthLine.objects.filter(worker=worker).select_related("sheet")
    return rows.order_by("-sheet__month_on", "-sheet__version").first()
