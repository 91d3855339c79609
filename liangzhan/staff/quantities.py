"""Registry of numbers that stand behind an appraisal: rooms above fill it in `apps.ready`, so nobody types what is known.

A quantity counts work that was done (services, persons served, hours), never the length of a text nor clicks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.staff.choices.appraisal import AppraisalPart
from liangzhan.toolkit.parameters import declare

Count = Callable[[Sequence[int], int], dict[int, int | Decimal]]


@dataclass(frozen=True)
class Quantity:
    """`count(worker_ids, year)` answers {worker id: number} in few queries; a worker that is absent has no data (暂无数据)."""

    key: str
    name: str
    unit: str
    count: Count
    part: str = AppraisalPart.QUANTITY

    @property
    def norm_key(self) -> str:
        """The dated parameter that says how much a full year of full-time work reaches; 0 means none is set."""
        return f"appraisal.norm.{self.key}"


_HELD: dict[str, Quantity] = {}


def register(quantity: Quantity) -> None:
    """Offer a quantity; its norm becomes a parameter of the area, not set by default [U]. Twice is a mistake."""
    if quantity.key in _HELD:
        raise ValueError(quantity.key)
    declare(quantity.norm_key, 0, f"考核数量标准：{quantity.name}（全年专职，0 为不设）", "U", quantity.unit)
    _HELD[quantity.key] = quantity


def registered() -> list[Quantity]:
    """Every quantity, in the order of registering."""
    return list(_HELD.values())
