"""Registry of the rooms whose papers are filed: how a file is opened, how it is told as a folder, and how its texts are blanked
when it is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.documents.rules.folders import Folder


@dataclass(frozen=True)
class Keeper:
    """`href(uuid, actor)`: the page of the file or "". `erase(uuid, by)`: blanks what was written, drops kept files, keeps
    the row and whatever the ledger counted. `folder(uuid)`: its papers, read by the job that binds the volume.
    `reach(scope)`: uuids (a queryset) of the rows whose sealed file the reader may see; None where none is sealed. `lasting`:
    never destroyed."""

    href: Callable[[UUID, Actor], str]
    erase: Callable[[UUID, Actor], None]
    folder: Callable[[UUID], Folder]
    reach: Callable[[Scope], Any] | None = None
    lasting: bool = False


_KEEPERS: dict[str, Keeper] = {}
_SECONDS: list[Callable[[Scope], list[str]]] = []


def kept_by(label: str, keeper: Keeper) -> None:
    """Offer it for the vouchers of a model ("casework.Case"), in `ready()`. Twice is a mistake."""
    if label in _KEEPERS:
        raise ValueError(label)
    _KEEPERS[label] = keeper


def keeper_of(voucher: str) -> tuple[Keeper, UUID]:
    """Who keeps the file of a voucher. Raises KeyError when no room does."""
    label, _, uuid = voucher.partition(":")
    return _KEEPERS[label], UUID(uuid)


def reached(scope: Scope) -> Q:
    """The sealed files that this reader may see, by the rows behind them."""
    found = Q(pk__in=[])
    for label, keeper in _KEEPERS.items():
        if keeper.reach is not None:
            found |= Q(voucher__startswith=f"{label}:", subject__in=keeper.reach(scope))
    return found


def seconds(prefixes: Callable[[Scope], list[str]]) -> None:
    """Offer the code prefixes for which a reader may be the second person who approves a destruction (designated officers)."""
    _SECONDS.append(prefixes)


def seconding(scope: Scope, path: str) -> Q:
    """Rows whose division (`path`) the reader is such an officer of."""
    found = Q(pk__in=[])
    for prefixes in _SECONDS:
        for code in prefixes(scope):
            found |= code_range(path, code)
    return found
