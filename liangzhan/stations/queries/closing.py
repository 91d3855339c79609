"""The closing checklist: what the platform knows by itself, and what was settled by hand (domain.md 3.6)."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.stations.choices import ClosingItemKind, StandingState
from liangzhan.stations.models import ClosingItem, Station

KNOWN = frozenset({ClosingItemKind.SIGN, ClosingItemKind.STANDING})
"""Items the register answers itself: nobody ticks them."""


@dataclass(frozen=True)
class ClosingLine:
    """One item: settled or not, how, and whether a person settles it."""

    kind: ClosingItemKind
    settled: bool
    text: str
    by_hand: bool
    row: ClosingItem | None = None


def closing_checklist(station: Station) -> list[ClosingLine]:
    """All items in order (three queries)."""
    rows = {row.item: row for row in station.closing_items.order_by("id")}
    hanging = station.signs.filter(removed_on__isnull=True).count()
    in_force = station.standings.filter(state=StandingState.IN_FORCE).count()
    known = {
        ClosingItemKind.SIGN: (not hanging, f"还有 {hanging} 块标识牌没有登记撤下" if hanging else "标识牌都已撤下"),
        ClosingItemKind.STANDING: (not in_force, "登记或备案仍有效，请先注销" if in_force else "没有有效的登记或备案"),
    }
    return [
        ClosingLine(kind, *known[kind], by_hand=False)
        if kind in known
        else ClosingLine(kind, kind in rows, rows[kind].note if kind in rows else "", True, rows.get(kind))
        for kind in ClosingItemKind
    ]


def open_closing_items(station: Station) -> list[ClosingItemKind]:
    """Items not settled yet."""
    return [line.kind for line in closing_checklist(station) if not line.settled]
