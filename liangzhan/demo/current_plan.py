"""The invented plan of this year (示例), under way with deadlines relative to today: stations in every state."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from liangzhan.demo.files import FileWriter
from liangzhan.demo.people import officer
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.programme.choices import InspectionWay, Verdict
from liangzhan.programme.models import Nomination, Plan, Quota, Visit
from liangzhan.programme.queries.quotas import part_areas, proposal, top_areas
from liangzhan.programme.rules.checklist import items_for
from liangzhan.programme.rules.quotas import Share
from liangzhan.programme.services.acceptance import close_visit, plan_visit, record_item, submit_for_acceptance
from liangzhan.programme.services.building import start_building
from liangzhan.programme.services.opening import open_station
from liangzhan.programme.services.plan import issue_plan, open_plan
from liangzhan.programme.services.quotas import set_city_quotas, split_quota
from liangzhan.programme.services.rectification import answer_rectification
from liangzhan.programme.services.siting import confirm_site, nominate
from liangzhan.programme.services.transfers import request_transfer
from liangzhan.stations.choices import ClosingReason, State, StationKind
from liangzhan.stations.models import Site, Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.stations.services.register import register_site, register_station
from liangzhan.toolkit.periods import acting_on

PROVINCE = "省级业务人员（示例）"
SHENYANG, HEPING, FUSHUN = "210100000000", "210102000000", "210400000000"
ZONE_CODE = "21Z001000000"
# Where the demo's sites stand: 和平区 carries most, so that its officers see every state.
WAYS = (
    "nominated",
    "sited",
    "building",
    "pending",
    "visiting",
    "rectifying",
    "answered",
    "accepted",
    "operating",
    "suspended",
    "closing",
    "withdrawn",
    "registered",
)

WAITING = ("pending", "visiting")


@dataclass
class Clock:
    """Days of the plan, counted back from today."""

    today: dt.date

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)


def make_plan(clock: Clock, *, target: int) -> Plan:
    """Opened 150 days ago; the cut-off lies two weeks ahead, the report is due nine days later."""
    by = officer(PROVINCE)
    with acting_on(clock.ago(150)):
        plan = open_plan(
            year=clock.today.year,
            title=f"{clock.today.year}年“两站”建设计划（示例）",
            target_sw=target,
            target_vs=target,
            cutoff_on=clock.today + dt.timedelta(days=14),
            due_on=clock.today + dt.timedelta(days=23),
            preamble="示例计划，用于演示在办工作；任务数不是任何正式文件的数字。",
            recipient="省民政厅",
            is_sample=True,
            by=by,
        )
        cities, zones = top_areas(plan, clock.ago(150))
        shares = proposal([*cities, *zones], sw=target, vs=target, on=clock.ago(150))
        set_city_quotas(plan=plan, rows=_with_zone(shares), by=by)
        issue_plan(plan=plan, by=by)
    plan.refresh_from_db()
    return plan


def _with_zone(shares: list[Share]) -> list[Share]:
    """The zone takes two of each kind from its neighbour: its task then waits to be divided."""
    moved = {ZONE_CODE: 2, FUSHUN: -2}
    return [
        Share(one.code, one.name, one.sw + moved.get(one.code, 0), one.vs + moved.get(one.code, 0), one.note)
        for one in shares
    ]


def split(plan: Plan, clock: Clock) -> list[Quota]:
    """Cities divide their tasks; the zone has not yet. 沈阳 gives 和平区 the larger part. Returns the counties' tasks."""
    parts: list[Quota] = []
    with acting_on(clock.ago(140)):
        top = plan.quotas.filter(parent=None, division__level=Level.CITY).select_related("division")
        for quota in top.order_by("division_code"):
            areas = part_areas(quota.division, clock.ago(140))
            rows = (
                _leaning(areas, quota)
                if quota.division_code == SHENYANG
                else proposal(areas, sw=quota.sw, vs=quota.vs, on=clock.ago(140))
            )
            by = officer(f"{quota.division.name}民政局")
            reason = "和平区场所条件成熟，自加任务。（示例）" if quota.division_code == SHENYANG else ""
            split_quota(quota=quota, rows=rows, expected_version=quota.version, own_reason=reason, by=by)
            parts += list(quota.parts.select_related("division").order_by("division_code"))
    return parts


