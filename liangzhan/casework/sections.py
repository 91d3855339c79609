"""Registry of the sections of the case page: each noun of the room offers its own, with its template and its buttons.

A section loads what it shows in few queries (the whole page has 25) from the `CaseReading` it is given; its template
reads `part` (what `load` answered), `row` (the case) and `reading`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Case
from liangzhan.casework.rules.limits import Limits
from liangzhan.casework.rules.phases import Standing


@dataclass(frozen=True)
class CaseReading:
    """Who reads which case on which day; `team` are the live members; `works` when the reader may add papers."""

    case: Case
    actor: Actor
    on: dt.date
    standing: Standing
    phase: str
    works: bool
    limits: Limits
    team: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """`load(reading)` answers what the template shows, None to leave the section out."""

    key: str
    title: str
    template: str
    load: Callable[[CaseReading], Any]
    order: int


@dataclass(frozen=True)
class Loaded:
    """A section with what it shows."""

    section: Section
    part: Any


_SECTIONS: list[Section] = []


def add_section(section: Section) -> None:
    """Offer a section (from `ready.py`). The same key twice is a mistake."""
    if any(one.key == section.key for one in _SECTIONS):
        raise ValueError(section.key)
    _SECTIONS.append(section)
    _SECTIONS.sort(key=lambda one: one.order)


def sections_of(reading: CaseReading) -> list[Loaded]:
    """Every section that has something to show, in order."""
    found = [Loaded(one, one.load(reading)) for one in _SECTIONS]
    return [one for one in found if one.part is not None]
