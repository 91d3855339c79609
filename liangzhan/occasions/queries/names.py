"""Names on a roll: as the owner's office knows them, else as far as the reader may know the person."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.owners import names_of
from liangzhan.people.models import Person
from liangzhan.toolkit.identity import mask_name

NAMELESS = "（个人信息已删除）"
MOST_FOUND = 20


def called(occasion: Occasion, persons: Iterable[Person], actor: Actor) -> dict[int, str]:
    """{person id: name}. Outside the reader's ties, and for readers who do not read P2, the name is masked."""
    rows = list(persons)
    known = names_of(occasion, [row.pk for row in rows])
    ids = [row.pk for row in rows if row.pk not in known]
    tied: set[int] = set()
    if ids and actor.reads("P2"):
        tied = set(
            Person.objects.within(actor.scope, Action.PERSON_VIEW).filter(pk__in=ids).values_list("pk", flat=True)
        )
    for row in rows:
        if row.pk not in known:
            name = row.name or row.alias
            known[row.pk] = (name if row.pk in tied else mask_name(name)) or NAMELESS
    return known


def found_by_name(text: str, actor: Actor) -> list[tuple[Person, str]]:
    """Persons of the reader's own ties whose name holds the text, matched in memory, at most MOST_FOUND."""
    wanted = text.strip()
    if not wanted:
        return []
    rows = Person.objects.within(actor.scope, Action.PERSON_VIEW).found().order_by("pk")
    fitting = [row for row in rows if wanted in row.name or wanted in row.alias]
    return [(row, row.name or row.alias) for row in fitting[:MOST_FOUND]]
