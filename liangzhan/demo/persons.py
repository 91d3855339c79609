"""Residents whom the main site serves: clients, volunteers, a household, consents, a number to check, a pair of twins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album
from liangzhan.people.choices import ConsentPurpose, ConsentWay, Relation, TieKind
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.consents import give_consent, withdraw_consent
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.register import register_person
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import today

BY = officer("演示数据")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = (
    "孟秦江史顾侯邵龙万段雷钱汤尹黎",
    ("秀英", "桂兰", "建国", "淑珍", "玉梅", "国强", "凤霞", "德福", "小雨"),
)
R = Relation


def number(born_on: dt.date, order: int) -> str:
    """A well-formed resident number of an area that does not exist."""
    body = f"219999{born_on:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, WEIGHTS, strict=True)) % 11]


def people_of(main: Site, say: Callable[[str], None]) -> None:
    """Everything that the pages of `people` show, at the main site and, for the clash, at the site next door."""
    stations = {one.kind: one for one in main.stations.order_by("id")}
    sw, vs = stations["SW"], stations["VS"]
    family(sw, Album(BY))
    children_and_doubts(sw, Album(BY))
    crowd(sw, TieKind.CLIENT, 1938, 24)
    crowd(vs, TieKind.VOLUNTEER, 1976, 36)
    say(f"居民示例：{Person.objects.count()} 人")


def register(station: Station, tie: TieKind, name: str, born_on: dt.date, order: int, **more: str) -> Person:
    """One resident with number and mobile."""
    place = {"division_code": station.division_code, "mobile": f"1390000{born_on.year}"}
    facts = PersonFacts(name=name, id_number=number(born_on, order), **{**place, **more})
    return register_person(facts=facts, station=station, tie=tie, on=today() - dt.timedelta(days=120), by=BY)


def family(station: Station, album: Album) -> None:
    """An old couple with a grandchild: consents in three ways, one of them by the guardian."""
    grandfather = register(station, TieKind.CLIENT, "孟德福", dt.date(1946, 3, 8), 15, address="示例街 12 号 3-1-2")
    wife = register(station, TieKind.CLIENT, "秦淑珍", dt.date(1949, 11, 2), 26, alias="秦奶奶")
    child = register(station, TieKind.CLIENT, "孟小雨", dt.date(today().year - 9, 5, 20), 47, mobile="")
    since = today() - dt.timedelta(days=100)
    where = {"division_code": station.division_code, "address": "示例街 12 号 3-1-2"}
    house = save_household(station=station, head=grandfather, on=since, by=BY, **where)
    for person, relation in ((wife, R.SPOUSE), (child, R.GRANDCHILD)):
        add_member(household=house, person=person, relation=relation, on=since, by=BY)
    paper = album.file("paper")
    for purpose in (ConsentPurpose.REGISTER, ConsentPurpose.SENSITIVE):
        agree(grandfather, station, purpose, ConsentWay.PAPER, paper)
    agree(wife, station, ConsentPurpose.REGISTER, ConsentWay.THUMB, paper, witness="示例见证人")
    agree(child, station, ConsentPurpose.REGISTER, ConsentWay.GUARDIAN, paper, signer="孟德福")


def children_and_doubts(station: Station, album: Album) -> None:
    """A withdrawn consent whose tie still stands, a number typed under another name, one person written down twice."""
    gone = register(station, TieKind.PARTICIPANT, "顾国强", dt.date(1958, 7, 1), 31)
    consent = agree(gone, station, ConsentPurpose.REGISTER, ConsentWay.PAPER, album.file("paper"))
    withdraw_consent(consent=consent, on=today() - dt.timedelta(days=3), by=BY)
    born = dt.date(1961, 4, 9)
    neighbour = Station.objects.exclude(site=station.site).filter(kind=station.kind).order_by("id").first()
    if neighbour is not None:
        register(neighbour, TieKind.CLIENT, "江玉梅", born, 28)
    register(station, TieKind.CLIENT, "江玉枚", born, 28)
    register(station, TieKind.BACKBONE, "史凤霞", dt.date(1966, 9, 30), 62)
    twin = PersonFacts(name="史凤霞", born_on=dt.date(1966, 9, 30), mobile="13900001966")
    register_person(facts=twin, station=station, tie=TieKind.VOLUNTEER, by=BY)


def agree(person: Person, station: Station, purpose: str, way: str, paper: object, **more: str):
    """One consent, ninety days ago."""
    on = today() - dt.timedelta(days=90)
    return give_consent(
        person=person, station=station, purpose=purpose, way=way, paper=paper, given_on=on, by=BY, **more
    )


def crowd(station: Station, tie: TieKind, year: int, count: int) -> None:
    """Enough people for a list to scroll."""
    rows = []
    for at in range(count):
        born_on = dt.date(year + at % 17, at % 12 + 1, at % 27 + 1)
        name = SURNAMES[at % len(SURNAMES)] + GIVEN[at * 7 % len(GIVEN)]
        mobile = f"139{at:02}00{born_on.year}"
        rows.append(PersonFacts(name=name, id_number=number(born_on, 100 + at), mobile=mobile))
    register_persons(rows=rows, station=station, tie=tie, on=today() - dt.timedelta(days=60), by=BY)
