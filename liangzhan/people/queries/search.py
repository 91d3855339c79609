"""Search before registering: numbers by blind index, names in memory, all inside the reader's own ties."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from django.db.models import Q

from liangzhan.access.actor import Actor
from liangzhan.divisions.rules import initials_of
from liangzhan.people.choices import IdKind
from liangzhan.people.models import Card, Person
from liangzhan.people.queries.cards import VIEW, Line, list_rows, people_within
from liangzhan.people.queries.finding import mobile_index, number_index
from liangzhan.people.rules.searching import Asked, asked, name_fits

MOST = 20
MOST_NAMES = 20000  # names of one reader's ties matched in memory: 0.2 s


@dataclass(frozen=True)
class Hit(Line):
    """One person found, and whether by the very number."""

    exact: bool = False


def search_persons(text: str, actor: Actor) -> list[Hit]:
    """At most MOST persons of the reader's own stations; exact numbers first, then the best names."""
    wanted = asked(text)
    exact = _by_number(wanted, actor)
    ranked = [one for one in _by_name(wanted, actor) if one not in exact]
    wished = (exact + ranked)[:MOST]
    rows = people_within(actor.scope).filter(pk__in=wished).order_by("pk")
    lines = {line.person.pk: line for line in list_rows(rows, actor)}
    return [
        Hit(line.person, line.face, line.ties, line.unclear, exact=pk in exact)
        for pk in wished
        if (line := lines.get(pk))
    ]


def _by_number(wanted: Asked, actor: Actor) -> list[int]:
    """Ids by the exact number or mobile on a card of the reader's stations."""
    condition = Q(pk__in=[])
    if wanted.number:
        indexes = {number_index(kind, wanted.number) for kind in IdKind.values}
        condition |= Q(id_number_index__in=indexes)
    if wanted.mobile:
        condition |= Q(mobile_index=mobile_index(wanted.mobile))
    if not (wanted.number or wanted.mobile):
        return []
    rows = Card.objects.within(actor.scope, VIEW).filter(condition).order_by("person_id")
    return list(rows.values_list("person_id", flat=True).distinct()[:MOST])


def _by_name(wanted: Asked, actor: Actor) -> list[int]:
    """Ids by name, alias or initials, the best first; opens the names of the reader's ties and nothing else."""
    if not (wanted.name or wanted.initials):
        return []
    scores: dict[int, int] = {}
    own = people_within(actor.scope).values("pk")
    cards = Card.objects.within(actor.scope, VIEW).filter(person__in=own).only("uuid", "person_id", "name", "alias")
    for card in cards.order_by("-id")[:MOST_NAMES]:
        scores[card.person_id] = max(scores.get(card.person_id, 0), _fits(card, wanted))
    bare = people_within(actor.scope).exclude(pk__in=Card.objects.within(actor.scope, VIEW).values("person_id"))
    for person in bare.only("uuid", "name", "alias").order_by("-pk")[:MOST_NAMES]:
        scores[person.pk] = _fits(person, wanted)
    fitting = [(score, -pk) for pk, score in scores.items() if score]
    return [-pk for _, pk in sorted(fitting, key=itemgetter(0, 1), reverse=True)[:MOST]]


def _fits(row: Card | Person, wanted: Asked) -> int:
    return max(name_fits(name, _initials(name) if wanted.initials else "", wanted) for name in (row.name, row.alias))


def _initials(name: str) -> str:
    return initials_of(name) if name else ""
