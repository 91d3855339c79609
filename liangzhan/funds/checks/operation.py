"""2.6.2: the rule on money and property is lived by: a finished stocktake or a line of the books within the period."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.funds.queries.operation import last_deeds
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.templating import day


def property_lived_by(station: Station, on: dt.date) -> Evidence:
    """At least one signed stocktake or one entry within `funds.operation_days` before the day."""
    days = int(value_of("funds.operation_days", on=on, division_code=station.division_code))
    since = on - dt.timedelta(days=days)
    deeds = last_deeds(station, since, on)
    parts = []
    if deeds.counted_on:
        parts.append(f"{day(deeds.counted_on)}盘点")
    if deeds.booked_on:
        parts.append(f"{day(deeds.booked_on)}记账")
    if parts:
        return Evidence(Standing.MET, f"最近{'，'.join(parts)}", Source.REGISTER)
    url = f"{reverse('funds:asset-list')}?station={station.pk}"
    return Evidence(Standing.MISSING, f"近 {days} 天没有盘点或记账。", Source.REGISTER, (), url, "开始盘点")
