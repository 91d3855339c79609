"""Persons written directly, with synthetic numbers of area 219999."""

import datetime as dt
import itertools
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.people.models import Card, ConsentText, ImpactAssessment, Person, Tie
from liangzhan.people.queries.finding import mobile_index, number_index
from liangzhan.people.queries.writing import FIELDS, columns
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.stations.models import Station

BY = Actor.system("测试")
DAY = dt.date(2020, 6, 3)
_serials = itertools.count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_number(born_on: dt.date = dt.date(1980, 1, 1), *, serial: int | None = None, male: bool = True) -> str:
    """A well-formed number of an area that does not exist; another one each time unless a serial is given."""
    running = next(_serials) if serial is None else serial
    order = (running * 2 + (1 if male else 0)) % 1000
    day = born_on + dt.timedelta(days=0 if serial is not None else running // 500)
    body = f"219999{day:%Y%m%d}{order:03d}"
    return body + "10X98765432"[sum(int(a) * w for a, w in zip(body, _WEIGHTS, strict=True)) % 11]


def make_individual(
    name: str = "王小明", *, station: Station | None = None, tie: str = "STAFF", **fields: Any
) -> Person:
    """A person, with a card and a live tie at the station when one is given. `make_person` is the user of the harness."""
    fields.setdefault("state_since", DAY)
    number, mobile = fields.get("id_number", ""), fields.get("mobile", "")
    person = Person.objects.create(
        name=name,
        id_number_index=number_index(fields.get("id_kind", "RESIDENT"), number),
        mobile_index=mobile_index(mobile),
        registered_by=BY,
        **fields,
    )
    if station is not None:
        make_tie(person, station, tie)
        make_card(person, station)
    return person


def make_card(person: Person, station: Station, **facts: Any) -> Card:
    """What the station was told: by default all that stands on the person."""
    told = PersonFacts(**{**{name: getattr(person, name) for name in FIELDS}, **facts})
    return Card.objects.create(person=person, station=station, **columns(told), registered_by=BY)


def make_tie(person: Person, station: Station, kind: str = "STAFF", **fields: Any) -> Tie:
    """The station may know the person."""
    fields.setdefault("opened_on", DAY)
    return Tie.objects.create(
        person=person, station=station, division_code=station.division_code, kind=kind, opened_by=BY, **fields
    )


def make_consent_text(purpose: str = "REGISTER", **fields: Any) -> ConsentText:
    """The first version of a consent's words."""
    given = {"version": 1, "title": "同意书", "text": "示例文本", "valid_from": DAY, "published_by": BY}
    return ConsentText.objects.create(purpose=purpose, **{**given, **fields})


def stand_ready() -> None:
    """What the province publishes before a station takes on its first client: consent texts and the impact assessment."""
    for purpose in ("REGISTER", "SENSITIVE"):
        if not ConsentText.objects.filter(purpose=purpose).exists():
            make_consent_text(purpose)
    if not ImpactAssessment.objects.exists():
        ImpactAssessment.objects.create(version=1, title="影响评估", text="示例", valid_from=DAY, published_by=BY)
