"""The demo province, deterministic by seed, built through the services."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from liangzhan.access.roles import Role
from liangzhan.demo import (
    attendance,
    certificates,
    credentials,
    current_plan,
    finished_plan,
    funds,
    groups,
    hours,
    needs,
    occasions,
    persons,
    protection,
    returns,
    staff,
    tables,
    talent,
    visits,
    volunteer_activities,
    volunteer_training,
    volunteers,
)
from liangzhan.demo.casework import casework_of
from liangzhan.demo.casework_later import later_of
from liangzhan.demo.files import FileWriter
from liangzhan.demo.people import Accounts, Post, officer
from liangzhan.demo.pictures import Album
from liangzhan.demo.samples import write_samples
from liangzhan.demo.supervision import supervision_province
from liangzhan.demo.year import years_of
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area
from liangzhan.divisions.services import set_zone
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.paths import home
from liangzhan.toolkit.periods import acting_on, today

Say = Callable[[str], None]
ZONE = ("沈抚示范区（示例）", current_plan.ZONE_CODE, "210404011000")
CITIES = ("210100000000", "210200000000")


@dataclass(frozen=True)
class Scale:
    """How much is built: roster stations of 2020 (0 for all), sites of the current plan, cities of the small one."""

    roster: int
    sites: int
    target: int
    only: tuple[str, ...] = ()
    every_file: bool = False
    staff: int = 1  # people at each finished station
    staffed: int = 0  # finished stations with people (0 for all)
    cases: int = 0  # cases of the main site begun in each month of a year, beside one in every phase
    years: int = 0  # full stations beside the main site with a year of work (-1: all of them)


SCALES = {
    "small": Scale(roster=40, sites=13, target=60, only=CITIES),
    "normal": Scale(roster=0, sites=60, target=160, cases=4, years=40),
    "province": Scale(roster=0, sites=60, target=160, every_file=True, staff=6, cases=6, years=100),
}


def build_province(*, scale: str, seed: int, say: Say) -> None:
    """Build everything; the last deed writes LIANGZHAN_HOME/demo-accounts.json. Raises KeyError for an unknown scale."""
    size, rng = SCALES[scale], random.Random(seed)
    writer = FileWriter(Album(officer("演示数据")), rng)
    make_zone()
    finished(size, rng, writer, say)
    say("今年的示例计划……")
    main = under_way(size, rng, writer, say)
    say("演示账户……")
    accounts = open_accounts(main)
    staff.staff_province(main, random.Random(seed), say, each=size.staff, most=size.staffed)
    people = staff.participants(main)
    credentials.credentials_province(people, f"{main.division_code[:6]}000000", writer.album.file("paper"), say)
    talent.talent_of_main(main, say)
    occasions.occasions_at(main, say)
    persons.people_of(main, say)
    supervision_province(main, say)
    protection.protection_province(main, say)
    casework_of(main, writer.album.file("paper"), say, each_month=size.cases)
    later_of(main, writer.album.file("paper"), say)
    say("财物和经费……")
    funds.funds_province(main, writer.album)
    attendance.keep_attendance(main, say)
    visits.visits_of(main, say)
    needs.needs_of(main, say)
    volunteers.volunteers_of(main, say)
    volunteer_training.trainings_of(main, say)
    certificates.certificates_of(main, say)
    hours.hours_of(main, say)
    volunteer_activities.volunteering_of(main, say)
    groups.groups_of(main, say)
    years_of(main, writer.album, seed, say, most=size.years)
    tables.tables_of(main, say)
    while rebuild_dirty():  # what the night would do: figures stand in their cells
        continue
    returns.returns_of(main, say)
    place = home() / "demo-accounts.json"
    place.touch(mode=0o600)
    place.write_text(json.dumps({"accounts": accounts}, ensure_ascii=False, indent=1), encoding="utf-8")


def make_zone() -> None:
    """A functional zone that reports on its own; its members are an example."""
    name, code, member = ZONE
    set_zone(name=name, code=code, members=[Division.objects.get(code=member)], by=officer(finished_plan.PROVINCE))


def finished(size: Scale, rng: random.Random, writer: FileWriter, say: Say) -> None:
    """The plan of 2020."""
    say("2020年计划：任务分配……")
    plan = finished_plan.make_plan()
    parts = finished_plan.split_all(plan, only=size.only)
    made = finished_plan.import_and_count(plan, parts, rng, say, most=size.roster)
    say(f"名册导入完成，{made} 个站点计入计划")
    if size.every_file:
        fill_imported(writer, say)
    finished_plan.report_all(plan, say, only=size.only)
    write_samples(plan)


def fill_imported(writer: FileWriter, say: Say) -> None:
    """At province scale every imported station has its full file."""
    sites = list(Site.objects.filter(stations__from_roster=True).distinct().order_by("id"))
    for index, site in enumerate(sites, 1):
        head = officer("站长")
        with acting_on(finished_plan.DUE):
            writer.site(Site.objects.select_related("division__parent").get(pk=site.pk), head)
            for station in site.stations.select_related("site__division__parent").order_by("kind"):
                writer.station(station, head, gaps=frozenset({"standing"}))
        if index % 100 == 0:
            say(f"建设档案 {index}/{len(sites)} 处")


def under_way(size: Scale, rng: random.Random, writer: FileWriter, say: Say) -> Site:
    """The plan of this year; returns the site that lacks only its sign photos."""
    clock = current_plan.Clock(today())
    plan = current_plan.make_plan(clock, target=size.target)
    parts = current_plan.split(plan, clock)
    builder = current_plan.Builder(plan, clock, writer, rng)
    main = builder.build(free_communities(current_plan.HEPING, street="南湖街道")[0], "unsigned")
    for index, (place, way) in enumerate(wanted(size, parts), 1):
        builder.build(place, way)
        if index % 10 == 0:
            say(f"在建站点 {index}/{size.sites} 处")
    current_plan.ask_for_transfer(plan, parts, clock)
    if main is None:
        raise RuntimeError("the main site of the demo was not built")
    return main


def free_communities(county: str, *, street: str = "") -> list[Division]:
    """Communities of a county where nothing stands yet, by code."""
    taken = Station.objects.filter(division_code__startswith=county[:6]).values("division_code")
    area = in_area("code", Division.objects.get(code=county))  # without the members of a zone
    rows = Division.objects.filter(area, level=Level.COMMUNITY).exclude(code__in=taken)
    if street:
        rows = rows.filter(parent__name=street)
    return list(rows.select_related("parent__parent").order_by("code"))


def wanted(size: Scale, parts) -> list[tuple[Division, str]]:
    """(community, way): 和平区 gets one of each way, the rest is spread over the counties that have a task."""
    ways = current_plan.WAYS
    found = list(zip(free_communities(current_plan.HEPING), ways, strict=False))
    others = [one for one in parts if one.division_code[:6] != current_plan.HEPING[:6] and min(one.sw, one.vs) > 0]
    index = 0
    while others and len(found) < size.sites:
        quota = others[index % len(others)]
        room = min(quota.sw, quota.vs)
        own = sum(place.code.startswith(quota.division_code[:6]) for place, _ in found)
        if own < room and not is_pseudo(quota):
            place = free_communities(quota.division_code)[own]
            found.append((place, ways[(index * 7 + 3) % len(ways)]))
        index += 1
        if index > 10 * len(others):
            break
    return found[: size.sites]


def is_pseudo(quota) -> bool:
    """Counties whose first communities stand under statistical units are left out of the demo."""
    return any(400 <= int(place.code[6:9]) <= 599 for place in free_communities(quota.division_code)[:3])


def open_accounts(main: Site) -> list[dict[str, str]]:
    """One account per role of domain.md 10.3, around the site that lacks only its sign photos."""
    place = main.division
    street, county = place.parent, place.parent.parent
    city, province = county.parent, county.parent.parent
    stations = {one.kind: one for one in main.stations.all()}
    both = (stations["SW"], stations["VS"])
    made = Accounts()
    for post in (
        Post("province", "李处长", Role.PROVINCE, province),
        Post("city", "刘科长", Role.CITY, city),
        Post("county", "王科长", Role.COUNTY, county),
        Post("street", "赵主任", Role.STREET, street),
        Post("committee", "周书记", Role.COMMITTEE, place),
        Post("head", "张站长", Role.STATION_HEAD, stations=both),
        Post("worker", "陈社工", Role.SOCIAL_WORKER, stations=(both[0],)),
        Post("keeper", "孙工作人员", Role.VS_KEEPER, stations=(both[1],)),
        Post("supervisor", "吴督导", Role.SUPERVISOR, county),
        Post("evaluator", "郑评估", Role.EVALUATOR, county),
        Post("sysadmin", "系统管理员", Role.SYSTEM_ADMIN),
        Post("secadmin", "安全管理员", Role.SECURITY_ADMIN),
        Post("auditor", "审计管理员", Role.AUDIT_ADMIN),
    ):
        made.open(post)
    return made.made
