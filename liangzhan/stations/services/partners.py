"""Parties that work with the station (2.5.1): the notice's four and the fifth of 五社联动."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StationEvent
from liangzhan.stations.models import Partner, Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(StationEvent.PARTNER_SAVED, keep=["kind"])
def save_partner(
    *,
    station: Station,
    kind: str,
    name: str,
    by: Actor,
    role: str = "",
    since: dt.date | None = None,
    ended_on: dt.date | None = None,
    partner: Partner | None = None,
) -> Partner:
    """Enter a partner with its part in the work, change one, or note that it ended."""
    if not name.strip():
        raise RuleBroken("请填写合作方名称。", field="name")
    if since and since > today():
        raise RuleBroken("开始日期不能晚于今天。", field="since")
    if since and ended_on and ended_on < since:
        raise RuleBroken("结束日期不能早于开始日期。", field="ended_on")
    row = partner or Partner(station=station)
    row.kind, row.name, row.role, row.since, row.ended_on = kind, name.strip(), role, since, ended_on
    row.save()
    return row
