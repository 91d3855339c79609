"""开站: an accepted station begins its work."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.programme import messages
from liangzhan.programme.choices import ProgrammeEvent
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(ProgrammeEvent.STATION_OPENED, keep=["on"])
def open_station(*, station: Station, on: dt.date, by: Actor) -> Station:
    """Open an accepted station. Opening hours must be published (domain.md 3.1), the day may not lie before acceptance."""
    reasons = []
    if not station.site.hours.exists():
        reasons.append("请先填写开放时间，再开站。")
    if station.accepted_on and on < station.accepted_on:
        reasons.append(f"开站日期不能早于验收合格日期 {station.accepted_on:%Y-%m-%d}。")
    if on > today():
        reasons.append("开站日期不能晚于今天；到当天再办理。")
    if reasons:
        raise RuleBroken(*reasons, field="on")
    move_station(station=station, to=State.OPERATING, by=by, reason="开站", on=on)
    messages.station_settled(station, by=by)
    return station
