"""Groups and community activities of a full station's year."""

from __future__ import annotations

import datetime as dt

from liangzhan.activities.choices.activity import NAMELESS_DOMAINS
from liangzhan.activities.models import Activity
from liangzhan.activities.rules.activity_plan import ActivityFacts
from liangzhan.activities.services.activity_plan import save_activity
from liangzhan.activities.services.activity_ratings import open_ratings, save_paper_ratings
from liangzhan.activities.services.activity_record import SummaryFacts, record_activity, save_summary
from liangzhan.activities.services.group_papers import save_scores, save_test
from liangzhan.activities.services.group_report import ReportFacts, close_group
from liangzhan.demo.groups import SESSIONS, approved, arrange, hold, join, plan
from liangzhan.demo.visits import moment_of, workday
from liangzhan.demo.year_place import Place
from liangzhan.demo.year_words import GROUPS, TITLES
from liangzhan.occasions.services.arranging import expect
from liangzhan.occasions.services.roll import take_roll
from liangzhan.toolkit.periods import acting_on, today


def groups_of(place: Place) -> None:
    """One or two groups: the first was finished, a second is under way."""
    dice = place.dice
    first = dice.randrange(len(GROUPS))
    grown = [one for one in place.people if one.born_on and one.born_on.year < today().year - 40]
    members = grown[: dice.randint(6, 10)] or place.people[:6]
    finished(place, GROUPS[first], members, today() - dt.timedelta(days=dice.randint(80, 300)))
    if dice.random() < 0.5:
        running(place, GROUPS[first - 1], members[:6])


def finished(place: Place, which: tuple[str, str], people: list, begins: dt.date) -> None:
    """Four sessions, a test before and after, ratings, a report."""
    dice, by = place.dice, place.by
    with acting_on(begins - dt.timedelta(days=14)):
        group = approved(plan(place.station, place.worker, *which, begins, by=by), by=by)
        members = join(group, people, place.album, by=by)
        words = {"instrument": "孤独感自评（示例量表）", "lowest": 0, "highest": 20, "higher_is_better": False}
        test = save_test(group=group, by=by, **words)
    for number in range(1, len(SESSIONS) + 1):
        session = arrange(group, number, begins + dt.timedelta(days=7 * (number - 1)), by=by)
        hold(session, members, away=dice.randrange(3), by=by)
    group.refresh_from_db()
    with acting_on(begins + dt.timedelta(days=24)):
        scores = {one.pk: (str(dice.randint(9, 16)), str(dice.randint(4, 10))) for one in members}
        save_scores(test=test, scores=scores, by=by)
        good = max(1, len(members) - 4)
        save_paper_ratings(sheet=open_ratings(plan=group, by=by), counts={5: good, 4: 1, 3: 0, 2: 0, 1: 0}, by=by)
        facts = ReportFacts(
            outcome="多数组员认识了三位以上邻居，有事知道找谁；得分普遍下降。",
            output="互助电话表一张。",
            budget_used_fen=dice.randrange(60_000, 118_000),
            follow_up="每月聚一次，由组员轮流召集。",
            closed_on=today(),
        )
        close_group(group=group, facts=facts, by=by)


def running(place: Place, which: tuple[str, str], people: list) -> None:
    """Two sessions held, the third to come."""
    by, begins = place.by, today() - dt.timedelta(days=10)
    with acting_on(begins - dt.timedelta(days=10)):
        group = approved(plan(place.station, place.worker, *which, begins, by=by), by=by)
        members = join(group, people, place.album, by=by)
    for number in (1, 2):
        session = arrange(group, number, begins + dt.timedelta(days=7 * (number - 1)), by=by)
        hold(session, members, away=number - 1, by=by)
    arrange(group, 3, begins + dt.timedelta(days=14), by=by)


def activities_of(place: Place) -> None:
    """Six to twelve activities over the year, the last one still to come."""
    dice = place.dice
    chosen = dice.sample(TITLES, dice.randint(6, 12))
    gap = 340 // len(chosen)
    for at, told in enumerate(chosen):
        day = workday(today() - dt.timedelta(days=345 - at * gap + dice.randrange(5)))
        activity = planned(place, told, day)
        if at < len(chosen) - 1 or day < today() - dt.timedelta(days=4):
            held(place, activity, told, day)
    planned(place, TITLES[4], today() + dt.timedelta(days=10))


def planned(place: Place, told: tuple, day: dt.date) -> Activity:
    """K-01, K-02, approved a week before."""
    name, kind, domain, why, goal, heads = told
    facts = ActivityFacts(
        name=name,
        domain=domain,
        kind=kind,
        need_statement=f"{why}；社区两委也收到类似反映。",
        goal=goal,
        target="本社区居民",
        expected_heads=heads,
        starts_at=moment_of(day, 17, 30),
        ends_at=moment_of(day, 19, 0),
        place="社区党群服务中心一楼大厅",
        agenda="17:30 签到；17:40 开始；18:40 提问；18:50 评价。",
        staffing="主持一人，签到一人，引导两人。",
        volunteers="志愿服务站派志愿者四名。",
        safety="看护出入口，备急救箱，联系社区卫生服务中心。",
        budget_fen=place.dice.randrange(100, 600) * 100,
    )
    given = {"station": place.station, "leader": place.worker, "form_key": place.key(f"activity:{day}"), "by": place.by}
    with acting_on(min(today(), day) - dt.timedelta(days=7)):
        return approved(save_activity(facts=facts, **given), by=place.by)  # type: ignore[return-value]


def held(place: Place, activity: Activity, told: tuple, day: dt.date) -> None:
    """K-03 to K-06 in the week after; who came to what concerns correction or drugs is nowhere named."""
    dice, by, heads = place.dice, place.by, told[-1]
    named = [] if told[2] in NAMELESS_DOMAINS else dice.sample(place.people, min(len(place.people), dice.randint(3, 8)))
    came = max(5, heads - len(named) - dice.randrange(heads // 3))
    with acting_on(day + dt.timedelta(days=1)):
        if named:
            expect(occasion=activity.occasion, persons=named, by=by)
            take_roll(occasion=activity.occasion, marks={one.pk: "PRESENT" for one in named}, by=by)
        record_activity(activity=activity, process="按流程进行，提问踊跃，散场有序。", unidentified=came, by=by)
    if dice.random() < 0.3:
        return  # nobody has asked how it was, and the summary waits
    with acting_on(day + dt.timedelta(days=4)):
        activity.refresh_from_db()
        five = came // 2
        counts = {5: five, 4: came // 4, 3: dice.randrange(3), 2: 0, 1: 0}
        save_paper_ratings(sheet=open_ratings(plan=activity, by=by), counts=counts, by=by)
        activity.refresh_from_db()
        words = SummaryFacts(
            "来的人大多说有用，三位当场留下电话。", "后排听不清，下次用扩音器。", activity.budget_fen - 5000, ""
        )
        save_summary(activity=activity, facts=words, by=by)
