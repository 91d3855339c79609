"""Rows of the street's sheet matched with stations and workers of the reader's reach."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.staff.choices.attendance import AttendanceMode
from liangzhan.staff.models import MonthSheet, Post
from liangzhan.staff.queries.duty import days_from
from liangzhan.staff.rules.month import month_end
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import Loaded, load
from liangzhan.toolkit.periods import is_workday, today


@dataclass(frozen=True)
class SheetRow:
    """One row as read: `number` is the row of the workbook, `worker_number` the number in the template."""

    number: int
    station: str
    name: str
    worker_number: int | None
    on: dt.date
    status: str
    minutes: int | None


@dataclass(frozen=True)
class PlannedDay:
    """A row with its worker and station."""

    row: SheetRow
    worker_id: int
    station: Station


@dataclass
class Plan:
    """What can be imported, and (row number, column, sentence) for what cannot."""

    days: list[PlannedDay] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass
class _Known:
    """What the rows are matched with."""

    stations: dict[str, list[Station]]
    posts: dict[int, list[Post]]
    closed: set[tuple[int, dt.date]]
    modes: Loaded


def planned_days(rows: Sequence[SheetRow], scope: Scope) -> Plan:
    """Match rows with the stations where the scope manages attendance: four queries for any number of rows."""
    known, plan = _known(rows, scope), Plan()
    taken: set[tuple[int, int, dt.date]] = set()
    for row in rows:
        found = _matched(row, known)
        if isinstance(found, PlannedDay):
            key = (found.worker_id, found.station.pk, row.on)
            if key in taken:
                plan.problems.append((row.number, "on", "这名人员同一天出现了两次"))
                continue
            taken.add(key)
            plan.days.append(found)
        else:
            plan.problems.append((row.number, *found))
    return plan


def _known(rows: Sequence[SheetRow], scope: Scope) -> _Known:
    stations: dict[str, list[Station]] = defaultdict(list)
    names = {row.station for row in rows}
    reach = Station.objects.within(scope, Action.ATTENDANCE_MANAGE).filter(closed_on__isnull=True)
    for station in reach.order_by("id"):
        if station.name in names:
            stations[station.name].append(station)
    ids = [one.pk for held in stations.values() for one in held]
    posts: dict[int, list[Post]] = defaultdict(list)
    if rows:
        first, last = min(row.on for row in rows), max(row.on for row in rows)
        for post in Post.objects.overlapping(first, last).filter(station__in=ids).select_related("worker"):
            posts[post.station_id].append(post)
    closed = set(MonthSheet.objects.filter(station__in=ids).values_list("station_id", "month_on"))
    return _Known(stations, posts, closed, load(["attendance.mode"]))


def _matched(row: SheetRow, known: _Known) -> PlannedDay | tuple[str, str]:
    """The planned day, or (column, sentence)."""
    held = known.stations.get(row.station, [])
    if len(held) != 1:
        return (
            "station",
            "在您的范围内没有这个站点，请按站点名册填写全称" if not held else "有同名站点，请联系管理员核对",
        )
    station, month_on = held[0], row.on.replace(day=1)
    if row.on > today():
        return "on", "日期不能晚于今天"
    mode = known.modes.value_of("attendance.mode", on=month_on, division_code=station.division_code)
    if mode != AttendanceMode.STREET:
        return "station", "本站这个月在平台考勤，不导入街道考勤表"
    if (station.pk, month_on) in known.closed:
        return "on", "这个月的考勤已经确认，请改用考勤更正"
    posts = [
        post
        for post in known.posts[station.pk]
        if post.is_in_force(row.on)
        and post.worker.display_name == row.name
        and row.worker_number in (None, post.worker_id)
    ]
    workers = {post.worker_id for post in posts}
    if not workers:
        return "name", "这一天本站没有这名在岗人员"
    if len(workers) > 1:
        return "number", "本站有同名人员，请填写模板里的人员编号"
    return PlannedDay(row, workers.pop(), station)


def template_rows(scope: Scope, month_on: dt.date) -> tuple[list[Post], list[dt.date]]:
    """Full-time posts of the stations in reach whose month the street keeps, and the workdays of the month so far."""
    last = min(month_end(month_on), today())
    rows = Post.objects.within(scope, Action.ATTENDANCE_MANAGE).overlapping(month_on, month_end(month_on))
    modes = load(["attendance.mode"])
    posts = [
        post
        for post in rows.filter(employment="FULL_TIME")
        .select_related("worker", "station")
        .order_by("station__division_code", "station_id", "worker_id")[:2000]
        if modes.value_of("attendance.mode", on=month_on, division_code=post.division_code) == AttendanceMode.STREET
    ]
    return posts, [day for day in days_from(month_on, last) if is_workday(day)]
