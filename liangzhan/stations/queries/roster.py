"""What an import would do: every row matched by community and kind, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.scope import Area, Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division, Succession
from liangzhan.stations.choices import RosterFate, StationKind, Tier
from liangzhan.stations.models import RosterFact, StaffDeclaration, Station
from liangzhan.stations.rules.roster import RosterRow, row_problems, same_place, staffing_of
from liangzhan.toolkit.periods import today

BATCH = 400  # codes in one IN (…)


@dataclass
class PlannedStation:
    """One station of a row: what becomes of it, and the changed values."""

    kind: StationKind
    fate: RosterFate
    station: Station | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    staffing: dict[str, int] | None = None
    fact: dict[str, Any] | None = None


@dataclass
class PlannedRow:
    """A row with its community, or with the reasons why it cannot be imported: (column, reason)."""

    row: RosterRow
    division: Division | None = None
    stations: list[PlannedStation] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def place(self) -> Division:
        """The community of a row without problems."""
        if self.division is None:
            raise RuntimeError("a planned row without problems has a division")
        return self.division

    @property
    def fate(self) -> RosterFate:
        """The weightiest of its stations' fates."""
        if self.problems:
            return RosterFate.REFUSE
        held = {one.fate for one in self.stations}
        return next(fate for fate in (RosterFate.MAKE, RosterFate.UPDATE, RosterFate.SKIP) if fate in held)


def planned_rows(rows: Iterable[RosterRow], scope: Scope) -> list[PlannedRow]:
    """Match every row; a row outside the importer's area is refused like any other wrong one."""
    now = today()
    plans = [PlannedRow(row, problems=row_problems(row, now)) for row in rows]
    places = _Places([plan.row for plan in plans], now)
    area = scope.area(Action.STATION_IMPORT)
    seen: dict[tuple[str, StationKind], int] = {}
    for plan in plans:
        _locate(plan, places, area)
        _refuse_twice(plan, seen)
    good = [plan for plan in plans if not plan.problems]
    known = _known_stations(plan.place.code for plan in good)
    for plan in good:
        plan.stations = [_planned(plan.row, kind, known.get((plan.place.code, kind.value))) for kind in plan.row.kinds]
    return plans


def _batches(values: Iterable[str]) -> list[list[str]]:
    unique = sorted(set(values))
    return [unique[at : at + BATCH] for at in range(0, len(unique), BATCH)]


class _Places:
    """The communities the rows name, by code and by name."""

    def __init__(self, rows: list[RosterRow], on: dt.date) -> None:
        self.on = on
        self.by_code: dict[str, Division] = {}
        self.by_name: dict[str, list[Division]] = {}
        paths = Division.objects.select_related("parent__parent__parent")
        for codes in _batches(row.code for row in rows if row.code):
            for unit in paths.filter(code__in=codes).order_by("valid_from", "id"):
                self.by_code[unit.code] = unit
        streets = {row.street for row in rows if not row.code and row.street}
        for names in _batches(streets):
            for unit in paths.filter(level=Level.COMMUNITY, parent__name__in=names).on(on).order_by("code"):
                self.by_name.setdefault(unit.parent.name, []).append(unit)

    def named(self, row: RosterRow) -> list[Division]:
        """Communities that fit every name the row gives."""
        return [unit for unit in self.by_name.get(row.street, []) if not path_mismatch(row, unit)]


def path_mismatch(row: RosterRow, unit: Division) -> str:
    """The first name of the row that does not fit the unit's path; "" when all fit."""
    street = unit.parent
    county = street.parent if street else None
    city = county.parent if county else None
    for given, held in ((row.city, city), (row.county, county), (row.street, street), (row.community, unit)):
        if given and held and not same_place(given, held.name):
            return f"代码对应的是“{held.name}”，与填写的“{given}”不符"
    return ""


def _locate(plan: PlannedRow, places: _Places, area: Area) -> None:
    unit, problem = _by_code(plan.row, places) if plan.row.code else _by_names(plan.row, places)
    if unit is not None and not problem and not area.covers_code(unit.code):
        problem = ("code", "不在您的区域内，不能导入")
    if problem:
        plan.problems.append(problem)
    else:
        plan.division = unit


