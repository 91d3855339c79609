"""Who looks after a client, how often, and pauses: what the station decides beside the cycle of the category."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import PauseKind, VisitEvent
from liangzhan.activities.models import VisitPlan
from liangzhan.activities.queries.cycle import usual_days
from liangzhan.activities.rules.cycle import pause_problem, plan_problem
from liangzhan.audit.services import recorded
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.categories import primary_of
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(VisitEvent.PLANNED, keep=["station", "worker", "days"])
def plan_visits(
    *, person: Person, station: Station, worker: Worker | None, days: int | None, reason: str, by: Actor
) -> VisitPlan:
    """Put a worker in charge (None: whoever has time) and, with a reason, other days than the category has (None: its own).

    Raises RuleBroken: other days without a reason, more than a year, a worker without a post here.
    """
    _known(person, station)
    category = primary_of([person.pk], station, today()).get(person.pk, "")
    if days is not None and not 0 <= days <= 366:
        raise RuleBroken("周期在 0 到 366 天之间，0 为不安排定期探访。", field="days")
    usual = usual_days(category, today(), station.division_code)
    if problem := plan_problem(days=days, usual=usual, reason=reason):
        raise RuleBroken(problem, field="reason")
    if worker is not None and not worker.posts.in_force(today()).filter(station=station).exists():
        raise RuleBroken(f"{worker.display_name}现在不在本站的岗位上。", field="worker")
    row = _row(person, station, by)
    row.worker, row.days, row.reason, row.saved_by = worker, days, reason.strip(), by
    row.save()
    return row


@recorded(VisitEvent.PAUSED, keep=["station", "until"])
def pause_visits(*, person: Person, station: Station, kind: str, until: dt.date, note: str, by: Actor) -> VisitPlan:
    """Nobody is at home until a day (住院, 外出): the list is silent, and speaks again the day after."""
    _known(person, station)
    if problem := pause_problem(until, today=today()):
        raise RuleBroken(problem, field="until")
    if kind == PauseKind.OTHER and not note.strip():
        raise RuleBroken("选“其他”的，请写明原因。", field="note")
    row = _row(person, station, by)
    row.paused_to_on, row.pause_kind, row.pause_note, row.saved_by = until, kind, note.strip(), by
    row.save()
    return row


@recorded(VisitEvent.RESUMED, keep=["station"])
def resume_visits(*, person: Person, station: Station, by: Actor) -> VisitPlan | None:
    """The person is back before the day; nothing happens when there was no pause."""
    row = VisitPlan.objects.select_for_update(of=("self",)).filter(person=person, station=station).first()
    if row is not None and row.paused_to_on is not None:
        row.paused_to_on, row.pause_kind, row.pause_note, row.saved_by = None, "", "", by
        row.save()
    return row


def _known(person: Person, station: Station) -> None:
    if not Tie.objects.live().filter(person=person, station=station).exists():
        raise RuleBroken("这个人不在本站的服务范围内，请先登记。")


def _row(person: Person, station: Station, by: Actor) -> VisitPlan:
    row, _ = VisitPlan.objects.get_or_create(person=person, station=station, defaults={"saved_by": by})
    return VisitPlan.objects.select_for_update(of=("self",)).get(pk=row.pk)
