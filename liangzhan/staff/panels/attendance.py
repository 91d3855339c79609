"""What attendance puts on the desk: leave, corrections, months."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.staff.queries.corrections import waiting_corrections
from liangzhan.staff.queries.leave import waiting_leaves
from liangzhan.staff.queries.month import months_due, sheets_within
from liangzhan.staff.rules.month import next_month, previous_month
from liangzhan.toolkit.panels import Todo, desk_panel
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays

ANSWER_WORKDAYS = 3
SHOWN = 5


@desk_panel
def leave_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """Leave that waits for this reader, never his own."""
    if not actor.may(Action.ATTENDANCE_DECIDE):
        return []
    rows = waiting_leaves(actor).order_by("state_since", "id")[:SHOWN]
    return [
        Todo(
            "审批请假",
            f"{row.worker.display_name}（{row.station.name}）",
            reverse("staff:leave-page", args=[row.pk]),
            due_on=add_workdays(row.state_since, ANSWER_WORKDAYS),
        )
        for row in rows
    ]


@desk_panel
def corrections_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """Corrections that wait for a second person; who asked is not shown his own."""
    if not actor.may(Action.ATTENDANCE_DECIDE):
        return []
    rows = waiting_corrections(actor).exclude(asked_by__startswith=str(actor.uuid))
    return [
        Todo(
            "审核考勤更正",
            f"{row.worker.display_name}（{row.station.name}）",
            reverse("staff:correction-page", args=[row.pk]),
            due_on=add_workdays(row.state_since, ANSWER_WORKDAYS),
        )
        for row in rows.order_by("state_since", "id")[:SHOWN]
    ]


@desk_panel
def months_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """Last month of the head's own stations, until it is confirmed; officials with an area are not bothered."""
    stations = actor.scope.area(Action.ATTENDANCE_MANAGE).stations
    if not stations:
        return []
    month_on = previous_month(today)
    last = next_month(month_on).replace(day=int(value_of("attendance.close_days", on=today)))
    return [
        Todo(
            "确认考勤",
            f"{station.name} {month_on.month} 月",
            reverse("staff:attendance-month", args=[station.pk]) + f"?month={month_on:%Y-%m}",
            due_on=last,
        )
        for station in months_due(stations, month_on)[:SHOWN]
    ]


@desk_panel
def months_to_countersign(actor: Actor, today: dt.date) -> list[Todo]:
    """Months that one person confirmed about himself, for 两委, street and area supervisors."""
    area = actor.scope.area(Action.ATTENDANCE_DECIDE)
    if not area.prefixes:
        return []
    rows = sheets_within(actor.scope, Action.ATTENDANCE_DECIDE)
    count = len(rows.filter(needs_second=True, countersigned_at__isnull=True).order_by("id")[: SHOWN * 10])
    href = reverse("staff:month-second-list")
    return [Todo("复核", "一人站点的月度考勤表", href, count=count)] if count else []
