"""Registry: what each room holds about a person, for somebody who asks to see or copy it (PIPL §45).

A room offers in its `AppConfig.ready()` one function; it leaves out what is about others and who reported something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A section of the copy: a heading and rows of (label, words)."""

    title: str
    rows: list[tuple[str, str]]


Offer = Callable[[Any, Any], list[Part]]
OFFERS: dict[str, Offer] = {}


def offer(room: str, parts: Offer) -> None:
    """`parts(person, station)` says what the room holds about the person at this station. Twice is a mistake."""
    if room in OFFERS:
        raise ValueError(room)
    OFFERS[room] = parts


def everything_held(person: Any, station: Any) -> list[Part]:
    """All parts of all rooms, by the order in which the rooms stand; parts without rows are left out."""
    return [part for parts in OFFERS.values() for part in parts(person, station) if part.rows]
