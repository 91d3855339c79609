"""What the pages of attendance show, gathered once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.staff.choices.attendance import AttendanceMode, CorrectionState
from liangzhan.staff.choices.leave import LeaveState
from liangzhan.staff.models import Correction, DutyDay, FieldTime, Leave, MonthLine, MonthSheet, Worker
from liangzhan.staff.queries.attendance_facts import hours_of_minutes, local_span
from liangzhan.staff.queries.corrections import day_of_worker, recent_corrections
from liangzhan.staff.queries.leave import can_end_early, can_withdraw, recent_leaves
from liangzhan.staff.queries.month import (
    Month,
    day_now,
    differs,
    is_closed,
    last_closed,
    lines_of,
    month_of,
    own_month,
    own_posts,
    sheets_of,
)
from liangzhan.staff.queries.month_table import Row, cell_of, frozen_rows, live_rows
from liangzhan.staff.rules.attendance import AttendanceDay
from liangzhan.staff.rules.field_time import shown_to
from liangzhan.staff.rules.month import closing_problem, month_end, second_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment, today


def clock(minute: int | None) -> str:
    """510 → 08:30; "" for none."""
    return "" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


def day_words(day: AttendanceDay, *, confirmed: bool = False) -> dict[str, Any]:
    """One day for a reader: its cell, due times, coming and going, what was late or early."""
    notes = []
    if day.late_minutes:
        notes.append(f"迟到 {day.late_minutes} 分钟")
    if day.early_minutes:
        notes.append(f"早退 {day.early_minutes} 分钟")
    if day.open_stay and day.day < today():
        notes.append("没有签退")
    if day.field_minutes:
        notes.append(f"外勤 {hours_of_minutes(day.field_minutes)} 小时")
    if day.training_minutes:
        notes.append(f"培训 {hours_of_minutes(day.training_minutes)} 小时")
    if day.corrected:
        notes.append("已更正")
    return {
        "day": day.day,
        "cell": cell_of(day, confirmed=confirmed),
        "due": f"{clock(day.scheduled_in)}–{clock(day.scheduled_out)}" if day.due_minutes else "",
        "came": clock(day.first_in),
        "went": clock(day.last_out),
        "hours": hours_of_minutes(day.minutes),
        "notes": "，".join(notes),
        "quiet": day.status == "HOLIDAY" and not day.minutes,
    }


def my_page(worker: Worker, month_on: dt.date) -> dict[str, Any]:
    """The worker's month, today first; leave and corrections of the last months; duty days of today."""
    on = today()
    held = own_posts(worker, month_on, max(month_end(month_on), on))
    row = own_month(held, month_on, moment())
    posts = [post for post in held if post.is_in_force(on)]
    stations = list({post.station_id: post.station for post in posts}.values())
    duties = DutyDay.objects.filter(on=on, station__in=stations).select_related("occasion", "station").order_by("id")
    since = month_on - dt.timedelta(days=62)
    closed = MonthSheet.objects.filter(station__in={post.station_id for post in held}, month_on=month_on).exists()
    days = [day_words(day, confirmed=closed) for day in row.held_days if day.day <= on] if row else []
    leaves = recent_leaves(worker, since)
    return {
        "row": row,
        "posts": posts,
        "stations": stations,
        "duties": list(duties),
        "today_words": next((one for one in days if one["day"] == on), None),
        "days": [one for one in reversed(days) if not one["quiet"]],
        "leaves": [(one, can_withdraw(one, on), can_end_early(one, on)) for one in leaves],
        "corrections": recent_corrections(worker, since),
        "hours": hours_of_minutes(row.totals.minutes) if row else 0,
    }


def latest_months(stations: Iterable[Station]) -> dict[int, dt.date]:
    """{station id: the last confirmed month}."""
    return last_closed([station.pk for station in stations])


def rights_at(actor: Actor, station: Station) -> dict[str, bool]:
    """What the actor may do with the station's attendance."""
    at: dict[str, Any] = {"code": station.division_code, "station_id": station.pk}
    return {
        "manage": actor.may_at(Action.ATTENDANCE_MANAGE, **at),
        "decide": actor.may_at(Action.ATTENDANCE_DECIDE, **at),
        "open": actor.may_at(Action.STAFF_OWN, **at),
    }


