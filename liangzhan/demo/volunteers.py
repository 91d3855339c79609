"""Twenty-five volunteers of the main site in all states, with insurance of the county."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from liangzhan.access.actor import Actor
from liangzhan.demo.attendance import team_of
from liangzhan.demo.persons import number
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.rules.insurance import PolicyFacts
from liangzhan.volunteers.rules.register import VolunteerFacts
from liangzhan.volunteers.services.insurance import save_policy
from liangzhan.volunteers.services.register import apply_volunteer, confirm_volunteer, set_national
from liangzhan.volunteers.services.standing import quit_volunteer, suspend_volunteer

VISITOR, COUNTY = Actor.system("本人手机办理"), Actor.system("示例区民政局")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔"
SKILLS = ("COMPANY", "HOUSEWORK", "REPAIR", "MEDICAL", "LAW", "TEACHING", "ARTS", "COMPUTER", "DRIVING", "PHOTO")
AREAS = ("V03", "V04", "V06", "V08", "V09")
TIMES = ("6-AM", "7-AM", "3-PM", "5-EVE")
COUNT, BACK = 25, 200  # volunteers; how many days ago the first one came


def volunteers_of(main: Site, say: Callable[[str], None]) -> None:
    """Registered one after the other in the past months, through the services."""
    keeper, station, day = team_of(main).actors["keeper"], team_of(main).vs, today()
    for at, surname in enumerate(SURNAMES):
        with acting_on(day - dt.timedelta(days=BACK - 7 * at)):
            born = dt.date(1950 + 2 * at, 3, 4 + at)
            row = apply_volunteer(
                facts=_facts(at),
                person_facts=PersonFacts(
                    name=f"{surname}{'志愿'[at % 2]}{'明红军梅强'[at % 5]}",
                    id_number=number(born, 900 + 2 * at),
                    mobile=f"1390000{at:04d}",
                ),
                station=station,
                source="SELF" if at % 3 == 0 else "DESK",
                by=VISITOR if at % 3 == 0 else keeper,
            )
            _follow(row, at, keeper)
    _insured(main, day)
    say(f"志愿者：{COUNT} 人，统保 1 份")


def _facts(at: int) -> VolunteerFacts:
    return VolunteerFacts(
        national_no=f"SHILI{at:06d}" if at % 2 else "",
        skills=(SKILLS[at % 10], SKILLS[(at + 3) % 10]),
        areas=(AREAS[at % 5],),
        times=(TIMES[at % 4], TIMES[(at + 1) % 4]),
        employment=("EMPLOYED", "RETIRED", "STUDENT", "FREE")[at % 4],
    )


def _follow(row: Volunteer, at: int, by: Actor) -> None:
    """Most are in the books; the last four wait for their own yes; one pauses, one has left."""
    if at >= COUNT - 4:
        return
    row = confirm_volunteer(volunteer=row, way="DESK" if at % 2 else "CHECK_IN", by=by)
    if at % 4 == 1:
        set_national(volunteer=row, number=row.national_no, state="ACCEPTED", by=by)
    if at == 6:
        suspend_volunteer(volunteer=row, reason="本人外出一个月（示例）", by=by)
    elif at == 8:
        quit_volunteer(volunteer=row, by=by)


def _insured(main: Site, day: dt.date) -> None:
    facts = PolicyFacts(
        policy_no="示例保单001",
        insurer="示例保险公司",
        holder="示例区志愿服务联合会",
        starts_on=dt.date(day.year, 1, 1),
        ends_on=dt.date(day.year, 12, 31),
        cover="人身意外伤害（示例）",
    )
    save_policy(facts=facts, division_code=f"{main.division_code[:6]}000000", by=COUNTY)
