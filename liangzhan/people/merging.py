"""Registry: what becomes of each foreign key to Person when two rows turn out to be one person.

Every foreign key is found by reflection and must be decided here, or a house test fails. A room registers in its
`AppConfig.ready()`: `decide("staff.Worker.person", refuse_two(...))`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Decision:
    """`move(kept, alias)` carries the rows over and returns how many; `problem(kept, alias)` says why it cannot be."""

    words: str
    move: Callable[[Any, Any], int]
    problem: Callable[[Any, Any], str] = lambda kept, alias: ""


DECISIONS: dict[str, Decision] = {}


def decide(field_label: str, decision: Decision) -> None:
    """Say what happens with one foreign key ("room.Model.field"). Twice is a mistake."""
    if field_label in DECISIONS:
        raise ValueError(field_label)
    DECISIONS[field_label] = decision


def keys_to_person() -> dict[str, models.Field[Any, Any]]:
    """Every foreign key (or one-to-one) of the platform that points to a person, by "room.Model.field"."""
    person = apps.get_model("people", "Person")
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is person
    }


def moving(field_label: str) -> Decision:
    """Rows are pointed to the kept person."""

    def move(kept: Any, alias: Any) -> int:
        model = apps.get_model(*field_label.rsplit(".", 1)[0].split("."))
        name = field_label.rsplit(".", 1)[1]
        return int(model._default_manager.filter(**{name: alias}).update(**{name: kept}))

    return Decision("改记到保留的人员名下", move)


def staying(why: str) -> Decision:
    """Rows stay as they were written (append-only); readers follow the alias (`queries.finding.ids_of`)."""
    return Decision(why, lambda kept, alias: 0)
