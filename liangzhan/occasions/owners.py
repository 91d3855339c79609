"""What an occasion means to the room that arranged it: rooms above register here, pages of this room ask.

`owner_link(kind, fn)`: fn(occasion) -> (title, href) of the owner's page, or None. `roll_names(kind, fn)`:
fn(occasion, person ids) -> {person id: display name of the office}, for rolls of persons whom the leader knows by office
(a county's training) and not through a tie. Both are filled in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Link = Callable[[Any], tuple[str, str] | None]
Names = Callable[[Any, Iterable[int]], dict[int, str]]
LINKS: dict[str, Link] = {}
NAMES: dict[str, Names] = {}


def owner_link(kind: str, link: Link) -> None:
    """Say where the owner's page of a kind is. Twice is a mistake."""
    if kind in LINKS:
        raise ValueError(kind)
    LINKS[kind] = link


def roll_names(kind: str, names: Names) -> None:
    """Say under which names the persons of a roll of a kind are known to the office. Twice is a mistake."""
    if kind in NAMES:
        raise ValueError(kind)
    NAMES[kind] = names


def link_of(occasion: Any) -> tuple[str, str] | None:
    """(title, href) of the owner's page, or None."""
    link = LINKS.get(occasion.kind)
    return link(occasion) if link else None


def names_of(occasion: Any, person_ids: Iterable[int]) -> dict[int, str]:
    """Names the owner knows."""
    names = NAMES.get(occasion.kind)
    return names(occasion, person_ids) if names else {}
