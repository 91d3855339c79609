"""Registry of the rooms whose papers are filed: how a file is opened, how it is told as a folder, and how its texts are blanked
when it is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.documents.rules.folders import Folder


@dataclass(frozen=True)
class Keeper:
    """`href(uuid, actor)`: the page of the file or "". `erase(uuid, by)`: blanks what was written, drops kept files, keeps
    the row and whatever the ledger counted. `folder(uuid)`: its papers, read by the job that binds the volume."""

    href: Callable[[UUID, Actor], str]
    erase: Callable[[UUID, Actor], None]
    folder: Callable[[UUID], Folder]


_KEEPERS: dict[str, Keeper] = {}


def kept_by(label: str, keeper: Keeper) -> None:
    """Offer it for the vouchers of a model ("casework.Case"), in `ready()`. Twice is a mistake."""
    if label in _KEEPERS:
        raise ValueError(label)
    _KEEPERS[label] = keeper


def keeper_of(voucher: str) -> tuple[Keeper, UUID]:
    """Who keeps the file of a voucher. Raises KeyError when no room does."""
    label, _, uuid = voucher.partition(":")
    return _KEEPERS[label], UUID(uuid)
