"""The register: what a list shows, and the rows of the October list (domain.md 9.2) per community."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from liangzhan.access.querysets import code_range
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area, path_names
from liangzhan.divisions.rules import full, is_urban, level_of, prefix
from liangzhan.stations.choices import EquipmentKind, LegalForm, SignPlace, StandingState, StationKind
from liangzhan.stations.models import AdoptedSystem, Equipment, Room, Sign, SignTemplate, Standing, Station
from liangzhan.stations.queries.dossier import counted_equipment
from liangzhan.stations.rules import COMPLETED
from liangzhan.stations.rules.filing import is_registration

BATCH = 500
DIRECT = ("kind", "state", "station_class", "tier", "legal_form")


def narrowed(rows: QuerySet[Station], chosen: dict[str, Any]) -> QuerySet[Station]:
    """Stations that fit the filters: an area, kind, state, class, tier, legal form, a word or initials."""
    for name in DIRECT:
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("area"):
        rows = rows.filter(_area(chosen["area"]))
    text = (chosen.get("q") or "").strip()
    if text.isascii() and text.isdigit():
        rows = rows.filter(division_code__startswith=text)
    elif text.isascii() and text:
        rows = rows.filter(site__division__initials__startswith=text.lower())
    elif text:
        rows = rows.filter(Q(name__contains=text) | Q(site__division__name__contains=text))
    return rows


def _area(code: str) -> Q:
    unit = Division.objects.filter(code=code).order_by("-valid_from", "-id").first()
    if unit is not None and unit.level in (Level.ZONE, Level.CITY):
        return in_area("division_code", unit)
    start = prefix(code, Level(level_of(code)))
    return code_range("division_code", start)


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """{community code: "沈阳市和平区南湖街道文安路社区"} without the province, one query."""
    order = (Level.CITY, Level.COUNTY, Level.STREET, Level.COMMUNITY)
    return {code: "".join(names.get(level, "") for level in order) for code, names in path_names(codes).items()}


def sign_template_for(kind: str, on: dt.date) -> SignTemplate | None:
    """The pattern of annex 2 in force for a kind of station; None until the province uploads it."""
    rows = SignTemplate.objects.filter(kind=kind, valid_from__lte=on).select_related("file")
    return rows.order_by("-valid_from", "-id").first()


def list_rows(stations: QuerySet[Station]) -> list[dict[str, Any]]:
    """One row per community with the stations of the given selection, keyed like `imports.COLUMNS`; in order of the code.

    A community with both stations is one row. Few queries for any number of stations (batches of 500 ids).
    """
    chosen = list(
        stations.select_related("site__division", "staffing", "roster_fact").order_by("division_code", "kind", "id")
    )
    facts = _Facts(chosen)
    names = path_names({station.division_code for station in chosen})
    by_place: dict[str, list[Station]] = {}
    for station in chosen:
        by_place.setdefault(station.division_code, []).append(station)
    return [
        {"seq": at, **_place_of(code, held[0], names.get(code, {})), **_row_of(held, facts)}
        for at, (code, held) in enumerate(by_place.items(), start=1)
    ]


class _Facts:
    """What hangs on stations and sites, grouped."""

    def __init__(self, stations: list[Station]) -> None:
        self.standings: dict[int, Standing] = {}
        self.signs: set[int] = set()
        self.systems: dict[int, int] = {}
        self.areas: dict[int, Any] = {}
        self.equipment: dict[int, dict[str, int]] = {}
        for ids in _batches({station.pk for station in stations}):
            in_force = Standing.objects.filter(station__in=ids, state=StandingState.IN_FORCE).order_by("id")
            self.standings.update({row.station_id: row for row in in_force})
            hanging = Sign.objects.filter(station__in=ids, removed_on__isnull=True).order_by("id")
            self.signs.update(hanging.values_list("station_id", flat=True))
            kinds = AdoptedSystem.objects.filter(station__in=ids).order_by().values("station_id")
            self.systems.update(kinds.annotate(n=Count("kind", distinct=True)).values_list("station_id", "n"))
        for ids in _batches({station.site_id for station in stations}):
            for site, area in Room.objects.filter(site__in=ids).order_by("id").values_list("site_id", "area"):
                self.areas[site] = self.areas.get(site, 0) + area
            for row in Equipment.objects.filter(site__in=ids).order_by("id"):
                self.equipment.setdefault(row.site_id, {})[row.kind] = row.count
        self.equipment.update(counted_equipment(stations))


def _batches(values: Iterable[int]) -> list[list[int]]:
    ids = sorted(values)
    return [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]


def _place_of(code: str, station: Station, names: dict[str, str]) -> dict[str, Any]:
    division = station.site.division
    return {
        "city": names.get(Level.CITY, ""),
        "county": names.get(Level.COUNTY, ""),
        "street": names.get(Level.STREET, ""),
        "community": names.get(Level.COMMUNITY, division.name),
        "code": full(code),
        "urban": is_urban(division.community_type, division.urban_rural),
    }


def _row_of(held: list[Station], facts: _Facts) -> dict[str, Any]:
    by_kind = {station.kind: station for station in held}
    sw, vs = by_kind.get(StationKind.SW), by_kind.get(StationKind.VS)
    papers = [facts.standings[one.pk] for one in held if one.pk in facts.standings]
    staff = getattr(sw, "staffing", None)
    keeper = getattr(vs, "staffing", None)
    things = facts.equipment.get(held[0].site_id, {})
    accepted = [one.accepted_on for one in held if one.accepted_on]
    return {
        "sw": bool(sw and sw.state in COMPLETED),
        "vs": bool(vs and vs.state in COMPLETED),
        "form": _form_of(papers),
        "standing_number": "；".join(dict.fromkeys(paper.number for paper in papers)),
        "standing_on": papers[0].effective_on if papers else None,
        "head_name": next((one.head_name for one in held if one.head_name), ""),
        "head_phone": next((one.head_phone for one in held if one.head_phone), ""),
        "staff": f"{staff.full_time}/{staff.part_time}" if staff else "",
        "certified": staff.certified if staff else None,
        "vs_staff": keeper.full_time + keeper.part_time if keeper else None,
        "area": facts.areas.get(held[0].site_id),
        "equipment": "、".join(
            f"{kind.label}{things[kind]}"
            for kind in (EquipmentKind.DESK, EquipmentKind.CHAIR, EquipmentKind.PHONE)
            if things.get(kind)
        ),
        "sign": any(one.pk in facts.signs or _fact(one, "sign_hung", False) for one in held),
        "systems_count": max(max(facts.systems.get(one.pk, 0), _fact(one, "systems_count", 0)) for one in held),
        "accepted_on": max(accepted) if accepted else None,
        "sw_state": sw.get_state_display() if sw else "",
        "vs_state": vs.get_state_display() if vs else "",
    }


def _form_of(papers: list[Standing]) -> str:
    if not papers:
        return ""
    registered = is_registration(papers[0].form)
    return (LegalForm.SOCIAL_SERVICE_ORG if registered else LegalForm.FILED_COMMUNITY_ORG).value


def _fact(station: Station, name: str, default: Any) -> Any:
    return getattr(getattr(station, "roster_fact", None), name, default)


def hanging_signs(station: Station) -> int:
    """How many plaques the station shows now; a shared board counts once, as any other."""
    return station.signs.filter(removed_on__isnull=True).exclude(place=SignPlace.SHARED_BOARD).count()


def sign_templates() -> QuerySet[SignTemplate]:
    """Every pattern the province uploaded, the latest first."""
    return SignTemplate.objects.select_related("file").order_by("-valid_from", "-id")
