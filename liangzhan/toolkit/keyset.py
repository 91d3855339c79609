"""Keyset paging: cost does not grow with the page number, no count(*)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class KeysetPage:
    """Rows of one page with signed cursors of the next and the previous one ("" when there is none)."""

    items: list[Any]
    next_cursor: str = ""
    previous_cursor: str = ""


def _after(order: tuple[str, ...], values: list[Any], backwards: bool) -> Q:
    """Rows behind the given key values: (a > x) or (a = x and b > y) …"""
    condition = Q()
    equal = Q()
    for name, value in zip(order, values, strict=True):
        descending = name.startswith("-") != backwards
        path = name.lstrip("-")
        condition |= equal & Q(**{f"{path}__{'lt' if descending else 'gt'}": value})
        equal &= Q(**{path: value})
    return condition


def _plain(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, dt.date | dt.datetime)
        else str(value)
        if isinstance(value, Decimal | UUID)
        else value
    )


def _key(row: Any, order: tuple[str, ...]) -> list[Any]:
    found = []
    for name in order:
        path, value = name.lstrip("-"), row
        if isinstance(row, dict):  # `values()` keeps the whole path as the key
            value = row[path]
        else:
            for part in path.split("__"):
                value = getattr(value, part)
        found.append(_plain(value))
    return found


def page_of(queryset: QuerySet[Any], *, order: tuple[str, ...], cursor: str = "", size: int = 50) -> KeysetPage:
    """One page in the given order, whose last key must be unique (and none of the keys null).

    A cursor that was tampered with, or is of another order, shows the first page.
    """
    backwards, values = False, None
    if cursor:
        try:
            backwards, key_order, values = signing.loads(cursor, salt="keyset")
            if key_order != list(order):
                backwards, values = False, None
        except (signing.BadSignature, ValueError):
            values = None
    rows = queryset.order_by(*(_flip(name) if backwards else name for name in order))
    if values is not None:
        rows = rows.filter(_after(order, values, backwards))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next = more if not backwards else values is not None
    has_previous = values is not None if not backwards else more
    return KeysetPage(
        found,
        signing.dumps([False, list(order), _key(found[-1], order)], salt="keyset") if found and has_next else "",
        signing.dumps([True, list(order), _key(found[0], order)], salt="keyset") if found and has_previous else "",
    )


def is_cursor(cursor: str, order: tuple[str, ...]) -> bool:
    """Whether this is a cursor of ours in this order: for callers who want to be told instead of shown the first page."""
    try:
        return bool(signing.loads(cursor, salt="keyset")[1] == list(order))
    except (signing.BadSignature, ValueError):
        return False


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
