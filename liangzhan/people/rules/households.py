"""What must hold of a household. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.people.choices import Relation


def joining_problem(relation: str, relations: Iterable[str], on: dt.date, *, today: dt.date) -> dict[str, str]:
    """{field: sentence} for somebody who joins a household with members of these relations."""
    found: dict[str, str] = {}
    if on > today:
        found["on"] = "日期不能晚于今天。"
    if relation == Relation.HEAD and Relation.HEAD in set(relations):
        found["relation"] = "这个家庭已有户主；要更换户主，请用“更换户主”。"
    return found


def leaving_problem(joined_on: dt.date, on: dt.date, *, is_head: bool, others: int, today: dt.date) -> str:
    """A head goes last, or hands over first."""
    if on > today:
        return "日期不能晚于今天。"
    if on < joined_on:
        return "离开日期不能早于加入日期。"
    return "户主离开前，请先更换户主。" if is_head and others else ""
