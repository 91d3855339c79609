"""K-05: scores 1 to 5, what they say together, and when too few say it (I25). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 10  # a share of fewer answers is nobody's figure (I25)
SCORE_WORDS = {5: "非常满意", 4: "满意", 3: "一般", 2: "不满意", 1: "很不满意"}
CONTENT = 4


@dataclass(frozen=True)
class Satisfaction:
    """n answers; mean to two decimals and whole percent of 4 and 5, or None while there are fewer than ten."""

    n: int
    mean: Decimal | None
    content: int | None


def satisfaction_of(counts: Mapping[int, int], *, fewest: int = FEWEST) -> Satisfaction:
    """What the counts {score: how many} say. Percent is rounded down."""
    n = sum(counts.values())
    if n < max(1, fewest):
        return Satisfaction(n, None, None)
    total = sum(score * many for score, many in counts.items())
    good = sum(many for score, many in counts.items() if score >= CONTENT)
    return Satisfaction(n, (Decimal(total) / n).quantize(Decimal("0.01")), good * 100 // n)


def added(many: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Counts of several sheets together."""
    held = list(many)
    return {score: sum(one.get(score, 0) for one in held) for score in SCORE_WORDS}


def rating_problem(score: int, *, day: dt.date, held_on: dt.date, open_to_on: dt.date) -> str:
    """May one answer today?"""
    if score not in SCORE_WORDS:
        return "请选择满意程度。"
    if day < held_on:
        return "活动还没有举行，请在活动后评价。"
    return "评价已经截止，谢谢您的关心。" if day > open_to_on else ""


def paper_problem(counts: Mapping[int, int], *, attended: int) -> str:
    """Totals of paper slips: none negative, and not more slips than people."""
    if any(many < 0 for many in counts.values()):
        return "份数不能为负。"
    if sum(counts.values()) > attended:
        return f"纸质评价共 {sum(counts.values())} 份，多于参加的 {attended} 人，请核对。"
    return ""
