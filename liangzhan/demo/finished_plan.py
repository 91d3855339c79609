"""The plan of 2020, in the past: quotas proposed (示例), some 2,000 stations from rosters, reports accepted."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from liangzhan.demo.people import officer
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area, path_names
from liangzhan.programme.exports.october import report_files
from liangzhan.programme.models import Plan, Quota
from liangzhan.programme.queries.october import reporting_areas
from liangzhan.programme.queries.quotas import part_areas, proposal, top_areas
from liangzhan.programme.services.building import count_in_plan
from liangzhan.programme.services.october import accept_report, draft_report, edit_report, submit_report
from liangzhan.programme.services.plan import add_document, close_plan, issue_plan, open_plan
from liangzhan.programme.services.quotas import set_city_quotas, split_quota
from liangzhan.stations.choices import EquipmentKind, LegalForm
from liangzhan.stations.models import Station
from liangzhan.stations.rules.roster import RosterRow
from liangzhan.stations.services.roster import import_roster
from liangzhan.toolkit.periods import acting_on

YEAR = 2020
CUTOFF, DUE = dt.date(2020, 10, 20), dt.date(2020, 10, 31)
PROVINCE = "省级业务人员（示例）"
Say = Callable[[str], None]


def make_plan() -> Plan:
    """The plan with the notice's own targets; the tasks of the cities are a proposal, since annex 1 is not at hand."""
    by = officer(PROVINCE)
    with acting_on(dt.date(2020, 4, 10)):
        plan = open_plan(
            year=YEAR,
            title="2020年“两站”建设计划",
            target_sw=1000,
            target_vs=1000,
            cutoff_on=CUTOFF,
            due_on=DUE,
            preamble="以满足社区居民需求、加强社区治理、推动社区发展为根本出发点，因地制宜、分类实施、注重实效。",
            recipient="省民政厅",
            recipient_office="慈善社工儿童福利处",
            by=by,
        )
        title = "关于印发2020年全省民政工作要点及各项业务工作要点的通知"
        add_document(plan=plan, title=title, number="辽民发〔2020〕1号", by=by)
        cities, zones = top_areas(plan, dt.date(2020, 4, 10))
        areas = [*cities, *zones]
        set_city_quotas(plan=plan, rows=proposal(areas, sw=1000, vs=1000, on=dt.date(2020, 4, 10)), by=by)
        issue_plan(plan=plan, by=by)
    plan.refresh_from_db()
    return plan


def split_all(plan: Plan, *, only: tuple[str, ...] = ()) -> list[Quota]:
    """Cities and zones divide their tasks by the proposal. Returns the tasks that carry communities."""
    day = dt.date(2020, 5, 6)
    parts: list[Quota] = []
    with acting_on(day):
        for quota in plan.quotas.filter(parent=None).select_related("division").order_by("division_code"):
            if only and quota.division_code not in only:
                continue
            areas = part_areas(quota.division, day)
            rows = proposal(areas, sw=quota.sw, vs=quota.vs, on=day)
            by = officer(f"{quota.division.name}民政局")
            split_quota(quota=quota, rows=rows, expected_version=quota.version, by=by)
            parts += list(quota.parts.select_related("division").order_by("division_code"))
    return parts


