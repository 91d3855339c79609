"""社会功能量表: eight items 1–5, before, during and after the service (clause 3.1.4, domain.md 5.1 [D]). Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

ITEMS = ("自理", "情绪", "家庭关系", "邻里交往", "经济安排", "学习或工作", "求助能力", "社区参与")
LOWEST, HIGHEST = 1, 5


def scores_problem(scores: Sequence[int | None]) -> str:
    """All eight or none: a total of some items cannot be compared."""
    given = [one for one in scores if one is not None]
    if len(scores) != len(ITEMS) or len(given) != len(ITEMS):
        return f"{len(ITEMS)} 项都要评分，才能前后比较。"
    return "" if all(LOWEST <= one <= HIGHEST for one in given) else f"每项 {LOWEST} 到 {HIGHEST} 分。"


def packed(scores: Sequence[int]) -> str:
    """As it is kept (encrypted)."""
    return json.dumps(list(scores))


def unpacked(text: str) -> list[int]:
    """The eight scores of a kept text."""
    return [int(one) for one in json.loads(text)]


@dataclass(frozen=True)
class ItemRow:
    """One item: each score in the order of the days, and the change from the first to the last."""

    name: str
    scores: tuple[int, ...]
    change: int | None


def rows_of(taken: Sequence[Sequence[int]]) -> list[ItemRow]:
    """Rows of the table, the total last; `taken` are scores oldest first. The change is None with one score only."""
    if not taken:
        return []
    rows = [_row(name, [one[index] for one in taken]) for index, name in enumerate(ITEMS)]
    return [*rows, _row("总分", [sum(one) for one in taken])]


def _row(name: str, scores: list[int]) -> ItemRow:
    return ItemRow(name, tuple(scores), scores[-1] - scores[0] if len(scores) > 1 else None)


def improved(pre: int | None, post: int | None) -> bool | None:
    """Did the client do better after the service (I13)? None without both totals."""
    return None if pre is None or post is None else post > pre
