"""What the reader's own stations were told about a person, and who else knows the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Scope
from liangzhan.people.choices import PersonState, TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.sealed import sealed_faces
from liangzhan.people.queries.writing import FIELDS
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.showing import Face, face_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.identity import mask_name
from liangzhan.toolkit.periods import today

VIEW = Action.PERSON_VIEW


def facts_on(card: Card) -> PersonFacts:
    """What stands on a card (opens what is encrypted)."""
    return PersonFacts(**{name: getattr(card, name) for name in FIELDS})


def card_in(person: Person, scope: Scope) -> Card | None:
    """The card that the reader reads: the youngest of the reader's stations; None when none wrote one."""
    return Card.objects.within(scope, VIEW).filter(person=person).select_related("station").order_by("-id").first()


def cards_of(persons: Iterable[Person], scope: Scope) -> dict[int, Card]:
    """{person id: card} of the reader's stations in one query."""
    rows = Card.objects.within(scope, VIEW).filter(person__in=[person.pk for person in persons]).order_by("id")
    return {card.person_id: card for card in rows}


def shown_facts(person: Person, card: Card | None) -> PersonFacts:
    """What a station may show: its own card, or else no more than the name (it was told nothing itself)."""
    return facts_on(card) if card else PersonFacts(name=person.name, alias="" if person.name else person.alias)


def faces_of(persons: Iterable[Person], actor: Actor) -> dict[int, Face]:
    """{person id: face} for rows of a list, in one query; decrypts only these persons.

    A row without any name and card may be that of a sealed service: nobody comes by it but through the case, so whoever
    asks stands on its team, and is shown the alias (one more query).
    """
    rows = list(persons)
    cards = cards_of(rows, actor.scope)
    day = today()
    found = {
        row.pk: face_of(shown_facts(row, cards.get(row.pk)), reads=actor.reads, today=day, brief=True) for row in rows
    }
    empty = [pk for pk, face in found.items() if not face.name and not face.alias]
    return {**found, **sealed_faces(empty)} if empty else found


def names_at(persons: Iterable[Person], station: Station) -> dict[int, str]:
    """{person id: name or alias as this station was told}, in one query: for papers of the station's own archive.

    Whoever binds such a paper reads P3 there; a person without a card of the station is called by a masked name.
    """
    rows = list(persons)
    cards = Card.objects.filter(station=station, person__in=[row.pk for row in rows]).order_by("id")
    told = {card.person_id: card.name or card.alias for card in cards}
    return {row.pk: told.get(row.pk) or mask_name(row.name or row.alias) or "（个人信息已删除）" for row in rows}


def known_elsewhere(person: Person, scope: Scope) -> bool:
    """Has a station outside the scope a live tie to the person? For services and for what they refuse, never shown."""
    area = scope.area(VIEW)
    if area.everything:
        return False
    own = place_filter(area, Tie.scope_paths)
    rows = Tie.objects.live().filter(person=person)
    return (rows.exclude(own) if own is not None else rows).exists()


def to_check(person: Person, card: Card | None) -> bool:
    """待核对: the number belongs to another name elsewhere, and the station has not yet said that it looked at the paper."""
    return card is not None and card.checked_at is None and (person.shadow or card.disputed)


def people_within(scope: Scope, *, kind: str = "", unclear: bool = False, frozen: bool = False) -> QuerySet[Person]:
    """Persons of the reader's stations for a list; `kind` of a live tie, `unclear` those to be looked at again."""
    ties = Tie.objects.live().within(scope, VIEW)
    if kind:
        ties = ties.filter(kind=kind)
    # An id list, not EXISTS: SQLite would walk all persons of the platform to find those of one station.
    rows = Person.objects.filter(pk__in=ties.values("person_id"))
    rows = rows.filter(state=PersonState.FROZEN if frozen else PersonState.ACTIVE)
    return rows.filter(pk__in=unclear_cards(scope).values("person_id")) if unclear else rows


def unclear_cards(scope: Scope) -> QuerySet[Card]:
    """Cards to be looked at again: of a shadow, or differing from the person of record."""
    rows = Card.objects.within(scope, VIEW).filter(checked_at__isnull=True)
    disputed = rows.filter(disputed=True, person__state=PersonState.ACTIVE)
    return disputed | rows.filter(person__shadow=True, person__state=PersonState.ACTIVE)


@dataclass(frozen=True)
class TieRow:
    """Why a station may know a person, for a page."""

    tie: Tie
    may_end: bool


def ties_shown(person: Person, scope: Scope) -> list[TieRow]:
    """The ties of the reader's stations, live ones first. A post ends in `staff`, so its tie does not end here."""
    rows = Tie.objects.within(scope, VIEW).filter(person=person).select_related("station")
    return [
        TieRow(tie, may_end=tie.ended_on is None and tie.kind != TieKind.STAFF)
        for tie in sorted(rows.order_by("id"), key=lambda tie: (tie.ended_on is not None, tie.opened_on))
    ]


def stations_for(scope: Scope, action: Action) -> QuerySet[Station]:
    """Stations where the verb is held, to choose one in a form."""
    return Station.objects.within(scope, action).order_by("division_code", "kind", "id")


def tied_stations(person: Person, scope: Scope, action: Action) -> QuerySet[Station]:
    """The reader's stations with a live tie to the person: where a consent or a household is written down."""
    live = Tie.objects.live().filter(person=person, station_id=OuterRef("pk"))
    return stations_for(scope, action).filter(Exists(live))


def tie_at(person: Person, pk: int, scope: Scope) -> Tie | None:
    """One live tie of the person at the reader's stations that may be ended by hand, or None."""
    rows = Tie.objects.live().within(scope, VIEW).exclude(kind=TieKind.STAFF)
    return rows.filter(person=person, pk=pk).select_related("station").first()


@dataclass(frozen=True)
class Line:
    """A row of the list: a masked face, live ties in words, whether the document is to be looked at again."""

    person: Person
    face: Face
    ties: list[str]
    unclear: bool


def list_rows(persons: Iterable[Person], actor: Actor) -> list[Line]:
    """Lines for these persons in two queries; decrypts only what is shown."""
    rows = list(persons)
    cards, ties, day = cards_of(rows, actor.scope), tie_words([row.pk for row in rows], actor.scope), today()
    return [
        Line(
            row,
            face_of(shown_facts(row, cards.get(row.pk)), reads=actor.reads, today=day, brief=True),
            ties.get(row.pk, []),
            to_check(row, cards.get(row.pk)),
        )
        for row in rows
    ]


def tie_words(persons: list[int], scope: Scope) -> dict[int, list[str]]:
    """{person id: words of the live ties at the reader's stations}, in one query."""
    rows = Tie.objects.live().within(scope, VIEW).filter(person__in=persons).order_by("opened_on", "id")
    found: dict[int, list[str]] = {}
    for tie in rows:
        words = found.setdefault(tie.person_id, [])
        if tie.get_kind_display() not in words:
            words.append(tie.get_kind_display())
    return found
