"""All that is known of a station for its checklist, in eleven queries for any number of stations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from liangzhan.stations.choices import OpinionKind
from liangzhan.stations.models import (
    AdoptedSystem,
    CommitteeOpinion,
    Declaration,
    Equipment,
    OpeningHours,
    Room,
    Sign,
    Standing,
    Station,
)
from liangzhan.toolkit.parameters import values_of

Q = TypeVar("Q", bound="QuerySet[Station]")
Sections = dict[str, dict[int, Any]]
SETTINGS = ["staff.sw.min", "staff.vs.min"]
COUNTED = "counted"  # equipment as a register of assets counts it, offered by the room that keeps one


@dataclass
class KnownRoom:
    """A room as the checklist sees it."""

    name: str
    area: Decimal
    photos: list[str] = field(default_factory=list)


def _grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _standings(stations: list[Station]) -> dict[int, Any]:
    rows = Standing.objects.filter(station__in=stations).select_related("scan").order_by("-id")
    return _grouped(rows, "station_id")


def _signs(stations: list[Station]) -> dict[int, Any]:
    rows = Sign.objects.filter(station__in=stations, removed_on__isnull=True).select_related("photo").order_by("id")
    return _grouped(rows, "station_id")


def _declarations(stations: list[Station]) -> dict[int, Any]:
    """Live ones with the uuids of their files, one query."""
    rows = Declaration.objects.filter(station__in=stations, withdrawn_at__isnull=True).order_by("item", "files__id")
    found: dict[int, dict[str, Any]] = {}
    names = ("station_id", "item", "from_model", "declared_at", "files__file__uuid")
    for station, item, from_model, declared_at, uuid in rows.values_list(*names):
        held = found.setdefault(station, {}).setdefault(
            item, {"from_model": from_model, "declared_at": declared_at, "files": []}
        )
        if uuid:
            held["files"].append(str(uuid))
    return found


def _systems(stations: list[Station]) -> dict[int, Any]:
    """The latest version of each kind, without its text."""
    rows = (
        AdoptedSystem.objects.filter(station__in=stations)
        .select_related("file")
        .defer("text")
        .order_by("kind", "version")
    )
    found: dict[int, dict[str, AdoptedSystem]] = {}
    for row in rows:
        found.setdefault(row.station_id, {})[row.kind] = row
    return found


def _sites(stations: list[Station]) -> list[int]:
    return sorted({station.site_id for station in stations})


def _by_station(stations: list[Station], by_site: dict[int, Any]) -> dict[int, Any]:
    return {station.pk: by_site[station.site_id] for station in stations if station.site_id in by_site}


def _rooms(stations: list[Station]) -> dict[int, Any]:
    """Rooms with the uuids of their photos, one query."""
    rows = Room.objects.filter(site__in=_sites(stations)).order_by("id", "photos__id")
    found: dict[int, dict[int, KnownRoom]] = {}
    for site, pk, name, area, uuid in rows.values_list("site_id", "id", "name", "area", "photos__file__uuid"):
        room = found.setdefault(site, {}).setdefault(pk, KnownRoom(name, area))
        if uuid:
            room.photos.append(str(uuid))
    return _by_station(stations, {site: list(rooms.values()) for site, rooms in found.items()})


def _equipment(stations: list[Station]) -> dict[int, Any]:
    found: dict[int, dict[str, int]] = {}
    for row in Equipment.objects.filter(site__in=_sites(stations)).order_by("id"):
        found.setdefault(row.site_id, {})[row.kind] = row.count
    return _by_station(stations, found)


def _hours(stations: list[Station]) -> dict[int, Any]:
    rows = OpeningHours.objects.filter(site__in=_sites(stations)).order_by("weekday", "opens")
    return _by_station(stations, _grouped(rows, "site_id"))


def _opinions(stations: list[Station]) -> dict[int, Any]:
    rows = CommitteeOpinion.objects.filter(site__in=_sites(stations), kind=OpinionKind.CONSTRUCTION)
    return _by_station(stations, _grouped(rows.select_related("paper").order_by("-on", "-id"), "site_id"))


LOADERS: dict[str, Callable[[list[Station]], dict[int, Any]]] = {
    "standings": _standings,
    "signs": _signs,
    "declarations": _declarations,
    "systems": _systems,
    "rooms": _rooms,
    "equipment": _equipment,
    "hours": _hours,
    "opinions": _opinions,
}


def offer_section(name: str, load: Callable[[list[Station]], dict[int, Any]], *, settings: Iterable[str] = ()) -> None:
    """A higher room's own part of the dossier, {station id: what it knows}: loaded with the others, one query for all.

    `settings` are parameters that its checks read (`Dossier.setting`): they are asked together with the others.
    """
    LOADERS[name] = load
    also_ask(settings)


def also_ask(keys: Iterable[str]) -> None:
    """Parameters that a room above reads beside the checklist: asked together with the dossier's own, in one query."""
    SETTINGS.extend(key for key in keys if key not in SETTINGS)


