"""Residents whom the main site serves: clients, volunteers, a household, consents, a number to check, a pair of twins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album
from liangzhan.people.choices import ConsentPurpose, ConsentWay, Relation, TieKind
from liangzhan.people.model_texts import MODEL_LABEL, model_assessment, model_title, model_words
from liangzhan.people.models import Card, Person
from liangzhan.people.queries.consents import BEFORE_CLIENTS
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.rights import RightFacts
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.categories import set_category
from liangzhan.people.services.consents import give_consent, publish_assessment, publish_consent_text, withdraw_consent
from liangzhan.people.services.family import save_guardian, save_kin
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.register import register_person
from liangzhan.people.services.rights import take_request
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import today

BY = officer("演示数据")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = (
    "孟秦江史顾侯邵龙万段雷钱汤尹黎",
    ("秀英", "桂兰", "建国", "淑珍", "玉梅", "国强", "凤霞", "德福", "小雨"),
)
R = Relation
OPENING = dt.date(2020, 6, 1)


def number(born_on: dt.date, order: int) -> str:
    """A well-formed resident number of an area that does not exist."""
    body = f"219999{born_on:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, WEIGHTS, strict=True)) % 11]


def people_of(main: Site, say: Callable[[str], None]) -> None:
    """Everything that the pages of `people` show, at the main site and, for the clash, at the site next door."""
    stations = {one.kind: one for one in main.stations.order_by("id")}
    sw, vs = stations["SW"], stations["VS"]
    published()
    family(sw, Album(BY))
    children_and_doubts(sw, Album(BY))
    crowd(sw, TieKind.CLIENT, 1938, 24)
    clients(sw)
    crowd(vs, TieKind.VOLUNTEER, 1976, 36)
    say(f"居民示例：{Person.objects.count()} 人")


def published() -> None:
    """What stands before the first client: the words of consent and the impact assessment, both as model texts."""
    for purpose in BEFORE_CLIENTS:
        words = {"title": model_title(purpose), "text": model_words(purpose), "from_model": MODEL_LABEL}
        publish_consent_text(purpose=purpose, valid_from=OPENING, by=BY, **words)
    title, text = model_assessment()
    publish_assessment(title=title, text=text, valid_from=OPENING, from_model=MODEL_LABEL, by=BY)


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


def clients(station: Station) -> None:
    """Categories of the station's clients, a guardian, kin beyond the household and a request."""
    cards = list(
        Card.objects.filter(station=station, person__ties__kind=TieKind.CLIENT).order_by("person_id").distinct()
    )
    codes = ("E1", "E2", "E3", "P1", "E6", "D4", "E1", "E5")
    for at, card in enumerate(cards):
        code = "C4" if card.born_on and card.born_on.year > today().year - 18 else codes[at % len(codes)]
        soon = today() + dt.timedelta(days=12 + at) if code == "P1" else None
        facts = CategoryFacts(
            code, today() - dt.timedelta(days=80), source="CIVIL", grade="2" if code == "D4" else "", valid_to=soon
        )
        set_category(person=card.person, station=station, facts=replace(facts, verified_on=facts.valid_from), by=BY)
    by_name = {card.name: card.person for card in cards}
    child, grandfather = by_name["孟小雨"], by_name["孟德福"]
    since = GuardianFacts("GRANDPARENT", "BOOKLET", today() - dt.timedelta(days=100), registered=True)
    save_guardian(person=child, station=station, guardian=grandfather, facts=since, by=BY)
    save_kin(person=child, station=station, kind="PARENT", name="孟某（父，在外务工）", sex="1", apart=True, by=BY)
    words = "要一份本人登记信息的副本。"
    asked = RightFacts("COPY", "SELF", "DOOR", "ORIGINAL", words, today() - dt.timedelta(days=4))
    take_request(person=grandfather, station=station, facts=asked, by=BY)
