"""The people of the demo: a team at the main site behind the demo accounts, and a few at the finished stations."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from liangzhan.accounts.models import User
from liangzhan.demo.credentials import Participant
from liangzhan.demo.people import officer
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import link_user
from liangzhan.staff.choices.posts import (
    CertificateLevel,
    Employment,
    Identity,
    PostRole,
    ProfessionalBasis,
    RegistrationState,
)
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.queries.traits import COMMUNITY_WORKERS
from liangzhan.staff.rules.roster import RosterRow
from liangzhan.staff.rules.workers import WorkerFacts
from liangzhan.staff.services.posts import end_post, open_post
from liangzhan.staff.services.qualification import add_registration, save_certificate, save_degree
from liangzhan.staff.services.recognition import ask_recognition
from liangzhan.staff.services.roster import import_people
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import today

BY = officer("演示数据")
FULL, PART = Employment.FULL_TIME, Employment.PART_TIME
HELPERS = (Identity.COMMUNITY_WORKER, Identity.COMMITTEE_MEMBER, Identity.PUBLIC_WELFARE)
CHUNK = 200  # stations in one import
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "安宁悦然平和嘉诚明远思齐文博雅静立信怀瑾若水"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Numbers:
    """Well-formed resident numbers of an area that does not exist (219999), another one each time."""

    def __init__(self) -> None:
        self.serial = 0

    def next(self) -> str:
        self.serial += 1
        day = dt.date(1968, 1, 1) + dt.timedelta(days=self.serial * 3 % 11000)
        body = f"219999{day:%Y%m%d}{self.serial % 999 + 1:03d}"
        return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, WEIGHTS, strict=True)) % 11]


class Team:
    """Registers people and gives them posts."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.numbers = rng, Numbers()

    def name(self) -> str:
        return self.rng.choice(SURNAMES) + "".join(self.rng.sample(GIVEN, 2))

    def person(self, name: str = "") -> PersonFacts:
        return PersonFacts(name=name or self.name(), id_number=self.numbers.next(), legal_basis="CONTRACT")

    def post(self, station: Station, role: str, employment: str, since: int, *, name: str = "", **more) -> Worker:
        """A post since so many days ago (negative: to come); the worker."""
        about = WorkerFacts(identity=more.pop("identity", Identity.COMMUNITY_WORKER), employer=more.pop("employer", ""))
        starts_on = today() - dt.timedelta(days=since)
        given = {"station": station, "role": role, "employment": employment, "starts_on": starts_on, "by": BY, **more}
        return open_post(person=self.person(name), about=about, **given).worker

    def certify(self, worker: Worker, level: str, *, passed: int, days_left: int | None) -> None:
        """A certificate passed so many years ago; registered so that so many days are left, or not at all."""
        passed_on = dt.date(today().year - passed, 9, 20)
        number = f"SL{passed_on.year}{worker.pk:08d}"
        held = save_certificate(worker=worker, level=level, number=number, passed_on=passed_on, by=BY)
        if days_left is not None:
            last = today() + dt.timedelta(days=days_left)
            start = last.replace(year=last.year - 3, day=min(last.day, 28)) + dt.timedelta(days=1)
            number = f"示例登记 {worker.pk} 号"
            add_registration(certificate=held, state=RegistrationState.ISSUED, number=number, valid_from=start, by=BY)


def staff_province(main: Site, rng: random.Random, say: Callable[[str], None], *, each: int = 1, most: int = 0) -> None:
    """The team of the main site with its accounts, then `each` people at (the first `most`) finished stations."""
    team = Team(rng)
    main_team(team, {one.kind: one for one in main.stations.all()})
    fill_finished(team, each, say, most=most)
    say(f"人员名册：{Worker.objects.count()} 人")


