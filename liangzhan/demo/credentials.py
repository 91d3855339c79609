"""Trainings of several levels, hours, queries, awards and commitments of the demo's people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import CommitmentKind
from liangzhan.credentials.model_texts import sample
from liangzhan.credentials.models import CommitmentText, Enrolment, Training
from liangzhan.credentials.queries.training import seated_rows
from liangzhan.credentials.rules.training import TrainingFacts
from liangzhan.credentials.services.awards import record_award, withdraw_award
from liangzhan.credentials.services.clearance import record_clearance
from liangzhan.credentials.services.commitments import commit, publish_text
from liangzhan.credentials.services.completion import Result, complete
from liangzhan.credentials.services.enrolment import enrol, seat
from liangzhan.credentials.services.learning import add_learning
from liangzhan.credentials.services.training import open_enrolment, save_training
from liangzhan.demo.people import officer
from liangzhan.documents.models import KeptFile
from liangzhan.occasions.services.roll import take_roll
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import acting_on, moment, today

SATURDAY = 5


@dataclass(frozen=True)
class Participant:
    """Somebody of the demo: person, name on lists, station, and whether a community worker."""

    person: Person
    label: str
    station: Station
    community_worker: bool

    @property
    def actor(self) -> Actor:
        """The person himself, signed in."""
        return replace(officer(self.label), person_uuid=self.person.uuid)


def credentials_province(
    people: Sequence[Participant], county: str, paper: KeptFile, say: Callable[[str], None]
) -> None:
    """The first four are the main site's head, worker, keeper and supervisor; `county` is its 12-digit code."""
    _, worker, keeper, _ = main = list(people[:4])
    city, province = county[:4].ljust(12, "0"), county[:2].ljust(12, "0")
    held(people[:16], "社会工作实务能力提升培训（示例）", "CITY", city, ago=130, hours="8.0", seats=14)
    held(main, "个案和探访记录专题培训（示例）", "COUNTY", county, ago=75, hours="6.0", seats=None)
    took_place(main, "社区资源链接工作坊（示例）", "COUNTY", county, ago=6, hours="4.0", seats=None)
    held([keeper], "志愿者通用培训（示例）", "AGENCY", "", ago=40, hours="3.0", seats=None, kind="VOLUNTEER_BASIC")
    # Those who are no community workers sign up first here, and still come after them.
    late_first = sorted(people, key=lambda one: one.community_worker)[:14]
    opened(late_first, "未成年人保护和家庭服务专题培训（示例）", "CITY", city, ahead=21, seats=8)
    opened([], "志愿服务站骨干培训（示例）", "COUNTY", county, ahead=35, seats=30, kind="VOLUNTEER_SERVICE")
    drafted("社会工作督导培训（示例）", "PROVINCE", province, ahead=60)
    promises(main, paper)
    queries(main)
    honours(main, paper)
    day = today() - dt.timedelta(days=20)
    add_learning(
        person=worker.person,
        station=worker.station,
        source="COURSE",
        title="家庭暴力危机介入（示例）",
        organiser="示例社会工作协会",
        completed_on=day,
        hours=Decimal("4.0"),
        proof=paper,
        by=worker.actor,
    )
    say(f"培训 {Training.objects.count()} 期，报名 {Enrolment.objects.count()} 人次")


def saturday(days: int) -> dt.date:
    """The Saturday on or before so many days from today: nobody is on duty then."""
    day = today() + dt.timedelta(days=days)
    return day - dt.timedelta(days=(day.weekday() - SATURDAY) % 7)


