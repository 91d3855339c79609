"""Records of hours as the station's pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.occasions.models import Presence
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import AnomalyState, DisputeState, RecordSource, RecordState
from liangzhan.volunteers.models import Anomaly, BackEntry, Dispute, ServiceRecord, VolunteerActivity
from liangzhan.volunteers.record_hold import CHANGED
from liangzhan.volunteers.rules.hours import HELD

NEAR_ACTIVITIES = 200  # ended activities a form offers, the latest first


@dataclass(frozen=True)
class Sought:
    """Filters of the list. `month` is its first day; `activity` a number or the beginning of a title; `number` of a volunteer."""

    state: str = ""
    month: dt.date | None = None
    activity: str = ""
    number: str = ""
    source: str = ""


def hours_rows(scope: Scope, action: Action = Action.HOURS_VIEW) -> QuerySet[ServiceRecord]:
    """Every record of the reader's places, with what a row names."""
    rows = ServiceRecord.objects.within(scope, action)
    return rows.select_related("volunteer__person", "activity", "station")


def hours_shown(rows: QuerySet[ServiceRecord], sought: Sought) -> QuerySet[ServiceRecord]:
    """Rows by the filters."""
    if sought.state:
        rows = rows.filter(state=sought.state)
    if sought.source:
        rows = rows.filter(source=sought.source)
    if sought.month:
        following = (sought.month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        rows = rows.filter(served_on__gte=sought.month.replace(day=1), served_on__lt=following)
    if words := sought.activity.strip():
        rows = rows.filter(Q(activity__number=words) | Q(activity__title__startswith=words))
    return rows.filter(volunteer__number=sought.number.strip()) if sought.number.strip() else rows


def to_confirm(actor: Actor) -> QuerySet[ServiceRecord]:
    """待确认: recorded, not one's own, no back entry that waits for its approver; the first served first."""
    rows = hours_rows(actor.scope, Action.HOURS_CONFIRM).filter(state=RecordState.RECORDED)
    return _of_others(rows, actor).exclude(source=RecordSource.BACKFILL, back_entry__accepted__isnull=True)


def to_verify(actor: Actor) -> QuerySet[ServiceRecord]:
    """待核实: confirmed, not one's own; those one has confirmed oneself are shown, and wait for another person."""
    rows = hours_rows(actor.scope, Action.HOURS_VERIFY).filter(state=RecordState.CONFIRMED)
    return _of_others(rows, actor)


def picked(rows: QuerySet[ServiceRecord], values: Iterable[str]) -> list[ServiceRecord]:
    """The rows that were ticked ("uuid|minutes"). Raises RuleBroken when nothing was, or when one is not what was seen."""
    wanted: dict[UUID, int] = {}
    for value in values:
        head, _, minutes = value.partition("|")
        try:
            wanted[UUID(head)] = int(minutes)
        except ValueError as fault:
            raise RuleBroken(CHANGED) from fault
    if not wanted:
        raise RuleBroken("请先勾选记录。")
    found = list(rows.filter(uuid__in=wanted))
    if len(found) < len(wanted) or any(one.minutes != wanted[one.uuid] for one in found):
        raise RuleBroken(CHANGED)
    return found


def record_at(scope: Scope, action: Action, uuid: UUID) -> ServiceRecord | None:
    """One record within reach of the verb."""
    return hours_rows(scope, action).filter(uuid=uuid).first()


def activities_held(scope: Scope) -> QuerySet[VolunteerActivity]:
    """Activities that were held, at places where the reader confirms hours, the latest first."""
    rows = VolunteerActivity.objects.within(scope, Action.HOURS_CONFIRM).filter(state__in=HELD)
    return rows.select_related("station", "occasion").order_by("-starts_at", "-id")


def activities_to_record(scope: Scope) -> QuerySet[VolunteerActivity]:
    """Held activities with stays that are no records yet; `waiting_stays` says that there are some."""
    stays = Presence.objects.filter(occasion=OuterRef("occasion"), voided_at__isnull=True, service_record__isnull=True)
    return activities_held(scope).filter(state__in=["ENDED", "CONFIRMING"]).filter(Exists(stays))


def activity_at(scope: Scope, uuid: UUID) -> VolunteerActivity | None:
    """One held activity within reach."""
    return activities_held(scope).filter(uuid=uuid).first()


@dataclass(frozen=True)
class OfActivity:
    """How far the hours of an activity are."""

    waiting: int
    open: int
    by_state: list[tuple[str, int]]
    confirmations: int


def of_activity(activity: VolunteerActivity) -> OfActivity:
    """Stays without record (closed, open), records by state in words, confirmations of recipients; four queries."""
    stays = Presence.objects.filter(occasion=activity.occasion_id, voided_at__isnull=True, service_record__isnull=True)
    counted = ServiceRecord.objects.filter(activity=activity).order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(counted.values_list("state", "n"))
    return OfActivity(
        waiting=stays.filter(out_at__isnull=False).count(),
        open=stays.filter(out_at__isnull=True).count(),
        by_state=[(str(one.label), found[one.value]) for one in RecordState if one.value in found],
        confirmations=activity.confirmations.count(),
    )


def anomalies_shown(
    scope: Scope, state: str = AnomalyState.OPEN, action: Action = Action.HOURS_VIEW
) -> QuerySet[Anomaly]:
    """Why records should be looked at again, at the reader's places."""
    rows = Anomaly.objects.within(scope, action)
    rows = rows.select_related("record__volunteer__person", "record__activity", "station")
    return rows.filter(state=state) if state else rows


def disputes_shown(scope: Scope, action: Action = Action.HOURS_VIEW, state: str = "") -> QuerySet[Dispute]:
    """What volunteers say is wrong, at the reader's places."""
    reach = ServiceRecord.objects.within(scope, action)
    rows = Dispute.objects.filter(record__in=reach)
    rows = rows.select_related("record__volunteer__person", "record__activity", "record__station")
    return rows.filter(state=state) if state else rows


def back_entries_shown(
    scope: Scope, action: Action = Action.HOURS_VIEW, waiting: bool | None = None
) -> QuerySet[BackEntry]:
    """补录 at the reader's places, those that wait or those that are decided."""
    reach = ServiceRecord.objects.within(scope, action).filter(source=RecordSource.BACKFILL)
    rows = BackEntry.objects.filter(record__in=reach).select_related(
        "record__volunteer__person", "record__activity", "record__station", "file"
    )
    return rows if waiting is None else rows.filter(accepted__isnull=waiting)


def open_disputes(scope: Scope, action: Action) -> QuerySet[Dispute]:
    """Those nobody has answered."""
    return disputes_shown(scope, action, DisputeState.OPEN)


def _of_others(rows: QuerySet[ServiceRecord], actor: Actor) -> QuerySet[ServiceRecord]:
    return rows.exclude(volunteer__person__uuid=actor.person_uuid) if actor.person_uuid else rows
