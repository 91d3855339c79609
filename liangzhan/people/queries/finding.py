"""Finding a person by what is known exactly: number, phone, account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import EIGHTEEN
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.identity import normal

NUMBER, MOBILE = "people.id_number", "people.mobile"
BATCH = 500  # values in one query


def number_index(kind: str, number: str) -> str:
    """The blind index of a document's number; "" for none. Numbers of 18 characters are one family, whatever kind was ticked."""
    plain = normal(number)
    family = "18" if kind in EIGHTEEN else kind
    return blind_index(f"{family}|{plain}", NUMBER) if plain else ""


def mobile_index(mobile: str) -> str:
    """The blind index of a mobile number; "" for none."""
    plain = normal(mobile)
    return blind_index(plain, MOBILE) if plain else ""


def person_by_number(kind: str, number: str) -> Person | None:
    """The one person with this document, whoever asks: for services, never for a page."""
    index = number_index(kind, number)
    return holders_of([index]).get(index) if index else None


def holders_of(indexes: Iterable[str]) -> dict[str, Person]:
    """{index: the one person with this number}, whoever asks: for services, never for a page. Few queries for thousands."""
    wanted, found = sorted({one for one in indexes if one}), {}
    for start in range(0, len(wanted), BATCH):
        rows = Person.objects.found().filter(id_number_index__in=wanted[start : start + BATCH], shadow=False)
        found.update({row.id_number_index: row for row in rows.order_by("id")})
    return found


def person_of(actor: Actor) -> Person | None:
    """The person behind an account, or None when it was not linked. Whoever was merged is found under the kept row."""
    return person_by_uuid(actor.person_uuid) if actor.person_uuid else None


def person_by_uuid(uuid: UUID) -> Person | None:
    """The person with this uuid; an alias leads to the person it was merged into."""
    found: Any = Person.objects.select_related("merged_into").filter(uuid=uuid).first()
    return found.merged_into or found if found else None


def ids_of(person: Person) -> list[int]:
    """The person's id with those of all rows merged into it: append-only rows still point there."""
    return [person.pk, *Person.objects.filter(merged_into_id=person.pk).order_by("id").values_list("id", flat=True)]
