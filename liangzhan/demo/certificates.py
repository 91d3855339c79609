"""Half a year of Sunday service that a city's platform sends in; then certificates, seals, stars and an award of volunteers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.access.roles import OWN_PASS
from liangzhan.access.scope import Area
from liangzhan.accounts.models import User
from liangzhan.accounts.passing import OWN_LABEL
from liangzhan.accounts.queries import actor_of
from liangzhan.credentials.services.awards import record_award
from liangzhan.demo.attendance import team_of
from liangzhan.demo.pictures import as_upload
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.volunteers.models import ServiceRecord, Volunteer
from liangzhan.volunteers.rules.feeding import FedActivity, FedRow
from liangzhan.volunteers.services.bulk_records import feed_records
from liangzhan.volunteers.services.certificates import ask_seal, decide_seal, issue_certificate, revoke_certificate
from liangzhan.volunteers.services.feeding import feed_activity
from liangzhan.volunteers.services.ratings import rate_service
from liangzhan.volunteers.services.records import confirm_records, verify_records
from liangzhan.volunteers.services.stars import agree_star, decide_star, propose_star, publish_star

FEEDER, PLATFORM = "示例市志愿服务平台", Actor.system("示例市志愿服务平台")
SUNDAYS, REGULARS, NOW_AND_THEN = 23, 4, 2  # weeks; who comes each time; who comes every other time
STARTS, ENDS = dt.time(13, 30), dt.time(18)
KINDS = (
    ("社区食堂助餐", "V04", "示例社区食堂", "为高龄老人分餐、送餐上门"),
    ("河岸清洁", "V06", "示例河边步道", "清理河岸和步道垃圾"),
    ("居民学电脑", "V08", "示例社区活动室", "教居民使用手机办事"),
)


def certificates_of(main: Site, say: Callable[[str], None]) -> None:
    """One star granted, one public, one that waits for its volunteer; certificates in each state; a seal done and one asked."""
    team = team_of(main)
    people = list(Volunteer.objects.filter(station=team.vs).select_related("person").order_by("pk"))
    people = people[: REGULARS + NOW_AND_THEN]
    serve(team.vs, people, team.actors)
    for one in people[:REGULARS]:
        rate_service(volunteer=one, quality=5, by=team.actors["keeper"])
    stars(people, team.actors["head"], _user("county"))
    certify(people, team.actors)
    giver, first = team.vs.name, people[0]
    record_award(
        person=first.person, label=first.person.name, station=team.vs, name="季度优秀志愿者（示例）", level="AGENCY",
        awarded_on=today() - dt.timedelta(days=30), giver=giver, by=team.actors["head"],
    )  # fmt: skip
    say("志愿服务证明：5 份，盖章申请 2 份；星级：评定 1 人，公示 1 人，待本人同意 1 人")


def himself(volunteer: Volunteer) -> Actor:
    """The volunteer with his phone."""
    own = volunteer.person.uuid
    return Actor(uuid=own, label=OWN_LABEL, person_uuid=own, role_label=OWN_LABEL, own=OWN_PASS)


def serve(station: Station, people: list[Volunteer], actors: dict[str, Actor]) -> None:
    """Two Sundays at a time: sent in on the Wednesday, confirmed by the keeper, verified by the head."""
    last = today() - dt.timedelta(days=18)
    last -= dt.timedelta(days=(last.weekday() + 1) % 7)
    days = [last - dt.timedelta(days=7 * at) for at in reversed(range(SUNDAYS))]
    area = Area(stations=(station.pk,))
    for at in range(0, SUNDAYS, 2):
        pair = days[at : at + 2]
        with acting_on(pair[-1] + dt.timedelta(days=3)):
            for number, day in enumerate(pair, at):
                feed_activity(facts=_activity(number, day), station=station, feeder=FEEDER, by=PLATFORM)
            rows = [row for number, day in enumerate(pair, at) for row in _rows(number, day, people)]
            uuids = [one.uuid for one in feed_records(rows=rows, area=area, feeder=FEEDER, by=PLATFORM) if one.uuid]
            confirm_records(records=_read(uuids), by=actors["keeper"])
            verify_records(records=_read(uuids), by=actors["head"])


def stars(people: list[Volunteer], head: Actor, county: Actor) -> None:
    """Proposed one after the other; the county makes public and decides."""
    granted, public, waits = people[:3]  # the fourth regular can be proposed
    day = today()
    with acting_on(day - dt.timedelta(days=15)):
        words = "半年来每周日参加助餐、清洁和居民学习，准时、细心，居民评价好。"
        star = propose_star(volunteer=granted, stars=1, words=words, by=head)
        star = agree_star(proposal=star, by=himself(granted))
        publish_star(proposal=star, by=county)
    with acting_on(day - dt.timedelta(days=2)):
        decide_star(proposal=star, granted=True, reason="公示期满，没有收到意见。", by=county)
        star = propose_star(volunteer=public, stars=1, words="坚持半年参加社区食堂助餐，主动带新志愿者。", by=head)
    publish_star(proposal=agree_star(proposal=star, by=himself(public)), by=county)
    propose_star(volunteer=waits, stars=1, words="组织居民清洁河岸，服务时长和质量达到标准。", by=head)


def certify(people: list[Volunteer], actors: dict[str, Actor]) -> None:
    """By the volunteers and, for one without a phone, by the keeper."""
    day = today()
    start, middle = day - dt.timedelta(days=200), day - dt.timedelta(days=100)
    first, second, third, fourth = people[:4]
    sealed = issue_certificate(volunteer=first, starts_on=start, ends_on=day, extras=True, by=himself(first))
    seal = ask_seal(certificate=sealed, purpose="老年大学报名（示例）", by=himself(first))
    decide_seal(seal=seal, sealed=True, note="", scan=as_upload("paper"), by=actors["committee"])
    older = issue_certificate(volunteer=second, starts_on=start, ends_on=middle, by=himself(second))
    newer = issue_certificate(volunteer=second, starts_on=start, ends_on=day, by=himself(second), replaces=older)
    ask_seal(certificate=newer, purpose="入职证明（示例）", by=himself(second))
    issue_certificate(volunteer=third, starts_on=start, ends_on=day, by=actors["keeper"])
    wrong = issue_certificate(volunteer=fourth, starts_on=start, ends_on=day, by=actors["keeper"])
    revoke_certificate(certificate=wrong, reason="起止日期选错，重新开具（示例）", by=actors["keeper"])


def _activity(number: int, day: dt.date) -> FedActivity:
    title, area, place, content = KINDS[number % len(KINDS)]
    return FedActivity(
        feeder_no=f"SHILI-{number + 1:04d}",
        title=title,
        area=area,
        organiser="示例社区志愿服务队",
        leader="志愿服务队",
        place=place,
        content=content,
        starts_at=_at(day, STARTS),
        ends_at=_at(day, ENDS),
    )


def _rows(number: int, day: dt.date, people: list[Volunteer]) -> list[FedRow]:
    came = people if number % 2 else people[:REGULARS]
    return [
        FedRow(
            feeder_no=f"SHILI-{number + 1:04d}-{one.number[-4:]}",
            activity_no=f"SHILI-{number + 1:04d}",
            starts_at=_at(day, STARTS),
            ends_at=_at(day, ENDS),
            volunteer_no=one.number,
        )
        for one in came
    ]


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def _read(uuids: list[str]) -> list[ServiceRecord]:
    rows = ServiceRecord.objects.filter(uuid__in=uuids).select_related("volunteer__person", "activity", "station")
    return list(rows.order_by("pk"))


def _user(name: str) -> Actor:
    return actor_of(User.objects.get(username=name), on=today(), second_factor=False)
