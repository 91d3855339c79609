"""Registry of cards about one worker: the worker's own page and the page that the station head opens show them all.

A noun of this room registers `card(worker, own, on) -> Card | None` in `apps.ready`; at most three queries each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from liangzhan.staff.models import Worker


@dataclass(frozen=True)
class Card:
    """Title, up to four lines, the page behind it. `tone` met | wait | miss | none colours the title's dot."""

    title: str
    lines: tuple[str, ...] = ()
    href: str = ""
    label: str = ""
    tone: str = "none"


WorkerCard = Callable[[Worker, bool, dt.date], Card | None]
_CARDS: list[tuple[int, WorkerCard]] = []


def worker_card(card: WorkerCard, *, order: int) -> None:
    """Offer a card; `own` tells whether the worker reads about himself."""
    _CARDS.append((order, card))
    _CARDS.sort(key=lambda held: held[0])


def cards_of(worker: Worker, *, own: bool, on: dt.date) -> list[Card]:
    """Every card that has something to say, in order."""
    return [found for _, card in _CARDS if (found := card(worker, own, on)) is not None]
