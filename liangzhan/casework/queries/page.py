"""What the sections of the case page show."""

from __future__ import annotations

from typing import Any

from liangzhan.casework.sections import CaseReading


def basics(reading: CaseReading) -> dict[str, Any]:
    """The head of the page: team in words."""
    names = [f"{one.worker.display_name}（{one.get_role_display()}）" for one in reading.team]
    return {"team": "、".join(names) or "—"}
