"""Hours of the main site's volunteers: from the roster through check-in to verified, disputed, late and odd records."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from liangzhan.access.actor import Actor
from liangzhan.demo.attendance import Team, moment_of, team_of
from liangzhan.demo.people import officer
from liangzhan.demo.pictures import as_upload
from liangzhan.needs.models import Project
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.services.presence import check_in, check_out
from liangzhan.stations.models import Site
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import ServiceRecord, Volunteer, VolunteerActivity
from liangzhan.volunteers.rules.activities import ActivityFacts, PostFacts
from liangzhan.volunteers.services.activities import (
    approve_activity,
    begin_activity,
    end_activity,
    save_activity,
    submit_activity,
)
from liangzhan.volunteers.services.anomalies import find_anomalies
from liangzhan.volunteers.services.back_entries import BackFacts, ask_back_entry, decide_back_entry
from liangzhan.volunteers.services.disputes import answer_dispute, dispute
from liangzhan.volunteers.services.recipients import confirm_served, give_recipient_code
from liangzhan.volunteers.services.records import confirm_records, record_stays, verify_records
from liangzhan.volunteers.services.sampling import Wish, check_drawn, draw_sample
from liangzhan.volunteers.services.sign_ups import decide_sign_up, publish_roster, sign_up

# (days ago, title, area, place, what is done, which volunteers, last hour)
HELD = (
    (58, "小区楼道清洁", "V06", "南湖社区 3 号楼", "清理楼道杂物，擦洗扶手", range(5), 11),
    (37, "陪老人去体检", "V04", "社区卫生服务中心", "接送、陪同独居老人体检", range(2, 9), 12),
    (19, "防诈骗宣传", "V08", "社区广场", "讲解常见骗术，发放宣传单", range(3, 11), 11),
    (5, "河岸捡拾垃圾", "V06", "南运河步道", "捡拾垃圾，劝导乱扔", range(4, 12), 11),
    (1, "义务理发", "V04", "社区活动室", "为行动不便的老人理发", range(4), 11),
)
COUNTY = officer("示例区民政局社工科")


def hours_of(main: Site, say: Callable[[str], None]) -> None:
    """Five activities; the last but one waits to be confirmed and verified, the last to be recorded."""
    team, day = team_of(main), today()
    people = [one for one in Volunteer.objects.filter(station=team.vs, state="ACTIVE").order_by("pk")][:12]
    project = Project.objects.filter(division_code=team.vs.division_code).order_by("pk").first()
    held = [_held(team, project, people, number, day) for number in range(len(HELD))]
    _judged(team, held, day)
    _late(team, held, people, day)
    _looked_at(main, day)
    say(f"志愿服务记录：{ServiceRecord.objects.filter(station=team.vs).count()} 条")


def _held(team: Team, project: Project | None, people: list[Volunteer], number: int, day: dt.date) -> VolunteerActivity:
    """Planned, reviewed by the committee, recruited, held, recorded the day after."""
    ago, *_, chosen, _last = HELD[number]
    on, keeper = day - dt.timedelta(days=ago), team.actors["keeper"]
    coming = [people[one] for one in chosen if one < len(people)]
    with acting_on(on - dt.timedelta(days=10)):
        row = _planned(team, project, number, on)
        for one in coming:
            asked = sign_up(activity=row, volunteer=one, post=row.posts.get(), by=keeper)
            decide_sign_up(sign_up=asked, state="ACCEPTED", by=keeper)
    with acting_on(on - dt.timedelta(days=2)):
        row = publish_roster(activity=row, by=keeper)
    with acting_on(on):
        row = begin_activity(activity=row, by=keeper)
    with acting_on(on + dt.timedelta(days=1)):
        _stays(row, coming, number)
        row = end_activity(activity=row, by=keeper)
        if ago > 1:
            record_stays(activity=row, by=keeper)
    return row


def _planned(team: Team, project: Project | None, number: int, on: dt.date) -> VolunteerActivity:
    _, title, area, place, content, _, last = HELD[number]
    facts = ActivityFacts(
        title=title,
        area=area,
        organiser=team.vs.name,
        leader="赵志愿站长",
        place=place,
        starts_at=moment_of(on, 9, 0),
        ends_at=moment_of(on, last, 0),
        content=content,
        posts=(PostFacts("志愿者", 10),),
    )
    row = save_activity(facts=facts, station=team.vs, project=project, form_key=uuid.uuid4(), by=team.actors["keeper"])
    row = submit_activity(activity=row, by=team.actors["keeper"])
    return approve_activity(activity=row, by=team.actors["committee"])


def _stays(row: VolunteerActivity, coming: list[Volunteer], number: int) -> None:
    """Each checks in on his own phone; at the last but one activity one phone went round, and one forgot to check out."""
    for at, one in enumerate(coming):
        himself = Actor(uuid=one.person.uuid, label="本人（通行）", person_uuid=one.person.uuid)
        phone = "一台" if number == 3 and at < 4 else f"{one.pk}"
        told = {"way": CheckInWay.CODE, "by": himself, "device": blind_index(phone, "occasions.device")}
        minute = dt.timedelta(minutes=at)
        check_in(occasion=row.occasion, person=one.person, at=row.starts_at + minute, inside=at != 6, **told)
        if number == 3 and at == 7:
            continue
        check_out(occasion=row.occasion, person=one.person, at=row.ends_at - minute, **told)


def _judged(team: Team, held: list[VolunteerActivity], day: dt.date) -> None:
    """Confirmed by the keeper, verified by the head; recipients, a dispute answered and one open, back entries."""
    keeper, second = team.actors["keeper"], team.actors["committee"]
    for row, (ago, *_) in zip(held[:3], HELD[:3], strict=True):
        with acting_on(day - dt.timedelta(days=ago - 3)):
            given = give_recipient_code(activity=row, by=keeper)
            for rating in (5, 5, 4):
                code = {"code": given.recipient_code, "form_key": uuid.uuid4()}
                confirm_served(rating=rating, by=officer("服务对象（示例）"), **code)
            rows = list(row.records.order_by("pk"))
            verify_records(records=confirm_records(records=rows, by=keeper), by=second)
    with acting_on(day - dt.timedelta(days=3)):
        rows = list(held[3].records.order_by("pk"))
        confirm_records(records=rows[:3], by=keeper)
    _disputed(held, second, day)


def _disputed(held: list[VolunteerActivity], second: Actor, day: dt.date) -> None:
    answered, waits = held[1].records.order_by("pk")[0], held[2].records.order_by("pk")[1]
    with acting_on(day - dt.timedelta(days=30)):
        raised = dispute(record=answered, reason="CONTENT", text="我那天负责登记", by=_of(answered.volunteer))
        answer_dispute(dispute=raised, upheld=False, answer="已向负责人核对，登记也属于这项服务", by=second)
    with acting_on(day - dt.timedelta(days=2)):
        dispute(record=waits, reason="TIME", text="我是 10 点半走的", by=_of(waits.volunteer))


def _of(volunteer: Volunteer) -> Actor:
    return Actor(uuid=volunteer.person.uuid, label="本人（通行）", person_uuid=volunteer.person.uuid)


def _late(team: Team, held: list[VolunteerActivity], people: list[Volunteer], day: dt.date) -> None:
    """Two back entries: one agreed to, one that waits."""
    keeper, second = team.actors["keeper"], team.actors["committee"]
    for at, row in enumerate(held[1:3]):
        with acting_on(day - dt.timedelta(days=12 - 4 * at)):
            facts = BackFacts(row.starts_at, row.ends_at, 0, row.content, "手机没电，当天签在纸质签到表上（示例）")
            given = {"volunteer": people[-1 if at == 0 else 0], "upload": as_upload("paper")}
            entry = ask_back_entry(activity=row, facts=facts, by=keeper, **given)
            if at == 0:
                decide_back_entry(entry=entry, accepted=True, answer="签到表上有本人签字（示例）", by=second)


def _looked_at(main: Site, day: dt.date) -> None:
    """What the night finds, and a draw of the county of which one record was looked into."""
    code = f"{main.division_code[:6]}000000"
    find_anomalies(county=main.division_code[:6], by=officer("夜间核对"))
    wish = Wish(day - dt.timedelta(days=90), day, 5, "示例种子 2026")
    drawn = draw_sample(division_code=code, wish=wish, by=COUNTY).records.order_by("pk")[0]
    check_drawn(drawn=drawn, genuine=True, note="电话核实本人，属实（示例）", by=COUNTY)
