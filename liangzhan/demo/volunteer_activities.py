"""Half a year of volunteer activities at the main site, through the services: held ones with rosters and check-ins, one whose
roster is published, two that recruit, one in review, one called off, a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.demo.attendance import Team, team_of
from liangzhan.needs.models import Project
from liangzhan.occasions.services.presence import check_in, check_out
from liangzhan.stations.models import Site
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.rules.activities import ActivityFacts, PostFacts
from liangzhan.volunteers.services import activities, sign_ups

PHONE = Actor.system("本人手机办理")
FIRST, EVERY = 161, 21  # days back of the first held activity, days between two
COMERS = 5
LATE = dt.timedelta(minutes=4)


@dataclass(frozen=True)
class Kind:
    """One kind of activity, held again and again."""

    title: str
    area: str
    posts: tuple[PostFacts, ...]
    content: str
    place: str
    hour: int = 9
    hours: int = 2
    risk: str = "LOW"
    note: str = ""


KINDS = (
    Kind(
        "银龄陪伴：上门看望独居老人",
        "V04",
        (PostFacts("陪伴", 6, conditions="耐心，会拉家常"), PostFacts("代办", 3)),
        "两人一组上门，陪老人聊天、量血压、代买日用品，填写看望卡。",
        "社区各楼栋",
        note="不单独进门，两人同行；遇到突发情况先打 120，再告知站里。",
    ),
    Kind(
        "护河行动：清理河岸",
        "V06",
        (PostFacts("清理", 8), PostFacts("宣传", 3)),
        "清理河岸垃圾，劝导乱倒垃圾，登记排污口。",
        "浑河南岸步道",
        risk="MEDIUM",
        note="河边湿滑，穿防滑鞋、戴手套，不下水。",
    ),
    Kind(
        "手机课堂：教老人用手机挂号",
        "V08",
        (PostFacts("讲解", 3, skills=("COMPUTER",)), PostFacts("一对一帮教", 6)),
        "教老人用手机挂号、缴费、视频通话，识别诈骗短信。",
        "站内二楼活动室",
        hour=14,
    ),
    Kind(
        "爱心衣物整理",
        "V03",
        (PostFacts("整理", 6),),
        "把居民捐来的衣物分拣、消毒、装箱，登记去向。",
        "站内一楼仓库",
    ),
)
PATROL = Kind(
    "冬季夜间安全巡逻",
    "V05",
    (PostFacts("巡逻", 4, min_age=18),),
    "巡查楼道杂物和电动车充电，提醒老人关好燃气。",
    "社区各楼栋",
    hour=18,
    risk="HIGH",
    note="夜间出行，三人一组，穿反光背心；只提醒、不处置，发现险情打 110、119。",
)


def volunteering_of(main: Site, say: Callable[[str], None]) -> None:
    """All by the keeper, reviewed by the head of the committee."""
    team, day = team_of(main), today()
    back = list(range(FIRST, EVERY // 2, -EVERY))
    for at, days in enumerate(back):
        _held(team, KINDS[at % len(KINDS)], day - dt.timedelta(days=days), at)
    _ahead(team, day)
    say(f"志愿服务活动：已办 {len(back)} 次，筹备和招募中 6 次")


def _held(team: Team, kind: Kind, day: dt.date, at: int) -> None:
    """Planned twelve days before; most of who was taken came by the code, one did not."""
    row = _recruiting(team, kind, day, day - dt.timedelta(days=12))
    with acting_on(day - dt.timedelta(days=6)):
        rows = _sign_up(row, _volunteers(team, day - dt.timedelta(days=6), at), team.actors["keeper"])
    with acting_on(day - dt.timedelta(days=3)):
        if not rows:
            activities.cancel_activity(activity=_fresh(row), reason="报名人数不足（示例）", by=team.actors["keeper"])
            return
        _take(rows, team.actors["keeper"])
        row = sign_ups.publish_roster(activity=_fresh(row), by=team.actors["keeper"])
    with acting_on(day + dt.timedelta(days=1)):
        row = activities.begin_activity(activity=row, by=team.actors["keeper"])
        for number, one in enumerate(rows[1:] if len(rows) > 2 else rows):
            who = {"occasion": row.occasion, "person": one.volunteer.person, "way": "CODE", "by": PHONE}
            check_in(at=row.starts_at - LATE + dt.timedelta(minutes=number), inside=True, **who)
            check_out(at=row.ends_at + dt.timedelta(minutes=number), **who)
        activities.end_activity(activity=row, by=team.actors["keeper"])


def _ahead(team: Team, day: dt.date) -> None:
    """What is still to come, in every state."""
    keeper, ago = team.actors["keeper"], day - dt.timedelta(days=5)
    soon = _recruiting(team, KINDS[0], day + dt.timedelta(days=2), ago)
    rows = _sign_up(soon, _volunteers(team, day, 3), keeper)
    _take(rows, keeper)
    sign_ups.publish_roster(activity=_fresh(soon), by=keeper)
    open_one = _recruiting(team, KINDS[2], day + dt.timedelta(days=9), ago)
    rows = _sign_up(open_one, _volunteers(team, day, 5), keeper)
    _take(rows[:2], keeper)
    _recruiting(team, PATROL, day + dt.timedelta(days=13), ago)
    with acting_on(ago):
        waits = _planned(team, KINDS[1], day + dt.timedelta(days=20))
        activities.submit_activity(activity=waits, by=keeper)
        _planned(team, KINDS[3], day + dt.timedelta(days=27))
        off = _planned(team, KINDS[1], day + dt.timedelta(days=4))
        activities.cancel_activity(activity=off, reason="天气预报有暴雪（示例）", by=keeper)


def _recruiting(team: Team, kind: Kind, day: dt.date, planned_on: dt.date) -> VolunteerActivity:
    with acting_on(planned_on):
        row = _planned(team, kind, day)
        row = activities.submit_activity(activity=row, by=team.actors["keeper"])
        return activities.approve_activity(activity=row, by=team.actors["committee"])


def _planned(team: Team, kind: Kind, day: dt.date) -> VolunteerActivity:
    starts_at = timezone.make_aware(dt.datetime.combine(day, dt.time(kind.hour)))
    facts = ActivityFacts(
        title=kind.title,
        area=kind.area,
        organiser=team.vs.name,
        leader="志愿服务站站员",
        place=kind.place,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=kind.hours),
        content=kind.content,
        posts=kind.posts,
        risk_level=kind.risk,
        risk_note=kind.note,
        guarantees="饮水、手套，区里统一投保",
        clients_heads=12,
        recruit_ends_on=day - dt.timedelta(days=1),
    )
    project = Project.objects.filter(division_code=team.vs.division_code).order_by("starts_on", "id").first()
    return activities.save_activity(facts=facts, station=team.vs, project=project, by=team.actors["keeper"])


def _volunteers(team: Team, day: dt.date, at: int) -> list[Volunteer]:
    """Some of those who were in the books then, others each time."""
    rows = Volunteer.objects.filter(station=team.vs, state="ACTIVE", confirmed_at__date__lte=day)
    known = list(rows.select_related("person").order_by("pk"))
    return [known[(at + n) % len(known)] for n in range(min(COMERS, len(known)))]


def _sign_up(row: VolunteerActivity, volunteers: list[Volunteer], keeper: Actor) -> list[SignUp]:
    """By turns to the posts; every third at the desk, the others on their phone."""
    posts = list(row.posts.order_by("pk"))
    made = []
    for at, one in enumerate(volunteers):
        by = keeper if at % 3 == 2 else PHONE
        try:
            post = posts[(at + 1) % len(posts)]
            made.append(sign_ups.sign_up(activity=_fresh(row), volunteer=one, post=post, by=by))
        except RuleBroken:  # in a training at that time
            continue
    return made


def _take(rows: list[SignUp], keeper: Actor) -> None:
    for one in rows:
        if one.state == "APPLIED":
            sign_ups.decide_sign_up(sign_up=one, state="ACCEPTED", by=keeper)


def _fresh(row: VolunteerActivity) -> VolunteerActivity:
    return VolunteerActivity.objects.select_related("occasion", "station").get(pk=row.pk)
