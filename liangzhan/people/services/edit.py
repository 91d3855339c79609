"""Changing what is known of a person, and saying that the document was looked at."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState
from liangzhan.people.models import Card, Category, Person
from liangzhan.people.queries.cards import VIEW, known_elsewhere, tied_stations
from liangzhan.people.queries.finding import number_index, person_by_number
from liangzhan.people.queries.merging import merge_problems
from liangzhan.people.queries.writing import FIELDS, columns
from liangzhan.people.rules.categories import last_day_by_age
from liangzhan.people.rules.identity import PersonFacts, problems_of, same_name, tidy
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

IDENTITY = ("name", "id_kind", "id_number", "id_number_index")


@recorded(PersonEvent.EDITED)
def edit_person(*, person: Person, facts: PersonFacts, by: Actor) -> Person:
    """Change what the actor's stations know of a person. An empty number leaves the number that stands.

    The person of record changes with it as long as no other station knows the person; otherwise only the card does, and
    is marked to be looked at when name or number differ. A number held by another person: under the same name the two
    become one (unless a decision refuses), under another name this row is a shadow. Nothing that is answered tells which
    of these happened elsewhere. Returns the person, or the one it became. Raises RuleBroken naming the field.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.state != PersonState.ACTIVE:
        raise RuleBroken(f"这条人员记录{person.get_state_display()}，不能修改。")
    cards = _cards(person, by)
    facts = _whole(facts, cards[0])
    for field, sentence in problems_of(facts, today=today()).items():
        raise RuleBroken(sentence, field=field)
    _redate(person, [card.station_id for card in cards], facts.born_on)
    for card in cards:
        _put(card, columns(facts))
        card.checked_at, card.checked_by = None, None
    if known_elsewhere(person, by.scope):
        _keep_apart(person, cards, facts)
        return person
    kept = _settle(person, facts, by)
    for card in cards:
        card.disputed = False
        card.save()
    return merge_persons(kept=kept, alias=person, reason="核对后为同一人", by=by) if kept else person


@recorded(PersonEvent.CHECKED)
def confirm_checked(*, person: Person, by: Actor) -> Person:
    """The station has looked at the document and what it wrote down is right: nothing is asked any more."""
    cards = Card.objects.within(by.scope, VIEW).filter(person=person, checked_at__isnull=True)
    cards.update(checked_at=timezone.now(), checked_by=by)
    return person


def _cards(person: Person, by: Actor) -> list[Card]:
    """The actor's cards, locked; one is begun where the person came without (a tie opened by a service)."""
    rows = Card.objects.within(by.scope, VIEW).filter(person=person).order_by("-id")
    cards = list(rows.select_for_update(of=("self",)))
    if cards:
        return cards
    station = tied_stations(person, by.scope, VIEW).first()
    if station is None:
        raise RuleBroken("本站与这个人没有关联，不能修改。")
    return [Card(person=person, station=station, name=person.name, registered_by=by)]


def _whole(facts: PersonFacts, card: Card) -> PersonFacts:
    """The facts with the number that stands, when none was typed."""
    typed = tidy(facts)
    if typed.id_number or not card.id_number:
        return typed
    kept = PersonFacts(**{**{name: getattr(typed, name) for name in FIELDS}, "id_number": card.id_number})
    return tidy(PersonFacts(**{**{name: getattr(kept, name) for name in FIELDS}, "id_kind": card.id_kind}))


def _put(row: Card | Person, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _keep_apart(person: Person, cards: list[Card], facts: PersonFacts) -> None:
    """Others know the person too: only our card changes, and says when it is no longer the person of record."""
    index = number_index(facts.id_kind, facts.id_number)
    differs = not same_name(person.name, facts.name) or index != person.id_number_index
    for card in cards:
        card.disputed = differs
        card.save()


def _settle(person: Person, facts: PersonFacts, by: Actor) -> Person | None:
    """Write the person of record; returns the person whom it turned out to be, if any."""
    holder = person_by_number(facts.id_kind, facts.id_number)
    other = holder if holder is not None and holder.pk != person.pk else None
    same = other is not None and same_name(other.name, facts.name)
    _put(person, {**columns(facts), "shadow": other is not None})
    person.save()
    return other if other is not None and same and not merge_problems(other, person, by.scope) else None


def _redate(person: Person, station_ids: list[int], born_on: dt.date | None) -> None:
    """The birth date was corrected: a category that an age ends runs out on another day."""
    for row in Category.objects.live().filter(person=person, station__in=station_ids).order_by("pk"):
        day = last_day_by_age(row.code, born_on)
        if day is not None and day != row.valid_to:
            row.valid_to = max(day, row.valid_from)
            row.save(update_fields=["valid_to"])
