"""Registry: how each room forgets a person. Called only by `people.services.forgetting`.

A room registers in its `AppConfig.ready()` one handler per foreign key to Person: what it blanks, or why nothing is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Erasure:
    """`erase(person)` blanks and returns how many rows; `holds(person)` says why the law forbids it now, or ""."""

    words: str
    erase: Callable[[Any], int] = lambda person: 0
    holds: Callable[[Any], str] = lambda person: ""


ERASURES: dict[str, Erasure] = {}


def forget_by(field_label: str, erasure: Erasure) -> None:
    """Say how rows behind one foreign key ("room.Model.field") are forgotten. Twice is a mistake."""
    if field_label in ERASURES:
        raise ValueError(field_label)
    ERASURES[field_label] = erasure
