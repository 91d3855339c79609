"""Groups and community activities, made through the services: they post to the ledger."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.utils import timezone

from liangzhan.activities.models import Activity, Group, GroupMember, GroupSession
from liangzhan.activities.rules.activity_plan import ActivityFacts
from liangzhan.activities.rules.group_plan import GroupFacts
from liangzhan.activities.rules.group_sessions import SessionFacts, SessionRecord
from liangzhan.activities.services.activity_plan import save_activity
from liangzhan.activities.services.activity_record import record_activity
from liangzhan.activities.services.group_plan import save_group
from liangzhan.activities.services.group_sessions import plan_session, record_session
from liangzhan.occasions.services.arranging import expect
from liangzhan.occasions.services.roll import take_roll
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.people import BY, make_individual

GROUP = GroupFacts(
    name="银龄互助小组",
    type="MUTUAL_AID",
    model="INTERACTION",
    theory="社会支持理论",
    target="社区独居老人",
    goals="认识三位以上邻居，遇事有人可找。",
    members_planned=8,
    sessions_planned=4,
    starts_on=dt.date(2026, 9, 1),
    ends_on=dt.date(2026, 12, 1),
    place="社区活动室",
    recruitment="网格员入户邀请，楼道张贴。",
    indicators="前后测孤独感得分。",
    risks="天冷出行不便。",
    plan_b="改为线上或入户小聚。",
    budget_fen=200000,
)
ACTIVITY = ActivityFacts(
    name="冬季防诈骗讲座",
    domain="CARE",
    kind="LECTURE",
    need_statement="走访中多位老人接到诈骗电话。",
    goal="参加的人能说出三种骗局。",
    target="社区老年人",
    expected_heads=40,
    starts_at=timezone.now(),
    ends_at=timezone.now(),
    place="社区大厅",
    agenda="签到，讲座，问答。",
    staffing="主持一人，签到一人。",
    safety="安排人看护出入口，备急救箱。",
    budget_fen=50000,
)


def hour(days: int, clock: int = 9, minute: int = 0) -> dt.datetime:
    """A moment so many days from today (negative: ago)."""
    day = today() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(clock, minute)))


def make_group(station: Station, leader: Worker, *, approved: bool = True, **changes: Any) -> Group:
    """A group; approved by itself, because nobody else can approve in an empty place."""
    helper = changes.pop("helper", None)
    row = save_group(facts=replace(GROUP, **changes), station=station, leader=leader, helper=helper, by=BY)
    if approved:
        Group.objects.filter(pk=row.pk).update(
            state="APPROVED", number=f"{station.division_code}-SW-GRP-2026-{row.pk:04d}"
        )
        row.refresh_from_db()
    return row


def make_member(group: Group, name: str = "王奶奶", *, person: Person | None = None, **fields: Any) -> GroupMember:
    """A member with a card at the station; consent is tested through the service."""
    who = person or make_individual(name, station=group.station, tie="PARTICIPANT")
    given = {"state": "ACCEPTED", "state_since": today(), "applied_on": today(), "joined_on": today(), "added_by": BY}
    return GroupMember.objects.create(group=group, person=who, **{**given, **fields})


def session_facts(number: int = 1, days: int = -7, **changes: Any) -> SessionFacts:
    """A session of an hour and a half at nine."""
    given: dict[str, Any] = {
        "number": number,
        "phase": "FORM",
        "starts_at": hour(days),
        "ends_at": hour(days, 10, 30),
        "aims": "互相认识。",
        "activities": "名字接龙，约定规则。",
    }
    return SessionFacts(**{**given, **changes})


RECORD = SessionRecord(dynamics="开场有些拘谨，后半段主动交谈。", reflection="座位围圈后气氛好转。")


def make_session(group: Group, number: int = 1, days: int = -7, **changes: Any) -> GroupSession:
    """A planned session."""
    facts = session_facts(number, days, **changes)
    return plan_session(group=group, facts=facts, form_key=uuid.uuid4(), by=BY)


def hold_session(session: GroupSession, *, heads: int = 0) -> GroupSession:
    """Every member of the roll was there; recorded."""
    come(session.occasion, *[one.person for one in session.group.members.filter(state="ACCEPTED")])
    return record_session(session=session, record=RECORD, unidentified=heads, by=BY)


def come(occasion: Any, *persons: Person) -> None:
    """These were there."""
    expect(occasion=occasion, persons=persons, by=BY)
    take_roll(occasion=occasion, marks={one.pk: "PRESENT" for one in persons}, by=BY)


def make_activity(
    station: Station, leader: Worker, *, days: int = -3, approved: bool = True, **changes: Any
) -> Activity:
    """An activity of two hours at fourteen."""
    room, helper = changes.pop("room", None), changes.pop("helper", None)
    changes.setdefault("starts_at", hour(days, 14))
    changes.setdefault("ends_at", changes["starts_at"] + dt.timedelta(hours=2))
    facts = replace(ACTIVITY, **changes)
    row = save_activity(facts=facts, station=station, leader=leader, helper=helper, room=room, by=BY)
    if approved:
        Activity.objects.filter(pk=row.pk).update(
            state="APPROVED", number=f"{station.division_code}-SW-ACT-2026-{row.pk:04d}"
        )
        row.refresh_from_db()
    return row


def hold_activity(activity: Activity, *persons: Person, heads: int = 5) -> Activity:
    """Held and recorded."""
    come(activity.occasion, *persons)
    record_activity(activity=activity, process="按流程进行，问答踊跃。", unidentified=heads, by=BY)
    activity.refresh_from_db()
    return activity
