"""A month is confirmed, looked at by a second person, and made anew after a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import settle, tell
from liangzhan.staff.choices.attendance import AttendanceEvent
from liangzhan.staff.models import MonthLine, MonthSheet
from liangzhan.staff.queries.deciders import second_persons_of
from liangzhan.staff.queries.month import Month, WorkerMonth, first_post_on, lines_of, month_of, sheets_of
from liangzhan.staff.rules.month import closing_problem, hours_problem, pack_days, second_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

COUNTED = (
    "days_due",
    "present",
    "late",
    "early",
    "absent",
    "leave_days",
    "trip_days",
    "training_days",
    "minutes",
    "field_minutes",
)
Declared = Mapping[int, int]  # worker id → minutes


def _subject(sheet: MonthSheet) -> str:
    return f"staff.month:{sheet.uuid}"


@recorded(AttendanceEvent.MONTH_CLOSED, keep=["station", "month_on", "note"])
def close_month(
    *, station: Station, month_on: dt.date, by: Actor, declared: Declared | None = None, note: str = ""
) -> MonthSheet:
    """Confirm a month that is over: what it reads now is kept. `declared`: minutes of part-timers, who do not clock.

    Confirmed before, a new version needs a note. Where one person stands alone on the sheet, 两委 and street are told to
    look at it; nothing waits for them. Raises RuleBroken for a month that is not over, without anybody, or hours beyond
    the days.
    """
    month_on = month_on.replace(day=1)
    if problem := closing_problem(month_on, today=today(), opened_on=first_post_on(station)):
        raise RuleBroken(problem)
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    month = month_of(station, month_on, moment())
    if not month.rows:
        raise RuleBroken("这个月没有在岗人员，不用确认。")
    if sheets_of(station, month_on) and not note.strip():
        raise RuleBroken("这个月已经确认过，重新确认请写明原因。", field="note")
    return _freeze(month, _checked(month, declared or {}), note.strip()[:200], by)


@recorded(AttendanceEvent.MONTH_CLOSED, keep=["station", "month_on", "note"])
def new_version(*, station: Station, month_on: dt.date, note: str, by: Actor) -> MonthSheet:
    """A confirmed month after a correction: the next version, hours of part-timers as they were declared."""
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    before = sheets_of(station, month_on)[0]
    declared = {line.worker_id: line.declared_minutes for line in lines_of(before) if line.declared_minutes is not None}
    return _freeze(month_of(station, month_on, moment()), declared, note, by)


def _checked(month: Month, declared: Declared) -> dict[int, int]:
    """Declared minutes of the part-timers on the sheet; what is not declared reads as what was recorded."""
    found = {}
    for row in month.rows:
        if row.part_time:
            minutes = declared.get(row.worker.pk, row.totals.minutes)
            if problem := hours_problem(minutes, len(row.held_days)):
                raise RuleBroken(f"{row.worker.display_name}：{problem}", field=f"hours-{row.worker.pk}")
            found[row.worker.pk] = minutes
    return found


def _freeze(month: Month, declared: Mapping[int, int], note: str, by: Actor) -> MonthSheet:
    older = sheets_of(month.station, month.month_on)
    alone = len(month.rows) == 1
    sheet = MonthSheet.objects.create(
        station=month.station,
        division_code=month.station.division_code,
        month_on=month.month_on,
        version=older[0].version + 1 if older else 1,
        note=note,
        confirmed_by=by,
        needs_second=alone and _confirmed_by_own(month, by),
    )
    MonthLine.objects.bulk_create([_line(sheet, row, declared.get(row.worker.pk)) for row in month.rows])
    for one in older:
        settle(subject=_subject(one), by=by)
    if sheet.needs_second:
        tell(
            recipients=second_persons_of(month.station, month.rows[0].worker, today(), without=[by.uuid]),
            kind=NoticeKind.TODO,
            subject=_subject(sheet),
            text=f"{month.station.name} {month.month_on.month} 月考勤由一人确认，请复核。",
            href=reverse("staff:attendance-month", args=[month.station.pk]) + f"?month={month.month_on:%Y-%m}",
            by=by,
        )
    return sheet


def _confirmed_by_own(month: Month, by: Actor) -> bool:
    """Confirmed inside the station: an account of the street is a second person already."""
    own = by.person_uuid is not None and by.person_uuid == month.rows[0].worker.person.uuid
    return own or any(month.station.pk in grant.stations for grant in by.grants) or by.unlimited


def _line(sheet: MonthSheet, row: WorkerMonth, declared: int | None) -> MonthLine:
    sums = {name: getattr(row.totals, name) for name in COUNTED}
    return MonthLine(
        sheet=sheet,
        worker=row.worker,
        label=row.worker.display_name,
        part_time=row.part_time,
        days=pack_days(row.days),
        declared_minutes=declared,
        **sums,
    )


@recorded(AttendanceEvent.MONTH_COUNTERSIGNED)
def countersign_month(*, sheet: MonthSheet, by: Actor) -> MonthSheet:
    """The second look at a month that one person confirmed about himself. Raises RuleBroken for that same person."""
    held = MonthSheet.objects.select_for_update(of=("self",)).select_related("station").get(pk=sheet.pk)
    if held.countersigned_at is not None:
        raise RuleBroken("这份考勤表已经复核。")
    if not held.needs_second:
        raise RuleBroken("这份考勤表不需要复核。")
    workers = [line.worker.person.uuid for line in lines_of(held)]
    if problem := second_problem(
        second=by.uuid, second_person=by.person_uuid, confirmed_by=held.confirmed_by.uuid, workers=workers
    ):
        raise RuleBroken(problem)
    held.countersigned_at, held.countersigned_by = moment(), by
    held.save(update_fields=["countersigned_at", "countersigned_by"])
    settle(subject=_subject(held), by=by)
    return held
