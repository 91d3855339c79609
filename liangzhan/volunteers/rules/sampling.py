"""Drawing records to be checked: the same seed over the same records draws the same (Order 67 §21–22). Pure."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable


def ticket(seed: str, record: str) -> str:
    """Where a record (its uuid) stands in the drum of a seed: SHA-256 of both, as anybody can compute it again."""
    return hashlib.sha256(f"{seed}|{record}".encode()).hexdigest()


def draw(records: Iterable[str], *, seed: str, size: int) -> list[str]:
    """The first `size` records by their tickets, in that order; all of them when there are fewer."""
    return heapq.nsmallest(size, records, key=lambda record: (ticket(seed, record), record))


def draw_problem(size: int, population: int) -> str:
    """Why nothing can be drawn, or ""."""
    if population == 0:
        return "这段时间没有符合条件的记录，换一段时间再抽。"
    return "" if size > 0 else "至少抽一条。"
