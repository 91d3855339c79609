"""How far a count is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.funds.choices import CountResult
from liangzhan.funds.models import Stocktake, StocktakeLine

ORDER = (
    CountResult.PENDING,
    CountResult.MISSING,
    CountResult.SHORT,
    CountResult.MOVED,
    CountResult.UNEXPECTED,
    CountResult.CORRECT,
)
STACKED = (
    CountResult.CORRECT,
    CountResult.MOVED,
    CountResult.SHORT,
    CountResult.UNEXPECTED,
    CountResult.MISSING,
    CountResult.PENDING,
)
TONES = {
    CountResult.PENDING: "none",
    CountResult.CORRECT: "met",
    CountResult.MOVED: "wait",
    CountResult.SHORT: "miss",
    CountResult.MISSING: "miss",
    CountResult.UNEXPECTED: "wait",
}


@dataclass(frozen=True)
class CountState:
    """The lines of a count, what is still to be found first, and how many of each result."""

    lines: tuple[StocktakeLine, ...]
    tally: dict[str, int]

    @property
    def done(self) -> int:
        return len(self.lines) - self.tally[CountResult.PENDING]

    @property
    def stack(self) -> list[dict[str, Any]]:
        """For the bar: 相符 12, 位置不符 1 …"""
        return [{"label": one.label, "value": self.tally[one], "tone": TONES[one]} for one in STACKED]


def count_state(stocktake: Stocktake) -> CountState:
    """One query."""
    rows = stocktake.lines.select_related("asset", "found_room").order_by("asset__number", "id")
    order = {one.value: at for at, one in enumerate(ORDER)}
    lines = tuple(sorted(rows, key=lambda line: order[line.result]))
    tally = {one.value: sum(line.result == one for line in lines) for one in CountResult}
    return CountState(lines, tally)


def count_words(line: StocktakeLine) -> str:
    """What is said after a count: 0012 折叠桌：位置不符，账面在工作室。"""
    name = line.asset or line.extra_name
    words = line.get_result_display()
    if line.result == CountResult.MOVED:
        words += f"，账面在{line.booked_place or '未登记位置'}"
    if line.result == CountResult.SHORT:
        words += f"，账面 {line.booked_quantity}，实有 {line.found_quantity}"
    if line.result == CountResult.UNEXPECTED and line.asset:
        words += f"，账面为“{line.get_booked_state_display()}”"
    return f"{name}：{words}。"
