"""Registry: what a risk or a crisis may come from. A room above registers in `AppConfig.ready()`, so this room knows no case.

`origin_from("casework.Case", find)`: `find(actor, uuid)` gives the origin when the actor may write there, else None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station


@dataclass(frozen=True)
class Origin:
    """A case (or visit): its person, station, who is in charge, the team that reads with him, whether it is sealed."""

    voucher: str
    person: Person
    station: Station
    worker: Worker | None
    team: tuple[Worker, ...]
    sealed: bool
    href: str


Find = Callable[[Actor, UUID], Origin | None]
_FINDERS: dict[str, Find] = {}


def origin_from(label: str, find: Find) -> None:
    """Make a kind of origin known ("room.Model"). Twice is a mistake."""
    if label in _FINDERS:
        raise ValueError(label)
    _FINDERS[label] = find


def origin_of(voucher: str, actor: Actor) -> Origin | None:
    """The origin "room.Model:uuid" when it is known and the actor may write there."""
    label, _, text = voucher.partition(":")
    try:
        return _FINDERS[label](actor, UUID(text))
    except (KeyError, ValueError):
        return None