def main_team(team: Team, stations: dict[str, Station]) -> None:
    """Head of both stations, certified worker, keeper who asks for recognition, supervisor, one to come and one who left."""
    sw, vs = stations["SW"], stations["VS"]
    committee, welfare = Identity.COMMITTEE_MEMBER, Identity.PUBLIC_WELFARE
    head = team.post(sw, PostRole.STATION_HEAD, FULL, 760, name="张站长", fte=Decimal("0.60"), identity=committee)
    open_post(
        worker=head,
        station=vs,
        role=PostRole.STATION_HEAD,
        employment=FULL,
        fte=Decimal("0.40"),
        starts_on=today() - dt.timedelta(days=760),
        by=BY,
    )
    team.certify(head, CertificateLevel.SW, passed=9, days_left=45)
    worker = team.post(sw, PostRole.SOCIAL_WORKER, FULL, 740, name="陈社工")
    team.certify(worker, CertificateLevel.ASW, passed=4, days_left=500)
    keeper = team.post(vs, PostRole.VS_KEEPER, PART, 210, name="孙工作人员", fte=Decimal("0.50"), identity=welfare)
    ask_recognition(worker=keeper, note="2020 年全省社会工作实务培训（示例），48 学时", by=BY)
    outside = {"fte": Decimal("0.20"), "identity": Identity.AGENCY, "employer": "示例社会工作服务中心"}
    supervisor = team.post(sw, PostRole.SUPERVISOR, PART, 180, name="吴督导", **outside)
    team.certify(supervisor, CertificateLevel.SSW, passed=5, days_left=800)
    coming = team.post(sw, PostRole.ASSISTANT, FULL, -14, identity=Identity.OTHER)
    save_degree(worker=coming, note="示例大学社会工作专业，2019 年毕业", by=BY)
    gone = team.post(vs, PostRole.ASSISTANT, PART, 300, identity=Identity.REHIRED)
    end_post(post=gone.posts.get(), ends_on=today() - dt.timedelta(days=60), reason="返聘到期", by=BY)
    for login, one in (("head", head), ("worker", worker), ("keeper", keeper), ("supervisor", supervisor)):
        link_user(user=User.objects.get(username=login), person=one.person, by=BY)


def finished_rows(team: Team, station: Station, each: int) -> list[RosterRow]:
    """`each` people of a finished station: somebody who answers for it, then helpers; half of them certified or with a degree."""
    main = PostRole.SOCIAL_WORKER if station.kind == "SW" else PostRole.VS_KEEPER
    rows = []
    for index in range(each):
        since = today() - dt.timedelta(days=400 + team.rng.randrange(1500))
        full = index == 0 and team.rng.random() < 0.6
        row = RosterRow(
            number=index + 1,
            name=team.name(),
            id_number=team.numbers.next(),
            code=station.division_code,
            kind=station.kind,
            role=main if index == 0 else PostRole.ASSISTANT,
            employment=FULL if full else PART,
            identity=Identity.COMMUNITY_WORKER if index == 0 else team.rng.choice(HELPERS),
            starts_on=since,
        )
        rows.append(replace(row, **qualified(team)) if station.kind == "SW" and index < 2 else row)
    return rows


def qualified(team: Team) -> dict[str, object]:
    """A certificate with its registration, or a degree."""
    if team.rng.random() < 0.5:
        return {"basis": ProfessionalBasis.DEGREE, "note": "示例大学社会工作专业"}
    start = today() - dt.timedelta(days=team.rng.randrange(10, 1090))
    passed_on = dt.date(start.year - 1, 9, 20)
    level = team.rng.choice([CertificateLevel.ASW, CertificateLevel.ASW, CertificateLevel.SW, CertificateLevel.SSW])
    number = f"SL{passed_on.year}{team.numbers.serial:08d}"
    return {"level": level, "passed_on": passed_on, "certificate_number": number, "valid_from": start}


def fill_finished(team: Team, each: int, say: Callable[[str], None], *, most: int) -> None:
    """The finished stations by the bulk path, some hundred rows at a time."""
    finished = Station.objects.filter(from_roster=True, state="OPERATING").order_by("division_code", "kind", "id")
    stations = list(finished[:most] if most else finished)
    for at in range(0, len(stations), CHUNK):
        rows = [row for one in stations[at : at + CHUNK] for row in finished_rows(team, one, each)]
        import_people(rows=[replace(row, number=n) for n, row in enumerate(rows, 1)], by=BY)
        if at // CHUNK % 5 == 4:
            say(f"人员名册 {at + CHUNK}/{len(stations)} 个站点")


def participants(main: Site, *, most: int = 40) -> list[Participant]:
    """The main team (head, worker, keeper, supervisor first), then others with a post today, one station each."""
    names = ("张站长", "陈社工", "孙工作人员", "吴督导")
    posts = Post.objects.in_force(today()).select_related("worker__person", "station").order_by("station_id", "id")
    own = {post.worker.display_name: post for post in reversed(posts.filter(station__site=main))}
    ordered = [own[name] for name in names] + [post for post in posts[: most * 2] if post.station.site_id != main.pk]
    found = {post.worker_id: post for post in reversed(ordered)}
    chosen = [post for post in ordered if found[post.worker_id] is post][:most]
    community = [post.worker.identity in COMMUNITY_WORKERS for post in chosen]
    return [
        Participant(post.worker.person, post.worker.display_name, post.station, first)
        for post, first in zip(chosen, community, strict=True)
    ]
