"""How time at forms is counted (domain.md 9.5). Pure."""

from __future__ import annotations

from collections.abc import Sequence


def counted_seconds(seconds: int, *, cap: int) -> tuple[int, int]:
    """(seconds that count, 1 when they were cut): a form left open over lunch is no work."""
    return (cap, 1) if seconds > cap else (max(seconds, 0), 0)


# Forms whose very use is a secret (domain.md 5.8, 10.2): sealed cases and their papers, risk, crisis, mandatory report.
HIDDEN = ("protection:", "casework:sealed-", "casework:emergency-", "casework:commission-", "documents:sealed-")


def is_hidden(form: str) -> bool:
    """May nobody see that this form (a URL name) was filled in at a station?"""
    return form.startswith(HIDDEN)


def station_of(own: Sequence[int], of_result: int | None) -> int | None:
    """Which of a person's stations a form counts for: the one it is about, otherwise the first; None for officials."""
    if of_result is not None and of_result in own:
        return of_result
    return min(own, default=None)


def minutes(seconds: int) -> int:
    """Whole minutes, half up."""
    return (seconds + 30) // 60