def today_page(station: Station) -> dict[str, Any]:
    """Who is in, out, on leave, outside; the check-in of the day."""
    people = [(worker, part, day_words(day) if day else None, day) for worker, part, day in day_now(station)]
    duty = DutyDay.objects.filter(station=station, on=today()).select_related("occasion").first()
    here = sum(1 for *_, day in people if day is not None and day.open_stay)
    away = sum(1 for *_, day in people if day is not None and day.leave)
    outside = sum(1 for *_, day in people if day is not None and day.field_minutes)
    street = any(day is not None and day.status == "AWAITED" for *_, day in people)
    return {"people": people, "duty": duty, "here": here, "away": away, "outside": outside, "street": street}


def month_page(station: Station, month_on: dt.date, actor: Actor) -> dict[str, Any]:
    """The month: confirmed rows where it is confirmed, else as it reads now; what waits, what may be done."""
    month = month_of(station, month_on, moment())
    sheets = sheets_of(station, month_on)
    lines = lines_of(sheets[0]) if sheets else []
    return {
        "month": month,
        "sheets": sheets,
        "sheet": sheets[0] if sheets else None,
        "rows": frozen_rows(lines) if sheets else live_rows(month),
        "changed": bool(sheets) and differs(lines, month),
        "not_yet": closing_problem(month_on, today=today(), opened_on=None),
        "street": month.mode == AttendanceMode.STREET,
        "waiting": _waiting(station, month),
        "second": bool(sheets) and _is_second(sheets[0], lines, actor),
    }


def _is_second(sheet: MonthSheet, lines: list[MonthLine], actor: Actor) -> bool:
    """Is the actor somebody else than those the sheet is about? Only then the deed is offered."""
    workers = [line.worker.person.uuid for line in lines]
    by = sheet.confirmed_by.uuid
    return not second_problem(second=actor.uuid, second_person=actor.person_uuid, confirmed_by=by, workers=workers)


def _waiting(station: Station, month: Month) -> int:
    """Leave and corrections of the month that nobody has decided."""
    last = month_end(month.month_on)
    leaves = Leave.objects.filter(
        station=station, state=LeaveState.WAITING, starts_on__lte=last, ends_on__gte=month.month_on
    )
    rows = Correction.objects.filter(station=station, state=CorrectionState.WAITING, on__range=(month.month_on, last))
    return leaves.values_list("pk").union(rows.values_list("pk"), all=True).count()


def day_page(worker: Worker, station: Station, day: dt.date, *, own: bool) -> dict[str, Any] | None:
    """One day with what stands behind it: before a correction too; sealed time of others as minutes only."""
    found = day_of_worker(worker, station, day)
    if found is None:
        return None
    outside = []
    for row in field_times_on(worker, day):
        span = local_span(row.starts_at, row.ends_at)[1]
        open_ = shown_to(sealed=row.sealed, own=own)
        outside.append({"when": f"{clock(span[0])}–{clock(span[1])}" if open_ else "", "minutes": span[1] - span[0]})
    closed = is_closed(station, day)
    return {
        "words": day_words(found, confirmed=closed),
        "before": day_words(found.before, confirmed=closed) if found.before else None,
        "outside": outside,
        "corrections": list(Correction.objects.filter(worker=worker, station=station, on=day).order_by("id")),
        "day": day,
    }


def field_times_on(worker: Worker, day: dt.date) -> QuerySet[FieldTime]:
    """The worker's time outside that began on the local day."""
    rows = FieldTime.objects.filter(worker=worker, withdrawn_at__isnull=True, starts_at__date=day)
    return rows.order_by("starts_at", "id")


def second_rows(sheet: MonthSheet) -> list[Row]:
    """The rows of a confirmed sheet, for whoever looks a second time."""
    return frozen_rows(lines_of(sheet))


def part_timers(month: Month) -> list[tuple[int, str, Decimal]]:
    """(worker id, name, hours the platform knows of) of those who do not clock."""
    part = [row for row in month.rows if row.part_time]
    return [(row.worker.pk, row.worker.display_name, hours_of_minutes(row.totals.minutes)) for row in part]
