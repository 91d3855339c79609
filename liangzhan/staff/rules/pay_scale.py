"""薪酬水平: what may be registered and shown ([N 四(二)]; domain.md 10.3 suppression). Pure; money in whole fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Amounts:
    """Headcount and the three figures; all None where too few persons stand behind them."""

    headcount: int
    lowest: int | None
    median: int | None
    highest: int | None


def amounts_problem(given: Amounts, cell: int) -> tuple[str, str]:
    """(sentence, field) when the figures cannot stand; ("", "") otherwise. `cell`: parameter suppress.cell [D]."""
    figures = (given.lowest, given.median, given.highest)
    if given.headcount < 1:
        return "人数至少 1 人。", "headcount"
    if given.headcount < cell:
        if any(one is not None for one in figures):
            return f"少于 {cell} 人时可能看出个人收入，只登记人数，不登记金额。", "headcount"
        return "", ""
    if any(one is None for one in figures):
        return "最低、中位、最高三个数都要填写。", "median"
    lowest, median, highest = (one or 0 for one in figures)
    if lowest <= 0:
        return "金额要大于 0。", "lowest"
    if not lowest <= median <= highest:
        return "最低、中位、最高三个数要从小到大。", "median"
    return "", ""


def year_problem(year: int, this_year: int) -> str:
    """A scale is of this year or an earlier one, from 2015 on so that the rise since before the notice can be shown."""
    return "" if 2015 <= year <= this_year else f"年度在 2015 年到 {this_year} 年之间。"


def shown(given: Amounts, cell: int) -> Amounts:
    """The same with the figures hidden where fewer than `cell` persons stand behind them."""
    return given if given.headcount >= cell else Amounts(given.headcount, None, None, None)


def headcount_word(headcount: int, cell: int) -> str:
    """ "<5" for a small group, else the number."""
    return f"<{cell}" if headcount < cell else f"{headcount:,}"


def changes(series: Sequence[tuple[int, int | None]]) -> dict[int, Decimal | None]:
    """{year: change in % against the year before, one decimal}; None where the year before is missing or hidden."""
    known = dict(series)
    found: dict[int, Decimal | None] = {}
    for year, median in series:
        before = known.get(year - 1)
        found[year] = (
            (Decimal(median - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
            if median is not None and before
            else None
        )
    return found
