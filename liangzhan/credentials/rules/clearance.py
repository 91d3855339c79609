"""Work with minors only after a clear query within the year (未成年人保护法 §62, §98, §126). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from liangzhan.credentials.choices import ClearanceResult

BARRED = "不得从事密切接触未成年人的工作。"


@dataclass(frozen=True)
class Query:
    """The newest query of a person: its day and its consequence, nothing else."""

    queried_on: dt.date
    result: str


class Stand(StrEnum):
    """How a person stands on a day."""

    CLEAR = "CLEAR"
    SOON = "SOON"
    OVERDUE = "OVERDUE"
    NEVER = "NEVER"
    BARRED = "BARRED"


STAND_WORDS = {
    Stand.CLEAR: "查询有效",
    Stand.SOON: "即将到期",
    Stand.OVERDUE: "已到期",
    Stand.NEVER: "从未查询",
    Stand.BARRED: "不得从事",
}


def due_on(queried_on: dt.date, interval: int) -> dt.date:
    """The last day on which a query holds."""
    return queried_on + dt.timedelta(days=interval)


def stand_of(latest: Query | None, on: dt.date, *, interval: int, remind: int) -> Stand:
    """How a person with this newest query stands on the day."""
    if latest is None:
        return Stand.NEVER
    if latest.result == ClearanceResult.HIT:
        return Stand.BARRED
    left = (due_on(latest.queried_on, interval) - on).days
    if left < 0:
        return Stand.OVERDUE
    return Stand.SOON if left <= remind else Stand.CLEAR


def minors_sentence(latest: Query | None, on: dt.date, *, interval: int) -> str:
    """Why the person must not work with minors on that day, or "". Of a hit nothing but the consequence is said."""
    stand = stand_of(latest, on, interval=interval, remind=0)
    if stand == Stand.NEVER or latest is None:
        return "还没有从业查询结果，查询后才能安排未成年人服务。"
    if stand == Stand.BARRED:
        return BARRED
    if stand == Stand.OVERDUE:
        last = due_on(latest.queried_on, interval)
        return f"从业查询已于 {last:%Y年%-m月%-d日}到期，重新查询后才能安排未成年人服务。"
    return ""


def query_problem(queried_on: dt.date, latest: Query | None, *, result: str, has_file: bool, today: dt.date) -> str:
    """Why a query cannot be recorded, or ""."""
    if queried_on > today:
        return "查询日期不能晚于今天。"
    if latest is None:
        return ""
    if queried_on < latest.queried_on:
        return f"已有 {latest.queried_on:%Y年%-m月%-d日}的查询结果，不能登记更早的查询。"
    if latest.result == ClearanceResult.HIT and result == ClearanceResult.CLEAR and not has_file:
        return "上次结果为“不得从事”，改为“无相关记录”须上传新的查询回执。"
    return ""
