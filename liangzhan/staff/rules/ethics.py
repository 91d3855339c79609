"""The register of conflicts and gifts: what fits together, who looks at what (issue 3, Ethics)."""

from __future__ import annotations

import datetime as dt

from liangzhan.staff.choices.ethics import DeclarationKind, Disposal

GIFT_DISPOSALS = frozenset(
    {Disposal.REFUSED, Disposal.RETURNED, Disposal.HANDED_IN, Disposal.SHARED, Disposal.KEPT, Disposal.PENDING}
)
CONFLICT_DISPOSALS = frozenset({Disposal.RECUSED, Disposal.REASSIGNED, Disposal.DISCLOSED, Disposal.PENDING})
NEEDS_NOTE = frozenset({Disposal.KEPT, Disposal.PENDING})
MOST_FEN = 100_000_000_00  # above a hundred million yuan it is a slip of the pen


def declaration_problem(
    kind: str, disposal: str, value: int | None, note: str, happened_on: dt.date, *, on: dt.date
) -> tuple[str, str]:
    """(field, sentence) of what does not fit together, or ("", "")."""
    if happened_on > on:
        return "happened_on", "发生日期不能晚于今天。"
    fitting = GIFT_DISPOSALS if kind == DeclarationKind.GIFT else CONFLICT_DISPOSALS
    if disposal not in fitting:
        words = "、".join(Disposal(one).label for one in Disposal if one in fitting)
        return "disposal", f"{DeclarationKind(kind).label}的处理请选：{words}。"
    if kind == DeclarationKind.GIFT and value is None:
        return "value", "请填写估价，没有价值的填 0。"
    if value is not None and not 0 <= value <= MOST_FEN:
        return "value", "估价不合理，请核对（单位：元）。"
    if disposal in NEEDS_NOTE and not note.strip():
        return "disposal_note", f"“{Disposal(disposal).label}”要写明理由或打算。"
    return "", ""


def may_look(*, is_own: bool, of_head: bool, as_head_only: bool) -> bool:
    """Whoever declared looks at his own; a head at those of his people, never at a head's (两委 and street do)."""
    return is_own or not (of_head and as_head_only)


def may_sign_seen(*, is_own: bool, of_head: bool, as_head_only: bool) -> bool:
    """Nobody signs his own declaration as seen."""
    return not is_own and may_look(is_own=False, of_head=of_head, as_head_only=as_head_only)