def _leaning(areas: list[Division], quota: Quota) -> list[Share]:
    heping = max(quota.sw, 16)
    return [
        Share(one.code, one.name, heping if one.code == HEPING else 1, heping if one.code == HEPING else 1)
        for one in areas
    ]


def ask_for_transfer(plan: Plan, parts: list[Quota], clock: Clock) -> None:
    """A county asks to hand a task over: it waits for its city."""
    by_city: dict[str, list[Quota]] = {}
    for quota in parts:
        by_city.setdefault(quota.division_code[:4], []).append(quota)
    for quotas in by_city.values():
        spare = [one for one in quotas if one.vs > 1 and one.division_code[:4] != SHENYANG[:4]]
        if len(quotas) > 1 and spare:
            source = spare[0]
            target = next(one for one in quotas if one.pk != source.pk)
            with acting_on(clock.ago(3)):
                request_transfer(
                    source=source,
                    target=target,
                    kind="VS",
                    count=1,
                    reason="拟建社区场所调整，请调剂到条件成熟的地区。（示例）",
                    by=officer(f"{source.division.name}民政局"),
                )
            return


class Builder:
    """Takes communities through the main job, as far as the wanted state."""

    def __init__(self, plan: Plan, clock: Clock, writer: FileWriter, rng: random.Random) -> None:
        self.plan, self.clock, self.writer, self.rng = plan, clock, writer, rng

    def build(self, place: Division, way: str) -> Site | None:
        """One community with both stations, ending in the wanted way. Returns its site, None when only nominated."""
        if way == "registered":
            return self._register(place)
        street = officer(f"{place.parent.name}")
        county = officer(f"{place.parent.parent.name}民政局")
        with acting_on(self.clock.ago(130)):
            nomination = self._nominate(place, street)
        if way == "nominated":
            return None
        with acting_on(self.clock.ago(120)):
            confirm_site(nomination=nomination, by=county, note="同意。")
        site = Site.objects.select_related("division__parent").get(division=place)
        stations = list(site.stations.order_by("kind"))
        if way == "sited":
            return site
        with acting_on(self.clock.ago(100)):
            stations = [start_building(station=one, by=street) for one in stations]
        if way == "withdrawn":
            self._withdraw(stations, county)
            return site
        self._fill(site, stations, way)
        if way not in ("building", "unsigned"):
            self._accept(site, stations, way, county)
        return site

    def _register(self, place: Division) -> Site:
        """Entered in the register only: 纳入计划, without a nomination or a task yet."""
        county = officer(f"{place.parent.parent.name}民政局")
        with acting_on(self.clock.ago(20)):
            site = register_site(division=place, name=f"{place.name}党群服务中心", by=county)
            for kind in StationKind:
                register_station(site=site, kind=kind, name=f"{place.name}{kind.label}", by=county)
        return site

    def _nominate(self, place: Division, by) -> Nomination:
        rng = self.rng
        people = rng.randrange(1500, 9000)
        facts = {
            "population": people,
            "households": people // 3,
            "dibao_count": rng.randrange(5, people // 40),
            "tekun_count": rng.randrange(0, 12),
            "dibao_marginal_count": rng.randrange(0, 40),
            "disabled_count": rng.randrange(10, people // 30),
            "elderly_count": people // 4,
            "living_alone_count": rng.randrange(5, people // 30),
            "left_behind_children_count": rng.randrange(0, 15),
            "children_in_difficulty_count": rng.randrange(0, 10),
            "unemployed_count": rng.randrange(5, 60),
            "facility_name": f"{place.name}党群服务中心",
            "facility_area": rng.randrange(200, 900),
            "room_area": rng.randrange(20, 90),
            "distance_metres": rng.randrange(80, 1800),
            "accessible": rng.random() < 0.6,
            "person_available": rng.random() < 0.7,
            "committee_opinion": "同意。",
            "street_opinion": "同意推荐。",
        }
        return nominate(plan=self.plan, division=place, facts=facts, by=by)

    def _withdraw(self, stations: list[Station], by) -> None:
        with acting_on(self.clock.ago(60)):
            for one in stations:
                move_station(
                    station=one,
                    to=State.CLOSED,
                    by=by,
                    reason="原定房间另有用途。（示例）",
                    closing_reason=ClosingReason.WITHDRAWN,
                )

    def _fill(self, site: Site, stations: list[Station], way: str) -> None:
        """The whole file, or with the gaps of a station that is still building."""
        choices = (
            "photos",
            "equipment",
            "hours",
            "opinion",
            "standing",
            "staff",
            "systems",
            "mechanism",
            "survey",
            "sign",
        )
        gaps = frozenset(self.rng.sample(choices, 4)) if way == "building" else frozenset()
        gaps = frozenset({"sign-photo"}) if way == "unsigned" else gaps
        head = officer(f"{site.division.name}站长")
        with acting_on(self.clock.ago(80)):
            self.writer.site(site, head, gaps=gaps)
            for one in stations:
                self.writer.station(
                    Station.objects.select_related("site__division__parent").get(pk=one.pk), head, gaps=gaps
                )

    def _accept(self, site: Site, stations: list[Station], way: str, county) -> None:
        with acting_on(self.clock.ago(6 if way in WAITING else 60)):
            for one in stations:
                submit_for_acceptance(station=Station.objects.select_related("site").get(pk=one.pk), by=officer("站长"))
        if way == "pending":
            return
        if way == "visiting":
            self._visit(site, self.clock.today, county, failing=set(), most=5)
            return
        day = self.clock.ago(45)
        visit = self._visit(site, day, county, failing={"A04", "A12"} if way in ("rectifying", "answered") else set())
        with acting_on(day):
            close_visit(visit=visit, held_on=day, summary="按通知逐项核验。", by=county)
        self._after(site, way, county)

    def _visit(self, site: Site, day: dt.date, county, *, failing: set[str], most: int | None = None) -> Visit:
        """A visit on the day; `most` items of each station are recorded, all when not given."""
        with acting_on(day):
            visit = plan_visit(
                site=site,
                way=InspectionWay.ON_SITE,
                scheduled_on=day,
                first_inspector="王科长",
                second_inspector="赵主任（街道）",
                by=county,
            )
            for part in visit.stations.select_related("station", "visit").order_by("id"):
                for item in items_for(part.station.kind)[:most]:
                    bad = item.code in failing
                    record_item(
                        visit_station=part,
                        code=item.code,
                        verdict=Verdict.NOT_MET if bad else Verdict.MET,
                        note="现场未见，请补齐。" if bad else "",
                        by=county,
                    )
        return visit

    def _after(self, site: Site, way: str, county) -> None:
        stations = list(site.stations.order_by("kind"))
        if way == "answered":
            with acting_on(self.clock.ago(5)):
                for one in stations:
                    for row in [r for part in one.visits.order_by("id") for r in part.rectifications.order_by("id")]:
                        answer_rectification(rectification=row, answer="已补挂并公示。（示例）", by=officer("站长"))
        if way in ("operating", "suspended", "closing"):
            with acting_on(self.clock.ago(30)):
                stations = [open_station(station=one, on=self.clock.ago(30), by=county) for one in stations]
        if way == "suspended":
            with acting_on(self.clock.ago(8)):
                move_station(
                    station=stations[0], to=State.SUSPENDED, by=county, reason="工作人员离岗，正在补充。（示例）"
                )
        if way == "closing":
            self._close(stations, county)

    def _close(self, stations: list[Station], by) -> None:
        """社区撤并: the hand-over of papers and things has begun."""
        with acting_on(self.clock.ago(6)):
            for one in stations:
                move_station(
                    station=one,
                    to=State.CLOSING,
                    by=by,
                    reason="社区撤并，服务并入相邻社区。（示例）",
                    closing_reason=ClosingReason.MERGED_COMMUNITY,
                )
