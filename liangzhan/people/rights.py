"""Registry: what each room holds about a person, for somebody who asks to see or copy it (PIPL §45).

A room offers in its `AppConfig.ready()` one function, or states why it has nothing of its own to give. It leaves out what
is about others and who reported something; what is sealed only where the person who gives the copy stands on its team.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from liangzhan.toolkit.templating import yuan


@dataclass(frozen=True)
class Part:
    """A section of the copy: a heading and rows of (label, words)."""

    title: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """For whom a copy is made: the person with all rows merged into it, the station, and who gives it."""

    person: Any
    ids: tuple[int, ...]
    station: Any
    by: Any


Offer = Callable[[Asked], list[Part]]
OFFERS: dict[str, Offer] = {}
REASONS: dict[str, str] = {}  # rooms with nothing of their own to give
HIMSELF: set[str] = set()  # given to the person alone, to nobody in his name


def offer(room: str, parts: Offer, *, himself: bool = False) -> None:
    """`parts(asked)` says what the room holds about the person at this station. Twice is a mistake.

    `himself`: not for a guardian or whoever else asks in the person's name (danger may come from there)."""
    if room in OFFERS or room in REASONS:
        raise ValueError(room)
    OFFERS[room] = parts
    if himself:
        HIMSELF.add(room)


def nothing_own(room: str, reason: str) -> None:
    """The room names persons but holds no fact of its own: the sentence says where the copy has it."""
    if room in OFFERS or room in REASONS:
        raise ValueError(room)
    REASONS[room] = reason


def everything_held(asked: Asked, *, himself: bool) -> list[Part]:
    """All parts of all rooms, by the order in which the rooms stand; parts without rows are left out."""
    given = [parts for room, parts in OFFERS.items() if himself or room not in HIMSELF]
    return [part for parts in given for part in parts(asked) if part.rows]


def lines_of(row: Any, names: Iterable[str]) -> list[tuple[str, str]]:
    """(label, words) of the fields of a row that are filled in; `a__b` goes through a foreign key."""
    shown = []
    for name in names:
        *path, last = name.split("__")
        held = row
        for step in path:
            held = getattr(held, step)
        field = held._meta.get_field(last)
        value = getattr(held, f"get_{last}_display")() if field.choices else getattr(held, last)
        if isinstance(value, dt.datetime):
            value = f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        if isinstance(value, bool):
            value = "是" if value else "否"
        if last.endswith("_fen") and value is not None:
            value = yuan(value)
        if value not in (None, ""):
            shown.append((str(field.verbose_name).removesuffix("（分）"), str(value)))
    return shown


def part_of(title: str, rows: Iterable[Any], names: Iterable[str]) -> Part:
    """One line for each row: its first field is the label, the others stand behind it."""
    wanted, lines = tuple(names), []
    for row in rows:
        told = lines_of(row, wanted)
        if told:
            rest = "；".join(f"{label}：{words}" for label, words in told[1:])
            lines.append((told[0][1], rest or "—"))
    return Part(title, lines)
