"""G-07: scores before and after, and what they say together. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True)
class Change:
    """Of a group: pairs with both scores, the means, the mean change (after − before), and how many got better."""

    pairs: int
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    better: int


def score_of(text: str, *, lowest: int, highest: int) -> tuple[Decimal | None, str]:
    """(score, "") of what was typed, (None, "") for nothing, (None, sentence) for what cannot be."""
    if not text.strip():
        return None, ""
    try:
        score = Decimal(text.strip())
    except InvalidOperation:
        return None, "请填写数字。"
    if not score.is_finite() or not lowest <= score <= highest:
        return None, f"得分应在 {lowest} 到 {highest} 之间。"
    return score, ""


def test_problems(*, instrument: str, lowest: int, highest: int) -> dict[str, str]:
    """{field: sentence} of the instrument."""
    found: dict[str, str] = {}
    if not instrument.strip():
        found["instrument"] = "请填写量表或问卷的名称。"
    if highest <= lowest:
        found["highest"] = "最高分要大于最低分。"
    return found


def change_of(pairs: Iterable[tuple[Decimal | None, Decimal | None]], *, higher_is_better: bool) -> Change:
    """What complete pairs say; means to one decimal. Who has only one of the two scores is left out."""
    whole = [(before, after) for before, after in pairs if before is not None and after is not None]
    if not whole:
        return Change(0, None, None, None, 0)
    before = _mean([one for one, _ in whole])
    after = _mean([two for _, two in whole])
    change = _mean([two - one for one, two in whole])
    better = sum(two > one if higher_is_better else two < one for one, two in whole)
    return Change(len(whole), before, after, change, better)


def _mean(values: list[Decimal]) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"))
