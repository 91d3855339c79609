"""Names on a roll: as the owner's office knows them, else as far as the reader may know the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.owners import names_of
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import faces_of, people_within
from liangzhan.toolkit.identity import mask_name

NAMELESS = "（个人信息已删除）"


@dataclass(frozen=True)
class Called:
    """How a person of a roll is called; `sensitive` when that is P3 (a child under fourteen), whose reading is recorded."""

    name: str
    sensitive: bool = False


def called(occasion: Occasion, persons: Iterable[Person], actor: Actor) -> dict[int, Called]:
    """{person id: how called}. Outside the reader's ties, and for readers of less than P2, the name is masked."""
    rows = list(persons)
    found = {pk: Called(name) for pk, name in names_of(occasion, [row.pk for row in rows]).items()}
    unknown = [row for row in rows if row.pk not in found]
    ids = [row.pk for row in unknown]
    tied = set(people_within(actor.scope).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    faces = faces_of([row for row in unknown if row.pk in tied], actor)
    for row in unknown:
        face = faces.get(row.pk)
        if face and (face.name or face.alias):
            found[row.pk] = Called(face.called, face.sensitive)
        else:
            found[row.pk] = Called(mask_name(row.name or row.alias) or NAMELESS)
    return found