def _by_code(row: RosterRow, places: _Places) -> tuple[Division | None, tuple[str, str] | None]:
    unit = places.by_code.get(row.code)
    if unit is None:
        return None, ("code", f"区划代码 {row.code} 不存在，请核对 12 位代码")
    if unit.valid_to is not None and unit.valid_to < places.on:
        heirs = Succession.objects.filter(old=unit).select_related("new").order_by("new__code")
        now = "、".join(f"{one.new.name}（{one.new.code}）" for one in heirs)
        return None, ("code", f"区划代码 {row.code} 已于 {unit.valid_to} 停用" + (f"，现为{now}" if now else ""))
    if unit.level != Level.COMMUNITY:
        return None, ("code", f"代码 {row.code} 是{unit.get_level_display()}，请填社区（村）的代码")
    mismatch = path_mismatch(row, unit)
    return unit, ("code", mismatch) if mismatch else None


def _by_names(row: RosterRow, places: _Places) -> tuple[Division | None, tuple[str, str] | None]:
    if not (row.street and row.community):
        return None, ("code", "请填写 12 位代码，或填写乡镇（街道）和社区（村）的名称")
    found = places.named(row)
    if len(found) == 1:
        return found[0], None
    if found:
        return None, ("community", f"有 {len(found)} 个同名社区（村），请填写 12 位代码")
    return None, ("community", f"没有找到“{row.street}{row.community}”，请核对名称或填写 12 位代码")


def _refuse_twice(plan: PlannedRow, seen: dict[tuple[str, StationKind], int]) -> None:
    if plan.division is None:
        return
    for kind in plan.row.kinds:
        first = seen.setdefault((plan.division.code, kind), plan.row.number)
        if first != plan.row.number:
            plan.problems.append(("community", f"与第 {first} 行重复：同一社区（村）的{kind.label}只能有一行"))


def _known_stations(codes: Iterable[str]) -> dict[tuple[str, str], Station]:
    found: dict[tuple[str, str], Station] = {}
    live = Station.objects.filter(tier=Tier.COMMUNITY, closed_on__isnull=True)
    for batch in _batches(codes):
        rows = live.filter(division_code__in=batch).select_related("site", "staffing", "roster_fact")
        for station in rows.order_by("id"):
            found[(station.division_code, station.kind)] = station
    return found


def _planned(row: RosterRow, kind: StationKind, station: Station | None) -> PlannedStation:
    said = row.systems_count is not None or row.sign is not None
    fact = {"systems_count": row.systems_count or 0, "sign_hung": bool(row.sign)} if said else None
    staffing = staffing_of(row, kind)
    if station is None:
        return PlannedStation(kind, RosterFate.MAKE, None, staffing=staffing, fact=fact)
    plan = PlannedStation(kind, RosterFate.SKIP, station)
    plan.fields = _changed_fields(row, station)
    plan.staffing = staffing if staffing and _may_restate(station, staffing) else None
    plan.fact = fact if fact and station.from_roster and _fact_differs(station, fact) else None
    if plan.fields or plan.staffing or plan.fact:
        plan.fate = RosterFate.UPDATE
    return plan


def _changed_fields(row: RosterRow, station: Station) -> dict[str, str]:
    """A station of the roster follows the roster; one with a file of its own only has its gaps filled."""
    given = {"head_name": row.head_name, "head_phone": row.head_phone}
    return {
        name: value
        for name, value in given.items()
        if value and value != getattr(station, name) and (station.from_roster or not getattr(station, name))
    }


def _may_restate(station: Station, staffing: dict[str, int]) -> bool:
    held: StaffDeclaration | None = getattr(station, "staffing", None)
    if held is None:
        return True
    if held.counted:  # posts are known: they say it, no list does
        return False
    # A declaration with a proof is better than a roster.
    return station.from_roster and not held.proof_id and any(getattr(held, name) != staffing[name] for name in staffing)


def _fact_differs(station: Station, fact: dict[str, Any]) -> bool:
    held: RosterFact | None = getattr(station, "roster_fact", None)
    return held is None or any(getattr(held, name) != value for name, value in fact.items())
