"""Registry of numbers that stand behind an appraisal: rooms above fill it in `apps.ready`, so nobody types what is known.

A quantity counts work that was done (services, persons served, hours), never the length of a text nor clicks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CharField, QuerySet, Value

from liangzhan.staff.choices.appraisal import AppraisalPart
from liangzhan.toolkit.parameters import declare

Counted = dict[int, int | Decimal]
Count = Callable[[Sequence[int], int], Counted | QuerySet[Any]]


@dataclass(frozen=True)
class Quantity:
    """`count(worker_ids, year)` answers {worker id: number}; a worker that is absent has no data (暂无数据).

    Or a queryset of (worker id, number), not yet asked: all of these are asked together, in one query.
    """

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


def counted(quantities: Iterable[Quantity], worker_ids: Sequence[int], year: int) -> dict[str, Counted]:
    """{key: {worker id: number}} of every quantity."""
    found: dict[str, Counted] = {}
    asked: list[QuerySet[Any]] = []
    for one in quantities:
        answer = one.count(worker_ids, year)
        found[one.key] = {} if isinstance(answer, QuerySet) else answer
        if isinstance(answer, QuerySet):
            asked.append(answer.annotate(quantity=Value(one.key, output_field=CharField())))
    if asked:
        for worker, number, key in asked[0].union(*asked[1:], all=True):
            found[key][worker] = number
    return found


def registered() -> list[Quantity]:
    """Every quantity, in the order of registering."""
    return list(_HELD.values())
