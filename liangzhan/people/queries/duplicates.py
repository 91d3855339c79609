"""Rows that may be one person, looked for inside the reader's own ties."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.models import Card, HouseholdMember, Person
from liangzhan.people.queries.cards import VIEW, card_in, cards_of, people_within, shown_facts
from liangzhan.people.rules.identity import same_name
from liangzhan.people.rules.showing import Face, face_of
from liangzhan.toolkit.periods import today

MOST = 10


@dataclass(frozen=True)
class Likeness:
    """Another row of the reader's stations, and what the two have in common."""

    person: Person
    reason: str
    face: Face | None = None


def possible_duplicates(person: Person, scope: Scope) -> list[Likeness]:
    """Active persons with the same mobile, the same name and birth date, or the same name in the same household.

    Compares what the reader's own stations wrote down; nobody outside their ties is found. At most MOST.
    """
    card = card_in(person, scope)
    if card is None:
        return []
    cards = Card.objects.within(scope, VIEW).exclude(person=person).filter(person__in=people_within(scope).values("pk"))
    found: dict[int, str] = {}
    if card.id_number_index:
        found.update(_ids(cards.filter(id_number_index=card.id_number_index), "证件号码相同"))
    if card.born_on and card.name:
        twins = [one for one in cards.filter(born_on=card.born_on).order_by("id") if same_name(one.name, card.name)]
        found.update({one.person_id: "姓名和出生日期相同" for one in twins if one.person_id not in found})
    if card.mobile_index:
        same = _ids(cards.filter(mobile_index=card.mobile_index), "手机号码相同")
        found.update({pk: words for pk, words in same.items() if pk not in found})
    for pk in _namesakes_at_home(person, card, scope):
        found.setdefault(pk, "同一家庭、姓名相同")
    rows = people_within(scope).filter(pk__in=list(found)[:MOST]).order_by("pk")
    return [Likeness(row, found[row.pk]) for row in rows]


def with_faces(likenesses: list[Likeness], actor: Actor) -> list[Likeness]:
    """The same with masked faces, in one query."""
    cards, day = cards_of([one.person for one in likenesses], actor.scope), today()
    return [
        Likeness(
            one.person,
            one.reason,
            face_of(shown_facts(one.person, cards.get(one.person.pk)), reads=actor.reads, today=day, brief=True),
        )
        for one in likenesses
    ]


def _ids(cards, words: str) -> dict[int, str]:  # type: ignore[no-untyped-def]
    return dict.fromkeys(cards.order_by("person_id").values_list("person_id", flat=True)[:MOST], words)


def _namesakes_at_home(person: Person, card: Card, scope: Scope) -> list[int]:
    own = HouseholdMember.objects.within(scope, VIEW).filter(person=person, left_on__isnull=True).values("household_id")
    others = HouseholdMember.objects.filter(household__in=own, left_on__isnull=True).exclude(person=person)
    rows = Card.objects.within(scope, VIEW).filter(person__in=others.values("person_id")).order_by("id")
    return [one.person_id for one in rows if same_name(one.name, card.name)]
