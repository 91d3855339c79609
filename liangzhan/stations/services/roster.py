"""Existing stations come in from a roster on day one: the bulk path, on the same rules as one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import is_urban
from liangzhan.stations.choices import LegalForm, RosterFate, StandingState, State, StationClass, StationEvent
from liangzhan.stations.models import Equipment, Room, RosterFact, Site, StaffDeclaration, Standing, Station
from liangzhan.stations.queries.roster import PlannedRow, PlannedStation, planned_rows
from liangzhan.stations.rules.filing import is_registration
from liangzhan.stations.rules.lifecycle import roster_steps
from liangzhan.stations.rules.roster import RosterRow, claimed_state, class_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import today

IMPORTED = "名册导入"
ROOM_NAME = "工作（活动）室"
BATCH = 500


@dataclass
class RosterOutcome:
    """How many stations were made, updated, left alone; and the refused rows as (row, column, reason)."""

    made: int = 0
    updated: int = 0
    skipped: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass
class _Made:
    """A row's new station beside the row it comes from."""

    row: RosterRow
    planned: PlannedStation
    station: Station


@recorded(StationEvent.ROSTER_IMPORTED, keep=["as_operating"])
def import_roster(*, rows: Iterable[RosterRow], by: Actor, as_operating: bool = True) -> RosterOutcome:
    """Import what can be imported; wrong rows are left out and named. Doing it again changes nothing.

    A new station walks the legal way to the state the roster claims, with a log row per step marked 名册导入; an
    accepted one counts as 运行 unless `as_operating` is off. Stations that exist keep their state and their papers.
    """
    plans = planned_rows(rows, by.scope)
    good = [plan for plan in plans if not plan.problems]
    outcome = RosterOutcome(
        refused=[(plan.row.number, column, reason) for plan in plans for column, reason in plan.problems]
    )
    fates = [one.fate for plan in good for one in plan.stations]
    outcome.made, outcome.updated = fates.count(RosterFate.MAKE), fates.count(RosterFate.UPDATE)
    outcome.skipped = fates.count(RosterFate.SKIP)
    try:
        made = _make_stations(good, _sites(good), as_operating)
        _log_moves(made, by, as_operating)
        _make_standings(made, by)
    except IntegrityError as clash:
        raise RuleBroken("导入期间有人登记了同一社区的站点，请重新预览后再导入。") from clash
    _write_people_and_facts(good, made, by)
    _update_heads(good)
    return outcome


def _sites(plans: list[PlannedRow]) -> dict[str, Site]:
    """The site of each community that gets a station: the one there is, else a new one; rooms and equipment where none."""
    wanted = {plan.place.code: plan for plan in plans if any(one.fate == RosterFate.MAKE for one in plan.stations)}
    codes = sorted(wanted)
    found: dict[str, Site] = {}
    for at in range(0, len(codes), BATCH):
        held = Site.objects.filter(division_code__in=codes[at : at + BATCH])
        for site in held.select_related("division__parent__parent").order_by("-id"):
            found[site.division_code] = site
    fresh = [_new_site(wanted[code].place) for code in codes if code not in found]
    found.update({site.division_code: site for site in Site.objects.bulk_create(fresh, batch_size=BATCH)})
    _furnish({found[code].pk: wanted[code].row for code in codes})
    return found


def _new_site(division: Division) -> Site:
    return Site(division=division, division_code=division.code, name=f"{division.name}“两站”")


def _furnish(rows: dict[int, RosterRow]) -> None:
    has_room, has_thing = set(), set()
    ids = sorted(rows)
    for at in range(0, len(ids), BATCH):
        batch = ids[at : at + BATCH]
        has_room |= set(Room.objects.filter(site__in=batch).order_by("id").values_list("site_id", flat=True))
        things = Equipment.objects.filter(site__in=batch).order_by("id")
        has_thing |= set(things.values_list("site_id", "kind"))
    rooms = [
        Room(site_id=site, name=ROOM_NAME, area=row.area)
        for site, row in rows.items()
        if row.area and site not in has_room
    ]
    Room.objects.bulk_create(rooms, batch_size=BATCH)
    Equipment.objects.bulk_create(
        [
            Equipment(site_id=site, kind=kind, count=count)
            for site, row in rows.items()
            for kind, count in row.equipment
            if count and (site, kind) not in has_thing
        ],
        batch_size=BATCH,
    )