class Roster:
    """Invents one roster: communities of an area with stations accepted in 2020."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.number = rng, 0

    def rows(self, quota: Quota, share: float) -> list[RosterRow]:
        """Rows of one county's task; `share` of it is done, a few after the cut-off."""
        # A county leaves out the members of a zone that reports on its own.
        inside = Division.objects.filter(in_area("code", quota.division), level=Level.COMMUNITY)
        pool = list(inside.order_by("code"))
        # Most communities get both stations, some only one: the two counters of the notice differ.
        sw, vs = round(quota.sw * share), round(quota.vs * min(share + self.rng.uniform(-0.06, 0.03), 1.0))
        wide = max(sw, vs) + (1 if max(sw, vs) > 6 else 0)
        chosen = sorted(self.rng.sample(pool, min(wide, len(pool))), key=lambda one: one.code)
        names = path_names([one.code for one in chosen])
        return [
            self.row(one, names[one.code], sw=index < sw, vs=len(chosen) - index <= vs)
            for index, one in enumerate(chosen)
        ]

    def row(self, place: Division, names: dict[str, str], *, sw: bool, vs: bool) -> RosterRow:
        """One community of the list."""
        self.number += 1
        late = self.rng.random() < 0.03
        first = dt.date(2020, 10, 21) if late else dt.date(2020, 6, 15)
        accepted = first + dt.timedelta(days=self.rng.randrange(0, 10 if late else 120))
        full = self.rng.random() < 0.45
        return RosterRow(
            number=self.number,
            code=place.code,
            city=names.get("CITY", ""),
            county=names.get("COUNTY", ""),
            street=names.get("STREET", ""),
            community=place.name,
            urban=place.community_type in ("RESIDENTS", "LIKE_RESIDENTS"),
            sw=sw,
            vs=vs,
            form=LegalForm.FILED_COMMUNITY_ORG,
            standing_number=f"{names.get('STREET', '')}备〔2020〕{self.number}号（示例）",
            standing_on=accepted - dt.timedelta(days=30),
            head_name=f"{self.rng.choice('赵钱孙李周吴郑王冯陈')}某",
            head_phone=f"024-0000{self.number:04d}",
            full_time=1 if full else 0,
            part_time=1,
            certified=1 if full and self.rng.random() < 0.6 else 0,
            vs_staff=1,
            equipment=((EquipmentKind.DESK, 4), (EquipmentKind.CHAIR, 12), (EquipmentKind.PHONE, 1)),
            sign=True,
            systems_count=6,
            accepted_on=accepted,
        )


def import_and_count(plan: Plan, parts: list[Quota], rng: random.Random, say: Say, *, most: int = 0) -> int:
    """Import the rosters area by area and let the stations count to the plan. Returns how many stations."""
    roster, made = Roster(rng), 0
    with acting_on(dt.date(2020, 11, 2)):
        for index, quota in enumerate(parts):
            rows = roster.rows(quota, rng.uniform(0.88, 1.0))
            rows = rows[: max(most - made, 0)] if most else rows
            by = officer(f"{quota.division.name}民政局")
            import_roster(rows=rows, by=by)
            fresh = Station.objects.filter(division_code__in=[row.code for row in rows], slots=None)
            for station in fresh.order_by("division_code", "kind"):
                count_in_plan(station=station, plan=plan, by=by)
                made += 1
            if index % 10 == 9:
                say(f"名册导入 {index + 1}/{len(parts)} 个县（市、区），{made} 个站点")
    return made


def report_all(plan: Plan, say: Say, *, only: tuple[str, ...] = ()) -> None:
    """Each area's October report, submitted and accepted; then the plan is closed."""
    province = officer(PROVINCE)
    for area in reporting_areas(plan):
        if only and area.code not in only:
            continue
        by = officer(f"{area.name}民政局")
        with acting_on(dt.date(2020, 10, 27)):
            report = draft_report(plan=plan, division=area, by=by)
            report = edit_report(report=report, by=by, signer="示例", **WORDS)
            report = submit_report(report=report, make_files=report_files, by=by)
        with acting_on(dt.date(2020, 10, 31)):
            accept_report(report=report, by=province)
    say("十月报告已报送并审核")
    with acting_on(dt.date(2021, 1, 15)):
        close_plan(plan=plan, by=province)


WORDS = {
    "methods": "一是把“两站”建设列入年度重点工作，明确任务和时限。（示例）\n二是整合社区综合服务设施，做到一处场所、两块标识牌。（示例）",
    "effects": "困难老年人、未成年人、残疾人等重点群体得到就近服务，居民参与议事的渠道进一步畅通。（示例）",
    "next_steps": "一是补齐缺口，按期完成任务。（示例）\n二是推动持证社会工作者进站服务。（示例）",
}
