"""Two months of visits and some coordination at the main site, and what is due today."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from liangzhan.activities.rules.coordination import CoordinationFacts
from liangzhan.activities.rules.visits import SHANGHAI, VisitFacts
from liangzhan.activities.services.coordination import add_party, add_step, record_coordination
from liangzhan.activities.services.cycle import pause_visits, plan_visits
from liangzhan.activities.services.visits import record_visit
from liangzhan.demo.attendance import Team, team_of
from liangzhan.people.choices import CategorySource, TieKind
from liangzhan.people.models import Person
from liangzhan.people.queries.categories import primary_of
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.services.categories import set_category
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import acting_on, is_workday, today

# Category of clients who have none yet, in turn (all of them old people); days between two visits of one client, how many
# days ago the last one was: some are late, most are not.
CODES = ("E1", "E4", "E2", "E3", "E1", "E6")
EVERY, LAST, ROUNDS = (6, 12, 13, 7, 20), (2, 5, 9, 3, 16, 1, 4, 11), 3
HOURS = (8, 9, 10, 11, 14, 15, 16, 17)
STORIES = (
    ("STEADY", "S10", "老人在家，精神好，药按时吃，楼道扶手已修好。", "", ""),
    ("CONCERN", "S01", "水管漏水，血压药只剩三天的量。", "取药没人陪", "联系物业当天下午上门；约志愿者周五陪同取药。"),
    ("BETTER", "S02", "上次情绪低落，今天愿意出门，和邻居下了棋。", "", "约下周参加社区活动。"),
    ("STEADY", "S04", "检查了燃气和插座，换下一个老化插线板。", "", "提醒睡前关燃气。"),
    ("ABSENT", "S10", "", "", "留了便条，邻居说去了女儿家。"),
    ("STEADY", "S05", "和儿子通了视频，说好每周日打电话。", "希望儿子常联系", "教会使用视频通话。"),
)
MODES = ("HOME", "HOME", "PHONE", "HOME", "ACCOMPANY", "HOME")


def visits_of(main: Site, say: Callable[[str], None]) -> None:
    """Visits in the past, plans, a pause, two matters talked over."""
    team = team_of(main)
    people, taken = clients(team), set[tuple[dt.date, int]]()
    for number, person in enumerate(people[:-2]):
        for at in range(ROUNDS):
            day = workday(today() - dt.timedelta(days=LAST[number % len(LAST)] + at * EVERY[number % len(EVERY)]))
            free = [hour for hour in HOURS if (day, hour) not in taken]
            if free and day > today() - dt.timedelta(days=54):
                taken.add((day, free[0]))
                visit(team, person, number + at, moment_of(day, free[0], 5 * (number % 5)))
    decide(team, people)
    talk_over(team, people)
    say(f"探访示例：{len(taken)} 次")


def workday(day: dt.date) -> dt.date:
    """The day, or the last working day before it."""
    while not is_workday(day):
        day -= dt.timedelta(days=1)
    return day


def clients(team: Team) -> list[Person]:
    """The station's clients born long ago, each with a primary category."""
    rows = Person.objects.filter(ties__station=team.sw, ties__kind=TieKind.CLIENT, ties__ended_on=None)
    people = list(rows.filter(born_on__lt=dt.date(1960, 1, 1), state="ACTIVE").order_by("pk"))[:30]
    held = primary_of([person.pk for person in people], team.sw, today())
    since = today() - dt.timedelta(days=55)
    for at, person in enumerate(people):
        if not held[person.pk]:
            facts = CategoryFacts(CODES[at % len(CODES)], since, CategorySource.COMMITTEE, verified_on=since)
            if facts.code == "E4" and person.born_on and person.born_on.year > today().year - 81:
                facts = CategoryFacts("E2", since, CategorySource.COMMITTEE, verified_on=since)
            set_category(person=person, station=team.sw, facts=facts, by=team.actors["worker"])
    return people


def visit(team: Team, person: Person, number: int, starts: dt.datetime) -> None:
    """One visit, written down the same day."""
    finding, service, condition, needs, action = STORIES[number % len(STORIES)]
    facts = VisitFacts(
        starts_at=starts,
        ends_at=starts + dt.timedelta(minutes=25 + 5 * (number % 3)),
        mode=MODES[number % len(MODES)],
        service_kind=service,
        finding=finding,
        condition=condition,
        needs_found=needs,
        action=action,
    )
    with acting_on(facts.on + dt.timedelta(days=1)):
        told = {"worker": team.worker, "station": team.sw, "form_key": key(f"visit:{starts:%Y%m%d%H}")}
        record_visit(facts=facts, persons=[person], by=team.actors["worker"], **told)


def decide(team: Team, people: list[Person]) -> None:
    """One in the charge of 陈社工 with other days than usual, one in hospital."""
    by = team.actors["worker"]
    told = {"worker": team.worker, "days": 21, "reason": "示例：女儿搬来同住，天天有人照看"}
    plan_visits(person=people[1], station=team.sw, by=by, **told)
    until = today() + dt.timedelta(days=6)
    pause_visits(person=people[7], station=team.sw, kind="HOSPITAL", until=until, note="", by=by)


def talk_over(team: Team, people: list[Person]) -> None:
    """A leak between two floors, settled; a matter with the property management that goes on."""
    by, days = team.actors["worker"], 20
    for number, (topic, kind, matter, outcome, agreement, ahead) in enumerate(
        (
            ("NEIGHBOUR", "MEDIATION", "楼上漏水泡了楼下天花板，两家各说各的原因。", "TALKING", "", 5),
            ("PROPERTY", "COORDINATION", "楼道灯坏了三个月，居民和物业对由谁出钱说法不一。", "TALKING", "", 18),
        )
    ):
        day = today() - dt.timedelta(days=days - number)
        starts = moment_of(day, 18, 0)
        facts = CoordinationFacts(
            starts_at=starts,
            ends_at=starts + dt.timedelta(minutes=50),
            kind=kind,
            topic=topic,
            matter=matter,
            outcome=outcome,
            heads=3,
            outside=True,
            parties_note="示例：楼上楼下两户" if number == 0 else "示例：三单元居民，物业公司",
            helpers="社区居委会",
            agreement=agreement,
            follow_up_on=day + dt.timedelta(days=ahead),
        )
        with acting_on(day + dt.timedelta(days=1)):
            told = {"worker": team.worker, "station": team.sw, "form_key": key(f"coordination:{number}"), "by": by}
            row = record_coordination(facts=facts, **told)
            add_party(row=row, person=people[number], by=by)
        if number == 0:
            with acting_on(day + dt.timedelta(days=5)):
                words = "双方同意：楼上换水管，楼下自己刷墙，费用各自承担。"
                told = {"on": day + dt.timedelta(days=5), "outcome": "AGREED", "text": words, "follow_up_on": None}
                add_step(row=row, form_key=key("step:0"), by=by, **told)


def moment_of(day: dt.date, hour: int, minute: int) -> dt.datetime:
    """A local moment."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=SHANGHAI)


def key(name: str) -> uuid.UUID:
    """The same key each time the demo is built."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"liangzhan-demo:{name}")
