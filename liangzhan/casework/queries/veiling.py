"""Who must not be named on the page of a supervisor: the client, the household, their addresses."""

from __future__ import annotations

from collections.abc import Callable

from liangzhan.casework.models import Case
from liangzhan.casework.rules.veiling import nickname_of, surname_of, veiled
from liangzhan.people.models import Card, HouseholdMember, Person

FAMILY, PLACE, NUMBER = "家人", "（住址略）", "（号码略）"


def veil_of(case: Case) -> Callable[[str], str]:
    """A function that takes the identity of this case's people out of a text. Three queries."""
    called = nickname_of(case.nickname, case.uuid)
    own = {case.person_id}
    houses = HouseholdMember.objects.filter(person=case.person_id, left_on__isnull=True).values("household")
    family = HouseholdMember.objects.filter(household__in=houses).values_list("person_id", flat=True)
    ids = own | set(family)
    rows: list[Person | Card] = [*Person.objects.filter(pk__in=ids), *Card.objects.filter(person__in=ids)]
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda one: _person_of(one) in own):  # the client's own words win
        client = _person_of(row) in own
        for name in (row.name, row.alias):
            names[name.strip()] = called if client else FAMILY
        names[row.address.strip()] = PLACE
        names[row.mobile.strip()] = names[row.id_number.strip()] = NUMBER
    names.pop("", None)
    surname = surname_of(case.person.name)
    return lambda text: veiled(text or "", names, surname=surname, nickname=called)


def _person_of(row: Person | Card) -> int:
    return row.person_id if isinstance(row, Card) else row.pk
