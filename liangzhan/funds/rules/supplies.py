"""Supplies: what goes out first, what is expired, what is enough. Pure; domain.md 8.1."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stock:
    """A batch as the rules see it."""

    pk: int
    balance: int
    received_on: dt.date
    expires_on: dt.date | None = None


def is_expired(expires_on: dt.date | None, today: dt.date) -> bool:
    """Usable up to and including the last day."""
    return expires_on is not None and expires_on < today


def allocate(stocks: Iterable[Stock], quantity: int, day: dt.date) -> tuple[list[tuple[int, int]], int]:
    """([(batch, how many)], how many are missing): first expiring first, then first come.

    Nothing that had expired by the day, nothing that came only after it: stock was never negative on any day.
    """
    there = [one for one in stocks if one.balance > 0 and one.received_on <= day]
    usable = [one for one in there if not is_expired(one.expires_on, day)]
    usable.sort(key=lambda one: (one.expires_on or dt.date.max, one.received_on, one.pk))
    parts, rest = [], quantity
    for one in usable:
        take = min(one.balance, rest)
        if take:
            parts.append((one.pk, take))
            rest -= take
    return parts, rest


def expiry_problem(received_on: dt.date, expires_on: dt.date | None, today: dt.date) -> tuple[str, str]:
    """(field, sentence): what came in cannot be in the future nor expired already."""
    if received_on > today:
        return "received_on", "入库日期不能晚于今天。"
    if is_expired(expires_on, today):
        return "expires_on", "这批物资已过有效期，不能入库。"
    return "", ""
