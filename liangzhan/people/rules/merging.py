"""Which of two rows is kept, and may they be one person at all? Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.people.choices import PersonState


@dataclass(frozen=True)
class Side:
    """What counts about one of the two rows."""

    id: int
    state: str
    index: str
    born_on: dt.date | None
    shadow: bool
    elsewhere: bool  # other stations know the person as well


def kept_first(one: Side, other: Side) -> bool:
    """Is `one` kept? Whoever others know, then no shadow, then with a number, then the older row."""
    order = [(not side.elsewhere, side.shadow, not side.index, side.id) for side in (one, other)]
    return order[0] < order[1]


def pair_problems(kept: Side, alias: Side) -> list[str]:
    """Sentences that speak against one person. A shadow may have the number of the row it is merged into."""
    if kept.id == alias.id:
        return ["这是同一条记录，请选择另一条。"]
    found = []
    if PersonState.ACTIVE not in (kept.state,) or alias.state not in (PersonState.ACTIVE, PersonState.FROZEN):
        found.append("只有在册的人员可以合并。")
    if alias.elsewhere:
        found.append("这两条记录现在不能合并，请先核对双方的姓名和证件号码。")
    if kept.index and alias.index and kept.index != alias.index:
        found.append("两条记录的证件号码不同，不是同一个人；如果其中一个填错了，请先更正。")
    if kept.born_on and alias.born_on and kept.born_on != alias.born_on:
        found.append("两条记录的出生日期不同，请先核对。")
    return found
