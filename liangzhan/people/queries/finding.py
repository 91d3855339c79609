"""Finding a person by what is known exactly: number, phone, account."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.people.models import Person
from liangzhan.toolkit.crypto import blind_index
from liangzhan.toolkit.identity import normal

NUMBER, MOBILE = "people.id_number", "people.mobile"


def number_index(kind: str, number: str) -> str:
    """The blind index of a document's number; "" for none."""
    plain = normal(number)
    return blind_index(f"{kind}|{plain}", NUMBER) if plain else ""


def mobile_index(mobile: str) -> str:
    """The blind index of a mobile number; "" for none."""
    plain = normal(mobile)
    return blind_index(plain, MOBILE) if plain else ""


def person_by_number(kind: str, number: str) -> Person | None:
    """The one person with this document, whoever asks: for services, never for a page."""
    index = number_index(kind, number)
    if not index:
        return None
    return Person.objects.found().filter(id_number_index=index, shadow=False).first()


def person_of(actor: Actor) -> Person | None:
    """The person behind an account, or None when it was not linked."""
    return Person.objects.filter(uuid=actor.person_uuid).first() if actor.person_uuid else None


def ids_of(person: Person) -> list[int]:
    """The person's id with those of all rows merged into it: append-only rows still point there."""
    return [person.pk, *Person.objects.filter(merged_into_id=person.pk).order_by("id").values_list("id", flat=True)]
