"""What a count of the people of a station says: the same four values that a station declares where nobody counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffCount:
    """Numbers of persons; `basis` says in words what makes them 社会工作专业人才 [N 二(四)]."""

    full_time: int = 0
    part_time: int = 0
    certified: int = 0
    basis: str = ""
