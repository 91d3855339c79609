"""Registry of what posts: how a voucher is opened from a figure, and what each room expects to find posted.

Filled in `AppConfig.ready()` by the rooms above; the ledger knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """`title` of such a voucher; `href(uuid, actor)` its page or "" when the reader may not; `expected()` yields
    (voucher, version, `rules.lines.digest_of` its lines) for everything this room has posted. A voucher that was taken
    back for good is expected in its last version, with the digest of no lines.

    `hrefs(uuids, actor)` answers {uuid: page} for a whole list; give it when `href` asks the database."""

    title: str
    href: Callable[[str, Any], str]
    expected: Callable[[], Iterable[tuple[str, int, str]]]
    hrefs: Callable[[Sequence[str], Any], Mapping[str, str]] | None = None

    def links(self, uuids: Sequence[str], actor: Any) -> Iterable[tuple[str, str]]:
        """(uuid, its page or "") of each."""
        if self.hrefs is None:
            return [(uuid, self.href(uuid, actor)) for uuid in uuids]
        found = self.hrefs(uuids, actor)
        return [(uuid, found.get(uuid, "")) for uuid in uuids]


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
