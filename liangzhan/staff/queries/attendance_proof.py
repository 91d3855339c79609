"""What shows that a station keeps attendance."""

from __future__ import annotations

import datetime as dt

from liangzhan.occasions.models import Presence
from liangzhan.staff.choices.leave import LeaveState
from liangzhan.staff.models import FieldTime, ImportedDay, Leave, MonthSheet
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today


def newest_sheet(station: Station, on: dt.date) -> MonthSheet | None:
    """The last confirmed month of the station up to the day, its newest version."""
    rows = MonthSheet.objects.filter(station=station, month_on__lte=on)
    return rows.order_by("-month_on", "-version").first()


def last_fact_on(station: Station, since: dt.date, on: dt.date) -> dt.date | None:
    """The last day between the two with a check-in, time outside, an imported day or leave; None for none."""
    stays = Presence.objects.filter(
        occasion__duty_day__station=station, occasion__duty_day__on__range=(since, on), voided_at__isnull=True
    )
    field = FieldTime.objects.filter(station=station, starts_at__date__range=(since, on), withdrawn_at__isnull=True)
    sheet = ImportedDay.objects.filter(station=station, on__range=(since, on))
    leave = Leave.objects.filter(
        station=station, state=LeaveState.APPROVED, starts_on__lte=min(on, today()), ends_on__gte=since
    )
    last_field = field.order_by("-starts_at").values_list("starts_at__date", flat=True).first()
    found = [
        stays.order_by("-occasion__duty_day__on").values_list("occasion__duty_day__on", flat=True).first(),
        last_field,
        sheet.order_by("-on").values_list("on", flat=True).first(),
        leave.order_by("-starts_on").values_list("starts_on", flat=True).first(),
    ]
    return max((day for day in found if day is not None), default=None)
