"""What is typed becomes columns: shared by registering one person, many, and editing."""

from __future__ import annotations

from typing import Any

from liangzhan.people.models import Card, Person
from liangzhan.people.queries.finding import mobile_index, number_index
from liangzhan.people.rules.identity import PersonFacts

FIELDS = tuple(PersonFacts.__dataclass_fields__)
FILLED_IN = ("mobile", "address", "division_code", "education", "political_status", "born_on", "alias")


def columns(facts: PersonFacts) -> dict[str, Any]:
    """The columns of a person or a card, with the blind indexes."""
    return {
        **{name: getattr(facts, name) for name in FIELDS},
        "id_number_index": number_index(facts.id_kind, facts.id_number),
        "mobile_index": mobile_index(facts.mobile),
    }


def filled(row: Person | Card, facts: PersonFacts) -> list[str]:
    """Fill in what is empty on the row, unsaved; returns the changed columns."""
    changed = [name for name in FILLED_IN if not getattr(row, name) and getattr(facts, name)]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    if "mobile" in changed:
        row.mobile_index = mobile_index(facts.mobile)
        changed.append("mobile_index")
    return changed
