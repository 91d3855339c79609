"""The identity behind sealed services. Whoever calls has made sure that the reader stands on the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.people.models import Person, SealedCard
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.showing import Face, face_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today


def facts_on_sealed(card: SealedCard) -> PersonFacts:
    """What stands on a sealed card (opens what is encrypted)."""
    return PersonFacts(
        name=card.name,
        alias=card.alias,
        sex=card.sex,
        born_on=dt.date.fromisoformat(card.birth) if card.birth else None,
        id_number=card.id_number,
        mobile=card.mobile,
        address=card.address,
    )


def sealed_faces(persons: Iterable[int], *, full: bool = False) -> dict[int, Face]:
    """{person id: face}, one query. Everywhere but on the case's own page (`full`) only the alias is shown."""
    cards = SealedCard.objects.filter(person__in=list(persons))
    return {card.person_id: sealed_face(card, full=full) for card in cards}


def sealed_face(card: SealedCard, *, full: bool = False) -> Face:
    """What a page shows of one card."""
    facts = facts_on_sealed(card)
    shown = facts if full else PersonFacts(alias=facts.alias)
    return face_of(shown, reads=lambda data_class: True, today=today())


def sealed_card(person: Person) -> SealedCard:
    """The card behind an empty person."""
    return SealedCard.objects.get(person=person)


def sealed_birth(person: Person, station: Station) -> dt.date | None:
    """The birth date on a sealed card of the station, for the rule about guardians."""
    card = SealedCard.objects.filter(person=person, station=station).first()
    return facts_on_sealed(card).born_on if card else None
