"""What deleting a person's data would do, said before anything happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.scope import Scope
from liangzhan.people.choices import TieKind
from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import keys_to_person
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.cards import VIEW, known_elsewhere
from liangzhan.people.queries.counting import counted, rows_behind
from liangzhan.people.queries.finding import ids_of

STILL_STAFF = "还是在岗工作人员，请先结束岗位。"
# What a station has of its own about a person whom others know too.
OWN = (
    "people.Card.person",
    "people.Category.person",
    "people.Consent.person",
    "people.FamilyLink.person",
    "people.Guardian.person",
    "people.HouseholdMember.person",
    "people.RightsRequest.person",
    "people.Tie.person",
)


@dataclass(frozen=True)
class Loss:
    """One kind of record: how many rows, and what happens to them."""

    words: str
    count: int
    erasure: str


def losses(person: Person, scope: Scope) -> list[Loss]:
    """What would be blanked. While other stations know the person: only what the reader's own stations hold."""
    rows: dict[str, Any] = rows_behind(ids_of(person))
    if known_elsewhere(person, scope):
        rows = {label: rows[label].within(scope, VIEW) for label in OWN}
    keys = keys_to_person()
    return [
        Loss(str(keys[label].model._meta.verbose_name), count, ERASURES[label].words)
        for label, count in sorted(counted(rows).items())
        if label in ERASURES
    ]


def holds_on(person: Person, scope: Scope) -> list[str]:
    """Why the data must stay for now: sentences of each room, or none."""
    if known_elsewhere(person, scope):
        own = Tie.objects.live().within(scope, VIEW).filter(person=person, kind=TieKind.STAFF)
        return [STILL_STAFF] if own.exists() else []
    return [words for erasure in ERASURES.values() if (words := erasure.holds(person))]
