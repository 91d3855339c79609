"""What deleting a person's data would do, said before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.scope import Scope
from liangzhan.people.choices import TieKind
from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import keys_to_person
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.cards import VIEW, known_elsewhere
from liangzhan.people.queries.finding import ids_of

STILL_STAFF = "还是在岗工作人员，请先结束岗位。"
OWN = "people"


@dataclass(frozen=True)
class Loss:
    """One kind of record: how many rows, and what happens to them."""

    words: str
    count: int
    erasure: str


def losses(person: Person, scope: Scope) -> list[Loss]:
    """What would be blanked. While other stations know the person: only what the reader's own stations hold."""
    apart = known_elsewhere(person, scope)
    found = []
    for label, field in keys_to_person().items():
        model, erasure = field.model, ERASURES.get(label)
        rows = model._default_manager.filter(**{f"{field.name}__in": ids_of(person)})
        if apart and label.split(".")[0] == OWN:
            rows = (
                rows.within(scope, VIEW) if hasattr(rows, "within") and hasattr(model, "scope_paths") else rows.none()
            )
        elif apart:
            continue
        if erasure is not None and (count := rows.count()):
            found.append(Loss(str(model._meta.verbose_name), count, erasure.words))
    return found


def holds_on(person: Person, scope: Scope) -> list[str]:
    """Why the data must stay for now: sentences of each room, or none."""
    if known_elsewhere(person, scope):
        own = Tie.objects.live().within(scope, VIEW).filter(person=person, kind=TieKind.STAFF)
        return [STILL_STAFF] if own.exists() else []
    return [words for erasure in ERASURES.values() if (words := erasure.holds(person))]
