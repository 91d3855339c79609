"""Where an upper room says how a list of allowances was paid, so that the page of the list can lead there.

The room that keeps money offers one function in `apps.ready`; without it the page says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.staff.models import AllowanceList


@dataclass(frozen=True)
class Payment:
    """Words and the page behind them; `href` is empty where this reader may not open it."""

    words: str
    href: str = ""
    label: str = ""


Find = Callable[[AllowanceList, Actor], Payment | None]
_FINDERS: list[Find] = []


def offer_payment(find: Find) -> None:
    """Called once when the platform starts."""
    _FINDERS.append(find)


def payment_of(held: AllowanceList, actor: Actor) -> Payment | None:
    """How the list was paid or may be paid, None where nobody says anything."""
    return next((found for find in _FINDERS if (found := find(held, actor)) is not None), None)
