"""What stands on a volunteer's own page: each noun adds its entry when the platform starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnEntry:
    """A large button on the own page."""

    title: str
    note: str
    url_name: str
    order: int


_ENTRIES: dict[str, OwnEntry] = {}


def own_entry(title: str, url_name: str, *, note: str = "", order: int = 50) -> None:
    """Register an entry; the same address twice is one."""
    _ENTRIES[url_name] = OwnEntry(title, note, url_name, order)


def own_entries() -> list[OwnEntry]:
    """In their order."""
    return sorted(_ENTRIES.values(), key=lambda one: (one.order, one.url_name))