def counted_equipment(stations: list[Station]) -> dict[int, dict[str, int]]:
    """{site id: {kind: count}} of sites whose equipment a register counts; empty while no room keeps one."""
    found = LOADERS[COUNTED](stations) if COUNTED in LOADERS and stations else {}
    return {one.site_id: found[one.pk] for one in stations if one.pk in found}


EMPTY: dict[str, Any] = {"declarations": {}, "systems": {}, "equipment": {}}


class Dossier:
    """One station's part. A section that was not loaded with the others is read when it is first asked for."""

    def __init__(self, station: Station, held: Sections | None = None, settings: dict[Any, Any] | None = None) -> None:
        self.station = station
        self._held: Sections = held if held is not None else {}
        self._settings = settings if settings is not None else {}

    def section(self, name: str) -> Any:
        """standings, signs, declarations, systems, rooms, equipment, hours, opinions, and what rooms above add."""
        if name not in self._held:
            self._held[name] = LOADERS[name]([self.station])
        return self._held[name].get(self.station.pk, EMPTY.get(name, ()))

    def equipment(self) -> dict[str, int]:
        """{kind: count}: as counted by a register where there is one, else as declared."""
        counted = self.section(COUNTED) if COUNTED in LOADERS else ()
        return dict(self.section("equipment") if counted == () else counted)

    def setting(self, key: str, on: dt.date) -> Any:
        """A parameter of the station's area on the day; all of them are asked once for both stations of a site."""
        place = (self.station.division_code, on)
        if place not in self._settings:
            self._settings[place] = values_of(SETTINGS, on=on, division_code=self.station.division_code)
        return self._settings[place][key]

    def minimum(self, key: str, on: dt.date) -> int:
        """A staffing parameter of the station's area on the day."""
        return int(self.setting(key, on))


class _WithDossiers(ModelIterable):  # type: ignore[type-arg]
    """The rows of a station query, each with its `dossier`; how Django itself builds values() and dates()."""

    def __iter__(self) -> Iterator[Station]:
        stations = list(super().__iter__())
        held = {name: load(stations) for name, load in LOADERS.items()} if stations else {}
        settings: dict[Any, Any] = {}
        for station in stations:
            station.dossier = Dossier(station, held, settings)
        yield from stations


def with_evidence(queryset: Q) -> Q:
    """The same stations, loaded with everything the checklist asks: ten queries and one per offered section, however many stations.

    A queryset as before: filter it, get() from it, iterate it. Checks work without it too, at a query each.
    """
    fresh: Any = queryset.select_related("site__hours_posted_photo", "staffing__proof", "roster_fact")
    fresh._iterable_class = _WithDossiers
    return fresh  # type: ignore[no-any-return]


def dossier_of(station: Station) -> Dossier:
    """What came with `with_evidence`, else a fresh one that reads as it is asked."""
    return getattr(station, "dossier", None) or Dossier(station)
