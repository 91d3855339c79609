"""Entering a site and a station into the register, and changing what is known of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.stations.choices import FacilitySource, MenuProfile, StationClass, StationEvent, StationKind, Tier
from liangzhan.stations.models import Site, Station
from liangzhan.stations.rules.place import position_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.identity import phone_problem, uscc_problem
from liangzhan.toolkit.periods import today


@recorded(StationEvent.REGISTERED, keep=["name"])
def register_site(
    *,
    division: Division,
    name: str,
    by: Actor,
    address: str = "",
    source: str = FacilitySource.INTEGRATED,
    facility_name: str = "",
    longitude: Decimal | None = None,
    latitude: Decimal | None = None,
    accessible: bool | None = None,
    phone: str = "",
    committee_contact: str = "",
    committee_phone: str = "",
) -> Site:
    """Enter a place in a community (or in the area of a higher tier). Raises RuleBroken for a unit that ceased."""
    if division.valid_to is not None and division.valid_to < today():
        raise RuleBroken(f"{division.name}已于 {division.valid_to} 停用，请选择现在的单位。", field="division")
    problem = position_problem(longitude, latitude)
    if problem:
        raise RuleBroken(problem, field="longitude")
    return Site.objects.create(
        division=division,
        division_code=division.code,
        name=name,
        address=address,
        source=source,
        facility_name=facility_name,
        longitude=longitude,
        latitude=latitude,
        accessible=accessible,
        phone=phone,
        committee_contact=committee_contact,
        committee_phone=committee_phone,
    )


@recorded(StationEvent.REGISTERED, keep=["kind", "name", "tier"])
def register_station(
    *,
    site: Site,
    kind: StationKind | str,
    name: str,
    by: Actor,
    station_class: StationClass | str = StationClass.URBAN,
    tier: Tier | str = Tier.COMMUNITY,
    menu_profile: MenuProfile | str = "",
    state_on: dt.date | None = None,
    from_roster: bool = False,
) -> Station:
    """Enter a station of a kind on a site, 纳入计划. A community has one live station of each kind.

    Without `menu_profile` it gets the usual menu of its class.
    """
    if tier == Tier.COMMUNITY and site.division.level != Level.COMMUNITY:
        raise RuleBroken("社区层级的站点要设在社区（村）。", field="tier")
    try:
        with transaction.atomic():
            return Station.objects.create(
                site=site,
                division_code=site.division_code,
                kind=kind,
                name=name,
                station_class=station_class,
                tier=tier,
                menu_profile=menu_profile or StationClass(station_class).usual_menu,
                state_since=state_on or today(),
                from_roster=from_roster,
            )
    except IntegrityError as clash:
        word = StationKind(kind).label
        raise RuleBroken(f"{site.division.name}已有{word}，不能重复登记。", field="kind") from clash


@recorded(StationEvent.EDITED)
def edit_station(
    *,
    station: Station,
    name: str,
    by: Actor,
    station_class: StationClass | str,
    menu_profile: MenuProfile | str,
    operator: str = "",
    operator_uscc: str = "",
    head_name: str = "",
    head_phone: str = "",
    national_team_no: str = "",
) -> Station:
    """Change what the register says of a station; its place, kind and state are not changed here."""
    if operator_uscc and (problem := uscc_problem(operator_uscc)):
        raise RuleBroken(problem, field="operator_uscc")
    if head_phone and (problem := phone_problem(head_phone)):
        raise RuleBroken(problem, field="head_phone")
    changed = {
        "name": name,
        "station_class": station_class,
        "menu_profile": menu_profile,
        "operator": operator,
        "operator_uscc": operator_uscc.upper(),
        "head_name": head_name,
        "head_phone": head_phone,
        "national_team_no": national_team_no,
    }
    for field, value in changed.items():
        setattr(station, field, value)
    station.save(update_fields=list(changed))
    return station
