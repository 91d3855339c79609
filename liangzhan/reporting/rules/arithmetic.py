"""Shares, means and hours, exactly: a share of nothing is no figure, not nought. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

Number = Decimal | int | None


def rounded(value: Decimal, digits: int) -> Decimal:
    """Half up, as offices round."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def share(part: int, whole: int, *, digits: int = 1) -> Decimal | None:
    """part ÷ whole × 100; None when there is no whole."""
    return rounded(Decimal(part * 100) / Decimal(whole), digits) if whole else None


def mean(total: int, count: int, *, digits: int = 1) -> Decimal | None:
    """total ÷ count; None when there is nothing to divide by."""
    return rounded(Decimal(total) / Decimal(count), digits) if count else None


def hours(minutes: int) -> Decimal:
    """Minutes summed first, then told in hours to 0.1 (domain.md 6.7)."""
    return rounded(Decimal(minutes) / Decimal(60), 1)


def yuan(fen: int) -> Decimal:
    """Fen in yuan."""
    return rounded(Decimal(fen) / Decimal(100), 2)


def shown(value: Number, digits: int) -> str:
    """A number as it is printed: thousands parted, "—" where there is none."""
    if value is None:
        return "—"
    return f"{value:,.{digits}f}" if digits else f"{value:,d}"