def at(day: dt.date, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def drafted(
    title: str, level: str, code: str, *, ahead: int, hours: str = "6.0", seats: int | None = None, **more
) -> Training:
    """A training in preparation, arranged now; a station's own when `station` is given."""
    day = saturday(ahead)
    facts = TrainingFacts(
        title=title,
        kind=more.get("kind", "SOCIAL_WORK"),
        level=level,
        organiser=more.get(
            "organiser", f"示例{ {'PROVINCE': '省', 'CITY': '市', 'COUNTY': '区'}.get(level, '') }民政部门"
        ),
        hours=Decimal(hours),
        starts_at=at(day, 9),
        ends_at=at(day, 17),
        place="示例社会工作服务中心三楼",
        content="政策和方法讲解、案例讨论、实操练习（示例）。",
        seats=seats,
        enrolment_ends_on=day - dt.timedelta(days=4),
    )
    station = more.get("station")
    return save_training(facts=facts, station=station, division_code="" if station else code, by=officer("培训组织人"))


def opened(people: Sequence[Participant], *args, ahead: int, **more) -> Training:
    """Open for enrolment, and those people have signed up one after the other."""
    training = open_enrolment(training=drafted(*args, ahead=ahead, **more), by=officer("培训组织人"))
    for minute, one in enumerate(people):
        row = enrol(
            training=training,
            person=one.person,
            label=one.label,
            station=one.station,
            community_worker=one.community_worker,
            by=one.actor,
        )
        Enrolment.objects.filter(pk=row.pk).update(applied_at=moment() + dt.timedelta(minutes=minute))
    return training


def took_place(people: Sequence[Participant], title: str, level: str, code: str, *, ago: int, **more) -> Training:
    """Took place in the past: signed up a month before, seats given, roll taken; not confirmed yet."""
    by, day = officer("培训组织人"), saturday(-ago)
    if level == "AGENCY":
        more |= {"station": people[0].station, "organiser": people[0].station.name}
    before = day - dt.timedelta(days=30)
    with acting_on(before):
        training = opened(people, title, level, code, ahead=(day - before).days, **more)
    with acting_on(day - dt.timedelta(days=3)):
        training = seat(training=training, by=by)
    rows = seated_rows(training)
    with acting_on(day + dt.timedelta(days=1)):
        marks = {row.person_id: "ABSENT" if row in absent(rows) else "PRESENT" for row in rows}
        take_roll(occasion=training.occasion, marks=marks, by=by)
    return training


def absent(rows: list[Enrolment]) -> list[Enrolment]:
    """In a larger training the last one did not come."""
    return rows[-1:] if len(rows) > 5 else []


def held(people: Sequence[Participant], *args, **more) -> None:
    """Took place and was confirmed the day after."""
    training = took_place(people, *args, **more)
    rows, year = seated_rows(training), timezone.localtime(training.occasion.ends_at).year
    came = [row for row in rows if row not in absent(rows)]
    results = {row.pk: Result(True, training.hours, f"示例证〔{year}〕{row.pk}号") for row in came}
    with acting_on(timezone.localtime(training.occasion.ends_at).date() + dt.timedelta(days=1)):
        complete(training=training, results=results, by=officer("培训组织人"))


def promises(main: Sequence[Participant], paper: KeptFile) -> None:
    """Texts of last year; signed last year by all; this year by the head on the page and by the keeper on paper."""
    head, worker, keeper, _ = main
    with acting_on(dt.date(today().year - 1, 1, 10)):
        made = [
            publish_text(kind=kind, valid_from=today(), by=officer("省级承诺文本"), **sample(kind))
            for kind in CommitmentKind
        ]
    for text in made:
        answers = [one["right"] for one in text.scenarios]
        with acting_on(dt.date(today().year - 1, 3, 2)):
            for one in (head, worker, keeper):
                sign(one, text, answers)
        sign(head, text, answers)
    ethics = made[0]
    given = {"person": keeper.person, "station": keeper.station, "text": ethics, "way": "PAPER", "paper": paper}
    commit(**given, signed_on=today() - dt.timedelta(days=3), by=officer("张站长"))


def sign(one: Participant, text: CommitmentText, answers: list[int]) -> None:
    commit(person=one.person, station=one.station, text=text, way="PAGE", answers=answers, by=one.actor)


def queries(main: Sequence[Participant]) -> None:
    """One fresh, one nearly due, one overdue; the keeper was never asked about."""
    head, worker, _, supervisor = main
    for one, days in ((worker, 100), (head, 345), (supervisor, 420)):
        day = today() - dt.timedelta(days=days)
        with acting_on(day):
            facts = {"person": one.person, "station": one.station, "channel": "POLICE", "result": "CLEAR"}
            record_clearance(**facts, queried_on=day, reference=f"示例 {days} 号", by=officer("张站长"))


def honours(main: Sequence[Participant], paper: KeptFile) -> None:
    """A county's award on proof, a street's, one's own, and one that was entered by mistake."""
    head, worker, keeper, _ = main
    by = officer("张站长")

    def give(one: Participant, name: str, level: str, giver: str, days: int):
        day = today() - dt.timedelta(days=days)
        proof = paper if level == "COUNTY" else None
        given = {"name": name, "level": level, "giver": giver, "awarded_on": day, "proof": proof, "by": by}
        return record_award(person=one.person, label=one.label, station=one.station, **given)

    give(worker, "优秀社会工作者（示例）", "COUNTY", "示例区民政局", 250)
    give(head, "社区治理先进个人（示例）", "STREET", "示例街道办事处", 180)
    give(keeper, "季度服务之星（示例）", "AGENCY", keeper.station.name, 60)
    wrong = give(keeper, "优秀社会工作者（示例）", "COUNTY", "示例区民政局", 250)
    withdraw_award(award=wrong, reason="获奖人登记错误", by=by)
