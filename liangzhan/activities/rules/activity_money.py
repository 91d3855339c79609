"""Yuan as typed, whole fen as kept. Pure."""

from __future__ import annotations

import re

TYPED = re.compile(r"^(\d{1,9})(?:\.(\d{1,2}))?$")


def fen_of(text: str) -> tuple[int, str]:
    """(fen, "") of yuan as typed ("1200", "1,200.5", "300元"), or (0, sentence): exact, never a float."""
    plain = text.strip().removesuffix("元").replace(",", "").replace("，", "").strip()
    found = TYPED.match(plain)
    if found is None:
        return 0, "请填写金额，例如 300 或 300.50，最多两位小数。"
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")), ""


def shown(fen: int | None) -> str:
    """As it stands in the field when it is changed."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
