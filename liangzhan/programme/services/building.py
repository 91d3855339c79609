"""Places in the plan, and the beginning of construction (0.5, domain.md 3.1)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.rules import is_urban
from liangzhan.programme.choices import PlanState, ProgrammeEvent
from liangzhan.programme.models import Nomination, Plan, Quota, Slot
from liangzhan.programme.queries.quotas import responsible_quota, taken_by
from liangzhan.programme.rules.quotas import NOTHING_TAKEN, confirm_problem
from liangzhan.stations.choices import State, StationClass, StationKind, Tier
from liangzhan.stations.models import Site, Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.stations.services.register import register_site, register_station
from liangzhan.toolkit.errors import RuleBroken


def _locked_task(plan: Plan, code: str, kinds: Sequence[str]) -> Quota:
    """The task that answers for the place, locked, with room for one station of each kind; else a sentence."""
    found = responsible_quota(plan, code)
    if found is None:
        raise RuleBroken("本地区在这个计划里没有任务，请先由市里分解任务。")
    quota = Quota.objects.select_for_update(of=("self",)).select_related("division").get(pk=found.pk)
    taken = taken_by(plan, [quota.division]).get(quota.division_code, NOTHING_TAKEN)
    problems = [
        confirm_problem(str(quota.division), kind, task=quota.count(kind), counted=taken.counted(kind))
        for kind in kinds
    ]
    if any(problems):
        raise RuleBroken(*[problem for problem in problems if problem])
    return quota


def _take_slot(plan: Plan, station: Station, nomination: Nomination | None) -> Slot:
    try:
        with transaction.atomic():
            return Slot.objects.create(
                plan=plan, station=station, division_code=station.division_code, nomination=nomination
            )
    except IntegrityError as clash:
        raise RuleBroken(f"{station}已经计入一个计划。") from clash


def _sited_stations(row: Nomination, kinds: Sequence[str], by: Actor) -> list[Station]:
    """The stations of a confirmed nomination, 选址确认: the community's own site and planned stations are reused."""
    site = Site.objects.filter(division=row.division).order_by("id").first() or register_site(
        division=row.division,
        name=row.facility_name or f"{row.division}党群服务中心",
        facility_name=row.facility_name,
        longitude=row.longitude,
        latitude=row.latitude,
        accessible=row.accessible,
        by=by,
    )
    return [_sited_station(row, site, kind, by) for kind in kinds]


def _sited_station(row: Nomination, site: Site, kind: str, by: Actor) -> Station:
    held = Station.objects.filter(division_code=row.division_code, kind=kind, tier=Tier.COMMUNITY)
    station = held.exclude(state=State.CLOSED).order_by("id").first()
    word = StationKind(kind).label
    if station is not None and station.state != State.PLANNED:
        raise RuleBroken(
            f"{row.division}已有{word}（{station.get_state_display()}）；要计入计划，请在站点页选择“计入计划”。"
        )
    urban = is_urban(row.division.community_type, row.division.urban_rural)
    station = station or register_station(
        site=site,
        kind=kind,
        name=f"{row.division}{word}",
        station_class=StationClass.URBAN if urban else StationClass.RURAL,
        by=by,
    )
    return move_station(station=station, to=State.SITED, reason="县级确认选址", by=by)


@recorded(ProgrammeEvent.SLOT_TAKEN)
def take_places(*, nomination: Nomination, by: Actor) -> list[Slot]:
    """The stations of a confirmed nomination, made or reused, 选址确认, each with its place in the plan.

    Refuses when a kind has no place left in the county's task.
    """
    kinds = [kind for kind, wanted in (("SW", nomination.wants_sw), ("VS", nomination.wants_vs)) if wanted]
    _locked_task(nomination.plan, nomination.division_code, kinds)
    return [_take_slot(nomination.plan, station, nomination) for station in _sited_stations(nomination, kinds, by)]


@recorded(ProgrammeEvent.SLOT_TAKEN)
def count_in_plan(*, station: Station, plan: Plan, by: Actor) -> Slot:
    """Let a station that exists already (from the roster, say) take a place in the plan. The county decides."""
    held = Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    if not by.may_at(Action.SITE_CONFIRM, code=held.division_code):
        raise RuleBroken("站点是否计入计划由县（市、区）决定。")
    if plan.state != PlanState.ISSUED:
        raise RuleBroken("计划没有下达或已经结束，不能再计入站点。")
    if held.tier != Tier.COMMUNITY:
        raise RuleBroken("只有社区层级的站点计入计划。")
    if held.state == State.CLOSED:
        raise RuleBroken("这个站点已经关闭，不能计入计划。")
    _locked_task(plan, held.division_code, [held.kind])
    return _take_slot(plan, held, None)


@recorded(ProgrammeEvent.BUILDING_STARTED)
def start_building(*, station: Station, by: Actor) -> Station:
    """Works, equipment or staffing begin: 选址确认 → 建设中. By the station, its street or its county."""
    own = station.pk in by.scope.area(Action.STATION_EDIT).stations
    if not own and not by.may_at(Action.STATION_EDIT, code=station.division_code):
        raise RuleBroken("由站点、乡镇（街道）或县（市、区）开始建设。")
    return move_station(station=station, to=State.BUILDING, reason="开始建设", by=by)