def _make_stations(plans: list[PlannedRow], sites: dict[str, Site], as_operating: bool) -> list[_Made]:
    made = [
        _Made(plan.row, one, _new_station(plan, one, sites[plan.place.code], as_operating))
        for plan in plans
        for one in plan.stations
        if one.fate == RosterFate.MAKE
    ]
    Station.objects.bulk_create([one.station for one in made], batch_size=BATCH)
    return made


def _new_station(plan: PlannedRow, planned: PlannedStation, site: Site, as_operating: bool) -> Station:
    row, division = plan.row, plan.place
    state = claimed_state(row, as_operating=as_operating)
    station_class = StationClass(class_of(row, is_urban(division.community_type, division.urban_rural)))
    return Station(
        site=site,
        division_code=division.code,
        kind=planned.kind,
        name=f"{division.name}{planned.kind.label}",
        station_class=station_class,
        menu_profile=station_class.usual_menu,
        legal_form=row.legal_form if row.standing_on else "",
        head_name=row.head_name,
        head_phone=row.head_phone,
        state=state,
        state_since=row.accepted_on or today(),
        accepted_on=row.accepted_on,
        opened_on=row.accepted_on if state == State.OPERATING else None,
        from_roster=True,
    )


def _log_moves(made: list[_Made], by: Actor, as_operating: bool) -> None:
    moves = [
        _log(one.station, before, after, one, by)
        for one in made
        for before, after in roster_steps(claimed_state(one.row, as_operating=as_operating))
    ]
    Move.objects.bulk_create(moves, batch_size=BATCH)


def _log(row: Station | Standing, before: str, after: str, one: _Made, by: Actor) -> Move:
    return Move(
        object_label=row._meta.label_lower,
        object_id=str(row.pk),
        from_state=str(before),
        to_state=str(after),
        on=one.station.state_since if isinstance(row, Station) else row.state_since,
        reason=IMPORTED,
        moved_by=by,
    )


def _make_standings(made: list[_Made], by: Actor) -> None:
    """The roster names one paper; it stands for each station of the row."""
    papers = [(one, _new_standing(one)) for one in made if one.row.form and one.row.standing_on]
    Standing.objects.bulk_create([paper for _, paper in papers], batch_size=BATCH)
    Move.objects.bulk_create(
        [_log(paper, StandingState.DRAFT, StandingState.IN_FORCE, one, by) for one, paper in papers], batch_size=BATCH
    )


def _new_standing(one: _Made) -> Standing:
    row = one.row
    registered = is_registration(row.form)
    street: Any = one.station.site.division.parent  # a community has a street, a street a county
    authority = f"{street.parent.name}民政部门" if registered else street.name
    return Standing(
        station=one.station,
        form=row.legal_form or LegalForm.FILED_COMMUNITY_ORG,
        state=StandingState.IN_FORCE,
        state_since=row.standing_on,  # type: ignore[misc]
        number=row.standing_number.strip(),
        uscc=row.standing_number.strip().upper() if registered else "",
        authority=authority,
        effective_on=row.standing_on,
    )


def _write_people_and_facts(plans: list[PlannedRow], made: list[_Made], by: Actor) -> None:
    updated = [(one, one.station) for plan in plans for one in plan.stations if one.fate == RosterFate.UPDATE]
    pairs = [(one.planned, one.station) for one in made] + updated
    StaffDeclaration.objects.bulk_create(
        [StaffDeclaration(station=station, declared_by=by, **one.staffing) for one, station in pairs if one.staffing],
        update_conflicts=True,
        unique_fields=["station"],
        update_fields=["full_time", "part_time", "certified", "declared_by", "declared_at"],
        batch_size=BATCH,
    )
    RosterFact.objects.bulk_create(
        [RosterFact(station=station, imported_by=by, **one.fact) for one, station in pairs if one.fact],
        update_conflicts=True,
        unique_fields=["station"],
        update_fields=["systems_count", "sign_hung", "imported_by", "imported_at"],
        batch_size=BATCH,
    )


def _update_heads(plans: list[PlannedRow]) -> None:
    changed = [one for plan in plans for one in plan.stations if one.fields]
    for one in changed:
        for name, value in one.fields.items():
            setattr(one.station, name, value)
    Station.objects.bulk_update(
        [one.station for one in changed if one.station], ["head_name", "head_phone"], batch_size=BATCH
    )
