"""Groups and community activities at the main site: one group under way, one finished, one plan to approve; three activities."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Activity, Group, GroupMember, GroupSession
from liangzhan.activities.rules.activity_plan import ActivityFacts
from liangzhan.activities.rules.group_plan import GroupFacts
from liangzhan.activities.rules.group_sessions import SessionFacts, SessionRecord, suggested_phase
from liangzhan.activities.services.activity_approval import decide_plan, submit_plan
from liangzhan.activities.services.activity_plan import save_activity
from liangzhan.activities.services.activity_ratings import open_ratings, save_paper_ratings
from liangzhan.activities.services.activity_record import SummaryFacts, add_photo, record_activity, save_summary
from liangzhan.activities.services.group_members import ConsentGiven, add_applicant, screen_member
from liangzhan.activities.services.group_papers import save_contract, save_scores, save_test, sign_contract
from liangzhan.activities.services.group_plan import save_group
from liangzhan.activities.services.group_report import ReportFacts, close_group
from liangzhan.activities.services.group_sessions import plan_session, record_session
from liangzhan.demo.attendance import team_of
from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album, as_upload
from liangzhan.occasions.services.arranging import expect
from liangzhan.occasions.services.roll import take_roll
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today

BY, HEAD = officer("陈社工（示例）"), officer("周书记（示例）")
ZONE = ZoneInfo("Asia/Shanghai")
RULES = "准时到场，有事先请假。\n一个人说话时其他人听完。\n手机静音，未经同意不拍照。"
PROMISE = "不把别人在组里说的话告诉组外的人；有生命危险或法律要求时除外。"
SESSIONS = (
    (
        "认识新邻居",
        "名字接龙；约定小组规则；说说最近的一件高兴事。",
        "开场拘谨，后半段主动交谈，两位坐得近的老人约好一起买菜。",
        "围圈坐比排排坐好，下次继续。",
    ),
    (
        "我遇到难事时",
        "画出身边可以帮忙的人；两人一组练习开口求助。",
        "多数人画出三位以上；一位组员说没有人可找，组里马上有人接话。",
        "求助练习先示范再分组，效果更好。",
    ),
    (
        "互助小行动",
        "分成三对，约定本周互相探望一次。",
        "组员自己提出轮流打电话，领头的人出现了。",
        "我少说了，组员说得更多。",
    ),
    (
        "告别和以后",
        "回看变化；互留电话；商定每月聚会。",
        "有不舍，最后定下每月第一个周五聚会。",
        "结束提前两节就要预告。",
    ),
)


def groups_of(main: Site, say: Callable[[str], None]) -> None:
    """Everything that the pages of groups and activities show."""
    team = team_of(main)
    station: Station = main.stations.get(kind="SW")
    people = list(
        Person.objects.filter(ties__station=station, ties__kind="CLIENT", ties__ended_on=None, state="ACTIVE")
        .distinct()
        .order_by("pk")
    )
    elders = people[3:11]
    finished(station, team.worker, elders, Album(BY))
    running(station, team.worker, elders[:6], Album(BY))
    with acting_on(today() - dt.timedelta(days=2)):
        waiting = plan(station, team.worker, "书法兴趣小组", "INTEREST", today() + dt.timedelta(days=20))
        submit_plan(plan=waiting, by=BY)
    activities(station, team.worker, people[4:9])
    say(f"小组 {Group.objects.count()} 个，社区活动 {Activity.objects.count()} 项")


def at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE)


def plan(station: Station, worker: Worker, name: str, kind: str, first: dt.date, *, by: Actor = BY) -> Group:
    """G-01."""
    facts = GroupFacts(
        name=name,
        type=kind,
        model="INTERACTION",
        theory="社会支持理论",
        target="本社区独居、空巢老人",
        goals="每位组员认识三位以上邻居，遇事知道找谁；孤独感得分下降。",
        members_planned=8,
        sessions_planned=4,
        starts_on=first,
        ends_on=first + dt.timedelta(days=21),
        place="社区活动室",
        recruitment="网格员入户邀请，楼道张贴，老年人协会推荐。",
        indicators="前后测孤独感得分；出席率；结束后互相来往的对数。",
        risks="天冷出行不便，组员临时有事。",
        plan_b="安排志愿者接送；缺席两次以上的入户探望。",
        budget_fen=120000,
        service_kind="S05",
    )
    return save_group(facts=facts, station=station, leader=worker, form_key=uuid.uuid4(), by=by)


def approved(row: Group | Activity, *, by: Actor = BY) -> Group | Activity:
    """Submitted by one, approved by another; where nobody else was there on the day, submitting was enough."""
    sent = submit_plan(plan=row, by=by)
    return (
        sent if sent.state == "APPROVED" else decide_plan(plan=sent, approved=True, reason="同意，注意安全。", by=HEAD)
    )


def join(group: Group, people: Sequence[Person], album: Album, *, by: Actor = BY) -> list[GroupMember]:
    """Applied, screened, signed."""
    members = []
    for person in people:
        row = add_applicant(group=group, person=person, by=by)
        consent = ConsentGiven("PAPER", album.file("paper"))
        members.append(screen_member(member=row, state="ACCEPTED", reason="意愿明确", consent=consent, by=by))
    save_contract(group=group, rules=RULES, promise=PROMISE, agreed_on=today(), by=by)
    for row in members[:-1]:
        sign_contract(member=row, way="PAPER", paper=album.file("paper"), by=by)
    return members


def arrange(group: Group, number: int, day: dt.date, *, by: Actor = BY) -> GroupSession:
    """G-04."""
    aims, steps, _, _ = SESSIONS[number - 1]
    facts = SessionFacts(
        number=number,
        phase=suggested_phase(number, len(SESSIONS)),
        starts_at=at(day, "09:00"),
        ends_at=at(day, "10:30"),
        aims=aims,
        activities=steps,
        materials="姓名贴、白板、茶水",
    )
    return plan_session(group=group, facts=facts, form_key=uuid.uuid4(), by=by)


def hold(session: GroupSession, members: Sequence[GroupMember], *, away: int = 0, by: Actor = BY) -> None:
    """G-05, the day after."""
    _, _, dynamics, reflection = SESSIONS[session.number - 1]
    with acting_on(session.occasion.starts_at.astimezone(ZONE).date() + dt.timedelta(days=1)):
        marks = {one.person_id: "PRESENT" for one in members}
        marks |= {one.person_id: "EXCUSED" for one in members[:away]}
        take_roll(occasion=session.occasion, marks=marks, by=by)
        record_session(session=session, record=SessionRecord(dynamics, reflection), by=by)


def finished(station: Station, worker: Worker, people: Sequence[Person], album: Album) -> None:
    """A group of last season, with test, ratings and report."""
    first = today() - dt.timedelta(days=90)
    with acting_on(first - dt.timedelta(days=14)):
        group = approved(plan(station, worker, "银龄互助小组", "MUTUAL_AID", first))
        members = join(group, people, album)
        test = save_test(
            group=group, instrument="孤独感自评（示例量表）", lowest=0, highest=20, higher_is_better=False, by=BY
        )
    for number in range(1, 5):
        session = arrange(group, number, first + dt.timedelta(days=7 * (number - 1)))
        hold(session, members, away=number % 3)
    group.refresh_from_db()
    with acting_on(first + dt.timedelta(days=24)):
        scores = {one.pk: (str(14 - at % 4), str(9 - at % 3 + (at == 2) * 6)) for at, one in enumerate(members)}
        save_scores(test=test, scores=scores, by=BY)
        save_paper_ratings(sheet=open_ratings(plan=group, by=BY), counts={5: 5, 4: 2, 3: 1, 2: 0, 1: 0}, by=BY)
        facts = ReportFacts(
            outcome="八位组员都认识了三位以上邻居，三对约好互相探望；孤独感得分多数下降，一位上升的转为个案跟进。",
            output="《互助约定》一份，互助电话表一张。",
            budget_used_fen=98650,
            budget_note="茶水、姓名贴和打印，票据在报账里。",
            follow_up="每月第一个周五聚会，由组员轮流召集，社工参加前三次。",
            closed_on=today(),
        )
        close_group(group=group, facts=facts, by=BY)


def running(station: Station, worker: Worker, people: Sequence[Person], album: Album) -> None:
    """A group under way: two sessions held, one today or tomorrow to come, two applicants to screen."""
    first = today() - dt.timedelta(days=17)
    with acting_on(first - dt.timedelta(days=10)):
        group = approved(plan(station, worker, "记忆花园支持小组", "SUPPORT", first))
        members = join(group, people[:5], album)
        add_applicant(group=group, person=people[5], by=BY)
    for number in (1, 2):
        hold(arrange(group, number, first + dt.timedelta(days=7 * (number - 1))), members, away=number - 1)
    arrange(group, 3, first + dt.timedelta(days=14))
    group.refresh_from_db()
    save_test(group=group, instrument="照顾压力自评（示例量表）", lowest=0, highest=40, higher_is_better=False, by=BY)
    arrange(group, 4, today() + dt.timedelta(days=4))


def activities(station: Station, worker: Worker, people: Sequence[Person]) -> None:
    """One summed up, one held and not rated, one to come."""
    now = today()
    done = event(station, worker, "冬季防诈骗讲座", "LECTURE", "CARE", now - dt.timedelta(days=20), 60)
    recorded(done, people, 43, now - dt.timedelta(days=19))
    with acting_on(now - dt.timedelta(days=18)):
        add_photo(activity=done, upload=as_upload("room"), caption="讲座现场（示例图片）", by=BY)
        sheet = open_ratings(plan=done, by=BY)
        save_paper_ratings(sheet=sheet, counts={5: 21, 4: 12, 3: 3, 2: 1, 1: 0}, by=BY)
        done.refresh_from_db()
        words = SummaryFacts(
            "多数老人能说出两种以上骗局，三位当场核实了可疑来电。",
            "后排听不清，下次用扩音器。",
            32000,
            "编成楼道宣传页。",
        )
        save_summary(activity=done, facts=words, by=BY)
    held = event(
        station, worker, "邻里议事会：停车位怎么分", "COUNCIL", "PARTICIPATION", now - dt.timedelta(days=5), 30
    )
    recorded(held, people[:2], 24, now - dt.timedelta(days=4))
    event(station, worker, "重阳便民服务日", "CONVENIENCE", "CARE", now + dt.timedelta(days=12), 80)


def event(station: Station, worker: Worker, name: str, kind: str, domain: str, day: dt.date, heads: int) -> Activity:
    """K-01, K-02, approved a week before."""
    facts = ActivityFacts(
        name=name,
        domain=domain,
        kind=kind,
        need_statement="近两个月探访中，多位居民提到同一件事；社区两委也收到类似反映。",
        goal="让来的人当场得到帮助，并知道以后找谁。",
        target="本社区居民",
        expected_heads=heads,
        starts_at=at(day, "14:00"),
        ends_at=at(day, "16:00"),
        place="社区党群服务中心一楼大厅",
        agenda="14:00 签到；14:10 开场；14:20 正式内容；15:30 提问；15:50 评价、合影。",
        staffing="主持一人，签到一人，引导两人。",
        volunteers="志愿服务站派四名志愿者。",
        safety="安排人看护出入口，备急救箱和轮椅，联系社区卫生服务中心。",
        budget_fen=40000,
    )
    with acting_on(min(today(), day) - dt.timedelta(days=7)):
        made = save_activity(facts=facts, station=station, leader=worker, form_key=uuid.uuid4(), by=BY)
        return approved(made)  # type: ignore[return-value]


def recorded(activity: Activity, people: Sequence[Person], heads: int, day: dt.date) -> None:
    """K-03, K-04, the day after."""
    with acting_on(day):
        expect(occasion=activity.occasion, persons=people, by=BY)
        take_roll(occasion=activity.occasion, marks={one.pk: "PRESENT" for one in people}, by=BY)
        record_activity(activity=activity, process="按流程进行，提问踊跃，散场有序。", unidentified=heads, by=BY)
