"""What anybody may know of a station: the sign on its door, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.stations.queries.register import area_names
from liangzhan.stations.rules.place import hours_text


@dataclass(frozen=True)
class PublicStation:
    """A station that serves: name, kind, where, when, the office telephone. Everything here is P0."""

    id: int
    name: str
    kind: str
    kind_label: str
    place: str
    division_code: str
    address: str
    phone: str
    hours: str
    accessible: bool | None
    longitude: float | None
    latitude: float | None
    state_label: str


def public_stations(*, code_prefix: str = "", kind: str = "") -> list[PublicStation]:
    """Stations in operation (or suspended, which is said) under a code prefix, by code. Three queries."""
    rows = Station.objects.under(code_prefix).filter(state__in=[State.OPERATING, State.SUSPENDED])
    if kind:
        rows = rows.filter(kind=kind)
    found = list(rows.select_related("site").prefetch_related("site__hours").order_by("division_code", "kind", "id"))
    return _shown(found)


def _shown(stations: Iterable[Station]) -> list[PublicStation]:
    held = list(stations)
    places = area_names(station.division_code for station in held)
    return [
        PublicStation(
            id=station.pk,
            name=station.name,
            kind=station.kind,
            kind_label=station.get_kind_display(),
            place=places.get(station.division_code, ""),
            division_code=station.division_code,
            address=station.site.address,
            phone=station.site.phone,
            hours=hours_text((row.weekday, row.opens, row.closes) for row in station.site.hours.all()),
            accessible=station.site.accessible,
            longitude=_number(station.site.longitude),
            latitude=_number(station.site.latitude),
            state_label=station.get_state_display(),
        )
        for station in held
    ]


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
