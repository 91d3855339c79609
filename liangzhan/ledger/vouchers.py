"""Registry of what posts: how a voucher is opened from a figure, and what each room expects to find posted.

Filled in `AppConfig.ready()` by the rooms above; the ledger knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """`title` of such a voucher; `href(uuid, actor)` its page or "" when the reader may not; `expected()` yields
    (voucher, version, digest of its lines) for everything this room has posted."""

    title: str
    href: Callable[[str, Any], str]
    expected: Callable[[], Iterable[tuple[str, int, str]]]


SOURCES: dict[str, Source] = {}
SEALED_SOURCES: dict[str, Source] = {}


def voucher_source(name: str, source: Source, *, sealed: bool = False) -> None:
    """Make one kind of voucher known ("casework.Session"). Twice is a mistake.

    A room whose sealed and ordinary vouchers stand in one table registers twice, each with its own `expected`.
    """
    held = SEALED_SOURCES if sealed else SOURCES
    if name in held:
        raise ValueError(name)
    held[name] = source
