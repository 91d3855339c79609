"""What the page of one indicator shows: this period beside the one before, its parts, what stands behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.ledger.queries.drill_down import entries_behind
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.queries.indicators import compute, parts_of
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.rules.periods import previous


def numbers(asked: Question, code: str, *, actor: Actor, cursor: str) -> dict[str, Any]:
    """`answer` and `before` (Answer), `before_words`, `rows` (PartRow, empty for a station), `behind` (a page of vouchers).

    Indicators of registers have neither parts nor vouchers in the ledger: `rows` is empty and `behind` None.
    """
    opened = BY_CODE[code].kinds
    before = replace(asked, period=previous(asked.period))
    entries = asked.narrowed(opened).asked_now
    return {
        "answer": compute(asked, [code])[0],
        "before": compute(before, [code])[0],
        "before_words": before.period.words,
        "rows": parts_of(asked, code) if opened and asked.station_id is None else [],
        "behind": entries_behind(entries, actor=actor, action=ACTION, cursor=cursor) if opened else None,
    }
