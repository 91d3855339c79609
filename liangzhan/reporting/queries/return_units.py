"""Who has a return to write for a period: stations at work, and every area above them that has one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import zone_members
from liangzhan.divisions.rules import full, level_of, prefix
from liangzhan.ledger.models import Entry
from liangzhan.reporting.choices import ReturnLevel
from liangzhan.reporting.models import ReturnForm
from liangzhan.reporting.rules.periods import Period
from liangzhan.stations.models import Station


@dataclass(frozen=True)
class Unit:
    """A station or an area that owes a return."""

    key: str
    name: str
    area_id: int
    code: str
    station_id: int | None = None


def forms_in_force(on: dt.date) -> list[ReturnForm]:
    """The forms of a day, one version each."""
    rows = ReturnForm.objects.filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return list(rows.prefetch_related("columns", "blocks").order_by("code"))


def stations_at_work(period: Period) -> list[Station]:
    """Stations that were open in the period, were accepted by its end, or served somebody in it. Not those closed before."""
    served = Entry.objects.filter(
        station=OuterRef("pk"), served_on__gte=period.start, served_on__lte=period.end, sign=1
    )
    stood = Q(accepted_on__lte=period.end) | Q(opened_on__lte=period.end) | Exists(served)
    rows = Station.objects.filter(stood).filter(Q(closed_on__isnull=True) | Q(closed_on__gte=period.start))
    return list(rows.select_related("site__division").order_by("division_code", "kind", "id"))


def units_of(level: str, stations: list[Station], *, on: dt.date) -> list[Unit]:
    """The units of a level that owe a return: the stations themselves, or the areas of that day which hold one."""
    if level == ReturnLevel.STATION:
        return [Unit(f"S:{one.pk}", one.name, one.site.division_id, one.division_code, one.pk) for one in stations]
    codes = _codes({one.division_code for one in stations}, level)
    rows = Division.objects.on(on).filter(code__in=codes).order_by("code")
    return [Unit(f"A:{one.pk}", one.name, one.pk, one.code) for one in rows]


def _codes(places: set[str], level: str) -> set[str]:
    """Codes of the areas at this level; a zone that reports on its own stands in the place of the city."""
    if level != ReturnLevel.CITY:
        return {full(prefix(code, Level(level))) for code in places}
    members = [(prefix(code, level_of(code)), zone) for zone, code in zone_members()]
    zones = dict(Division.objects.filter(level=Level.ZONE).values_list("pk", "code"))
    found = set()
    for code in places:
        zone = next((zones[owner] for member, owner in members if code.startswith(member)), None)
        found.add(zone or full(prefix(code, Level.CITY)))
    return found
