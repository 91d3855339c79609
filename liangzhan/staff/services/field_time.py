"""Time outside, told by the rooms that hold the record of the visit: no second entry, no tracking (PIPL §28)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff.choices.attendance import AttendanceEvent
from liangzhan.staff.models import FieldTime, Worker
from liangzhan.staff.rules.field_time import field_time_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


@recorded(AttendanceEvent.FIELD_RECORDED, keep=["station", "sealed"])
def record_field_time(
    *,
    worker: Worker,
    station: Station,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    voucher: str,
    by: Actor,
    sealed: bool = False,
) -> FieldTime:
    """The worker was outside, as the voucher ("room.Model:uuid") shows. Told again, the same row follows the voucher.

    `sealed`: others see minutes only. Raises RuleBroken for times that cannot be; never for overlap (it counts once).
    """
    if problem := field_time_problem(starts_at, ends_at, now=moment()):
        raise RuleBroken(problem, field="ends_at")
    given = {
        "worker": worker,
        "station": station,
        "division_code": station.division_code,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "sealed": sealed,
        "recorded_by": by,
        "withdrawn_at": None,
        "withdrawn_by": None,
    }
    return FieldTime.objects.update_or_create(voucher=voucher, defaults=given)[0]


@recorded(AttendanceEvent.FIELD_WITHDRAWN)
def withdraw_field_time(*, voucher: str, by: Actor) -> FieldTime | None:
    """The visit did not happen (or was struck): its time counts no more. None when there was none."""
    row = FieldTime.objects.select_for_update(of=("self",)).filter(voucher=voucher).first()
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = moment(), by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return row
