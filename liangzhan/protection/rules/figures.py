"""Counts that may be shown: small cells suppressed, and a second one where the total would give the first away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALL = 5
FEW, HIDDEN = "<5", "—"  # domain.md 10.3


@dataclass(frozen=True)
class Column:
    """One quarter: what is shown for each area, and the total."""

    cells: dict[str, str]
    total: str


def suppressed(counts: Mapping[str, int]) -> Column:
    """Cells 1–4 read "<5" (domain.md 10.3). Where just one cell is hidden the next larger one is hidden too, for the total
    minus the others would tell it (a total under five is hidden itself)."""
    small = [key for key, count in counts.items() if 0 < count < SMALL]
    cells = {key: FEW if key in small else str(count) for key, count in counts.items()}
    total = sum(counts.values())
    if 0 < total < SMALL:
        return Column(cells, FEW)
    if len(small) == 1:
        cells[min((count, key) for key, count in counts.items() if count >= SMALL)[1]] = HIDDEN
    return Column(cells, str(total))
